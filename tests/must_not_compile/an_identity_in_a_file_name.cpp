#include <filesystem>

#include "osteon/base/identity.hpp"

std::filesystem::path drawing(const osteon::Identity& study) {
  const std::filesystem::path folder = "overlays";
#ifdef WRONG
  return folder / study;
#else
  return folder / (study.empty() ? "image.png" : "study.png");
#endif
}
