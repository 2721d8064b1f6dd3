// Which files of a pack hold weights.
#pragma once

#include <set>
#include <string>

#include "osteon/model/pack.hpp"

namespace osteon {

/// Names within the pack's folder: the backbones' and the heads'. Each has a hash in Pack::sha256.
std::set<std::string> weight_files(const Pack& pack);

}  // namespace osteon
