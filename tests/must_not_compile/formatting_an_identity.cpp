#include <fmt/format.h>
#include <fmt/ostream.h>

#include "osteon/base/identity.hpp"

std::string sentence(const osteon::Identity& study) {
#ifdef WRONG
  return fmt::format("study {}", study);
#else
  return fmt::format("study given: {}", !study.empty());
#endif
}
