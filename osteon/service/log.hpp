// The service's log: one line of JSON for each event, on standard error.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace osteon::service {

/// Adds the time. Values never hold names, ids of patients or radiographs, or files' names. Safe
/// from several threads.
void log_event(const std::string& event, const nlohmann::ordered_json& fields);

}  // namespace osteon::service
