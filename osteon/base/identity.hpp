// Text that identifies a patient: it can be compared and grouped by, and never printed.
#pragma once

#include <compare>
#include <string>
#include <utility>

namespace osteon {

/// Holds a patient's or a study's identifier. There is no stream operator, no formatter and no way
/// back to the text, so that it cannot reach a log, an error text or a file name by accident;
/// tests/must_not_compile proves it.
class Identity {
 public:
  Identity() = default;
  explicit Identity(std::string text) : text_(std::move(text)) {}

  bool empty() const noexcept { return text_.empty(); }
  /// SHA-256 of the text, to group by where it is kept for long; empty for an empty one.
  std::string digest() const;
  friend auto operator<=>(const Identity&, const Identity&) = default;

 private:
  std::string text_;
};

}  // namespace osteon
