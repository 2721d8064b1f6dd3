#include "osteon/service/http/exchange.hpp"

#include <charconv>

#include <fmt/format.h>

#include "osteon/service/http/problem.hpp"

namespace osteon::service {

std::string Request::body(std::size_t most) const {
  std::string text;
  read_body([&](std::string_view piece) {
    if (text.size() + piece.size() > most)
      throw Problem(413, "too_large", fmt::format("the body has more than {} bytes", most));
    text += piece;
  });
  return text;
}

std::optional<std::string> Request::asked(const std::string& name) const {
  const auto found = query.find(name);
  if (found == query.end() || found->second.empty()) return {};
  return found->second;
}

std::int64_t Request::asked_number(const std::string& name, std::int64_t otherwise,
                                   std::int64_t least, std::int64_t most) const {
  const auto text = asked(name);
  if (!text) return otherwise;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < least || number > most)
    throw bad_request(fmt::format("{} must be a whole number from {} to {}", name, least, most));
  return number;
}

}  // namespace osteon::service
