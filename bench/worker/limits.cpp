#include "bench/worker/limits.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "bench/bare_convolutions.hpp"
#include "bench/matrix_product.hpp"
#include "bench/worker/timing.hpp"

namespace osteon::bench {

using nlohmann::json;

json bare_convolutions(const json& command) {
  const Backbone backbone = backbone_named(command.at("architecture").get<std::string>());
  const int side = command.at("side");
  const int images = command.at("batch");
  const int workers = command.at("workers");
  const int times = command.at("times");
  const Arithmetic arithmetic = arithmetic_named(command.at("arithmetic").get<std::string>());
  const auto layers = command.at("layers") == "run" ? layers_as_run(backbone, side)
                                                    : layers_as_described(backbone, side);
  // oneDNN's kernels for whole numbers know no blocks of channels; it would fall back to plain
  // loops.
  std::vector layouts{dnnl::memory::format_tag::any};
  if (arithmetic != Arithmetic::int8) layouts.push_back(dnnl::memory::format_tag::nChw16c);
  double rate = 0;
  for (const auto layout : layouts) {
    const double seconds = timed_together(workers, command.at("threads"), times, [&](int) {
      const auto bare = std::make_shared<BareConvolutions>(layers, images, arithmetic, layout);
      return [bare] { bare->run(); };
    });
    rate = std::max(rate, workers * images * times / seconds);
  }
  return {{"images_per_s", rate}, {"products_per_s", rate * products_of(layers)}};
}

json matrix_product(const json& command) {
  MatrixProduct product(command.at("side"),
                        arithmetic_named(command.at("arithmetic").get<std::string>()));
  const auto seconds = timed(command.at("times"), [&] { product.run(); });
  return {{"products_per_s", product.products() / std::ranges::min(seconds)}};
}

}  // namespace osteon::bench
