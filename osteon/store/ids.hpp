// Ids that sort by time, and secrets that nobody guesses.
#pragma once

#include <string>

#include "osteon/store/records.hpp"

namespace osteon {

/// 26 of [0-9a-z]: 55 bits of time, finer than `now` so that ids of one process ascend, and 75 of
/// chance. Safe from several threads.
std::string new_id(Time now);

/// 256 bits of chance as 64 hexadecimal digits.
std::string new_secret();

}  // namespace osteon
