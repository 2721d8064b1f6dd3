// Where a command may write a pack.
#pragma once

#include <filesystem>

namespace osteon::cli {

/// \throws Error(bad_argument) when `out`, said as --out, holds a pack already
void refuse_existing_pack(const std::filesystem::path& out);

}  // namespace osteon::cli
