// JSON that a client sent.
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace osteon::service {

/// \throws Problem(400) when it is no JSON object, or nested deeper than 16
nlohmann::ordered_json json_object(std::string_view text);

}  // namespace osteon::service
