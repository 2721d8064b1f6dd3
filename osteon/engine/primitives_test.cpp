#include "osteon/engine/primitives.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "osteon/engine/values.hpp"

using namespace osteon;

// oneDNN's answer to a layout it has no kernel for is its reference code: right, and a hundred
// times slower.
TEST_CASE("from AVX2 on, every step of ResNet-50 gets a kernel made for the CPU",
          "[engine][primitives]") {
  const auto isa = dnnl::get_effective_cpu_isa();
  if (isa == dnnl::cpu_isa::avx || isa == dnnl::cpu_isa::sse41) {
    WARN("skipped: " << cpu_description() << " is before AVX2");
    return;
  }
  const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  const auto* const architecture = GENERATE("resnet50-v1", "resnet50-v1.5");
  const int images = GENERATE(1, 8);
  const Backbone backbone = backbone_named(architecture);
  ActivationRanges ranges{{std::string(input_range), 1.0F}};
  for (const ConvLayer* layer : backbone.convolutions()) ranges[layer->name] = 1;
  for (const Precision precision : available_precisions(true))
    for (const Step& step : with_values(schedule(backbone, 224), precision, ranges)) {
      if (std::holds_alternative<Conversion>(step.operation) ||
          std::holds_alternative<Unfolding>(step.operation))
        continue;
      const bool convolves = std::holds_alternative<ConvLayer>(step.operation);
      const std::string kernel = convolves ? convolution(engine, step, images).impl_info_str()
                                           : max_pool(engine, step, images).impl_info_str();
      INFO(architecture << ", " << images << " images, " << name_of(precision) << ": "
                        << (convolves ? std::get<ConvLayer>(step.operation).name : "pool")
                        << " runs on " << kernel);
      CHECK((kernel.starts_with("jit") || kernel.starts_with("brgconv")));
    }
}
