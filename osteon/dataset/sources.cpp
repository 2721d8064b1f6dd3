#include "osteon/dataset/sources.hpp"

#include <array>

namespace osteon {

std::span<const Source> sources() {
  static const std::array table{fracatlas_source(), mura_source(), manifest_source(),
                                folder_source()};
  return table;
}

}  // namespace osteon
