// The pack's README.md, with the sections that model cards have (Mitchell et al., FAT* 2019).
#pragma once

#include <string>

#include "osteon/model/pack.hpp"

namespace osteon {

/// Every figure comes from the pack's provenance; nothing is typed in.
std::string model_card(const Pack& pack);

}  // namespace osteon
