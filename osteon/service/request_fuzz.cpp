// Whatever is sent: what takes requests apart gives an answer or throws a Problem.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "osteon/service/guard.hpp"
#include "osteon/service/http/multipart.hpp"
#include "osteon/service/http/problem.hpp"
#include "osteon/service/inference_input.hpp"
#include "osteon/service/times.hpp"
#include "osteon/service/upload.hpp"

namespace {

using namespace osteon::service;

class Nothing final : public PartReceiver {
 public:
  void begin(const PartHead& head) override {
    if (cleaned_name(head.file_name).find('/') != std::string::npos) __builtin_trap();
  }
  void piece(std::string_view) override {}
  void end() override {}
};

/// The first line is the content type, the rest the body, fed in two cuts of any length.
void read_form(std::string_view text, std::size_t step) {
  const auto line = text.find('\n');
  if (line == std::string_view::npos) return;
  Nothing receiver;
  try {
    MultipartReader reader(text.substr(0, line), receiver);
    text.remove_prefix(line + 1);
    while (!text.empty()) {
      reader.feed(text.substr(0, step));
      text.remove_prefix(std::min(step, text.size()));
    }
    reader.finish();
  } catch (const Problem&) {
  }
}

/// The first line is the header with the length of the JSON, if any.
void read_inference(std::string_view text) {
  const auto line = text.find('\n');
  if (line == std::string_view::npos) return;
  try {
    read_inference_input(text.substr(line + 1), std::string(text.substr(0, line)), 32);
  } catch (const Problem&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  read_form(text, 1 + data[0]);
  read_inference(text);
  header_parameter(text, "name");
  cookie_named(text, "osteon_session");
  host_name(text);
  read_time(text);
  cleaned_name(text);
  return 0;
}
