#include "osteon/service/json_text.hpp"

#include <algorithm>

#include "osteon/service/http/problem.hpp"

namespace osteon::service {
namespace {

/// How deep brackets and braces stand in each other, outside of texts.
int nesting(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted && text[i] == '\\') ++i;
    if (quoted) continue;
    if (text[i] == '[' || text[i] == '{') deepest = std::max(deepest, ++depth);
    if (text[i] == ']' || text[i] == '}') --depth;
  }
  return deepest;
}

}  // namespace

nlohmann::ordered_json json_object(std::string_view text) {
  // What copies and walks a document calls itself for each level.
  if (nesting(text) > 16) throw bad_request("the body is nested too deeply");
  auto object = nlohmann::ordered_json::parse(text, nullptr, false);
  if (!object.is_object()) throw bad_request("the body must be a JSON object");
  return object;
}

}  // namespace osteon::service
