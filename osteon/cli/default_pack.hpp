// Which model pack is used when the command line names none.
#pragma once

#include <filesystem>

namespace osteon::cli {

/// `$OSTEON_MODEL`; else `models/osteon-base` in the nearest folder above the program that has it
/// (a source tree), or in `share/osteon` beside the program's `bin` (an installation); else below
/// the current folder. \throws Error(bad_model) naming where it looked
std::filesystem::path default_pack();

/// The same for a program at `program`, whatever the environment says.
std::filesystem::path pack_beside(const std::filesystem::path& program);

}  // namespace osteon::cli
