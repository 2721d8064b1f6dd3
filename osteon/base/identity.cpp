#include "osteon/base/identity.hpp"

#include <span>

#include "osteon/base/sha256.hpp"

namespace osteon {

std::string Identity::digest() const {
  return text_.empty() ? std::string() : sha256(std::as_bytes(std::span(text_)));
}

}  // namespace osteon
