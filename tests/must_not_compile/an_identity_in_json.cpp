#include <nlohmann/json.hpp>

#include "osteon/base/identity.hpp"

nlohmann::json line(const osteon::Identity& study) {
#ifdef WRONG
  return {{"study", study}};
#else
  return {{"study_given", !study.empty()}};
#endif
}
