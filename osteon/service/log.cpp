#include "osteon/service/log.hpp"

#include <cstdio>

#include "osteon/service/times.hpp"

namespace osteon::service {

void log_event(const std::string& event, const nlohmann::ordered_json& fields) {
  nlohmann::ordered_json line = {{"at", written(now())}, {"event", event}};
  line.update(fields);
  const std::string text =
      line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  // One write for one line, so that lines of several threads do not mix.
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace osteon::service
