// The description of the API that programs read, produced from the table of routes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "osteon/service/http/route.hpp"

namespace osteon::service {

/// OpenAPI 3.1.
nlohmann::ordered_json openapi_of(const Routes& routes);

/// JSON Schemas by name, that routes refer to.
nlohmann::ordered_json openapi_schemas();

}  // namespace osteon::service
