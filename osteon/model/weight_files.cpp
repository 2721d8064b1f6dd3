#include "osteon/model/weight_files.hpp"

namespace osteon {

std::set<std::string> weight_files(const Pack& pack) {
  std::set<std::string> files{pack.heads_file};
  for (const BackboneEntry& backbone : pack.backbones) files.insert(backbone.file);
  return files;
}

}  // namespace osteon
