// Several short texts in one allocation, for what is kept a million times.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace osteon {

class Cells {
 public:
  /// A NUL inside ends the text.
  void push_back(std::string_view text);

  /// Empty beyond the last one. Walks from the first: meant for a dozen, not for hundreds.
  std::string_view operator[](std::size_t place) const;

  /// All of them, each with a NUL behind it.
  const std::string& joined() const noexcept { return text_; }
  static Cells from_joined(std::string text);

  friend bool operator==(const Cells&, const Cells&) = default;

 private:
  std::string text_;
};

}  // namespace osteon
