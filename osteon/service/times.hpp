// Times as the API writes them: RFC 3339, UTC.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "osteon/store/records.hpp"

namespace osteon::service {

Time now();
/// "2025-03-01T09:30:00.250Z"
std::string written(Time time);
std::string for_people(Time time);               ///< "2025-03-01 09:30 UTC"
std::string written(std::chrono::sys_days day);  ///< "2025-03-01"
/// A date, which is its first moment, or a time with Z or an offset. Empty when it is neither.
std::optional<Time> read_time(std::string_view text);

}  // namespace osteon::service
