#include <sstream>

#include "osteon/base/identity.hpp"

void write(std::ostream& out, const osteon::Identity& study) {
#ifdef WRONG
  out << study;
#else
  out << study.empty();
#endif
}
