// Where the time of one radiograph goes.
#pragma once

#include <nlohmann/json.hpp>

namespace osteon::bench {

/// pack, precision, file, times, start_s (when the process was started, by the system's clock) ->
/// warm: seconds of each stage, a list for each; first: seconds of what only a process's first
/// radiograph pays. To be asked of a fresh process.
nlohmann::json stages(const nlohmann::json& command);

}  // namespace osteon::bench
