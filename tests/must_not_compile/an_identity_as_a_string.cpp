#include <string>

#include "osteon/base/identity.hpp"

std::string text(const osteon::Identity& study) {
#ifdef WRONG
  return static_cast<std::string>(study);
#else
  return study.empty() ? "none" : "given";
#endif
}
