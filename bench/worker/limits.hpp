// What the machine and oneDNN could do if nothing but arithmetic were asked of them.
#pragma once

#include <nlohmann/json.hpp>

namespace osteon::bench {

/// architecture, side, arithmetic, batch, workers, threads, times, layers ("described" or "run")
/// -> images_per_s, the better of two layouts, and products_per_s
nlohmann::json bare_convolutions(const nlohmann::json& command);

/// side, arithmetic, times -> products_per_s, the best of the times
nlohmann::json matrix_product(const nlohmann::json& command);

}  // namespace osteon::bench
