#include "osteon/store/statements.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/store/ids.hpp"

namespace osteon {

void check_text(std::string_view what, std::string_view text) {
  bool sound = text.find('\0') == std::string_view::npos;
  try {
    (void)nlohmann::json(text).dump();  // which takes nothing but UTF-8
  } catch (const nlohmann::json::type_error&) {
    sound = false;
  }
  if (!sound)
    throw Error(ErrorCode::bad_argument, fmt::format("{} is not UTF-8, or has a NUL in it", what));
}

void check_page_limit(int limit) {
  if (limit < 1 || limit > 1000)
    throw Error(ErrorCode::bad_argument,
                fmt::format("a page has 1 to 1000 items, and {} were asked for", limit));
}

void write_audit(Transaction& transaction, std::string_view by, std::string_view action,
                 std::string_view subject) {
  const auto now = transaction.now();
  transaction.run(
      "INSERT INTO audit (id, at, account, action, subject) VALUES ($1, $2, $3, $4, $5)",
      {new_id(now), milliseconds_of(now), std::string(by), std::string(action),
       std::string(subject)});
}

}  // namespace osteon
