#include "osteon/dataset/cells.hpp"

#include <utility>

namespace osteon {

void Cells::push_back(std::string_view text) {
  text_ += text.substr(0, text.find('\0'));
  text_ += '\0';
}

std::string_view Cells::operator[](std::size_t place) const {
  std::string_view rest = text_;
  for (; place > 0 && !rest.empty(); --place) rest.remove_prefix(rest.find('\0') + 1);
  return rest.substr(0, rest.find('\0'));
}

Cells Cells::from_joined(std::string text) {
  Cells cells;
  cells.text_ = std::move(text);
  return cells;
}

}  // namespace osteon
