#include "osteon/engine/fold.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "tests/scratch_folder.hpp"

using namespace osteon;

namespace {

const ConvLayer one_weight{.name = "c", .norm = "n", .in = 1, .out = 1};

Safetensors weights_with(float variance) {
  const std::vector<NamedTensor> tensors{{"c.weight", {1, 1, 1, 1}, {3}},
                                         {"n.weight", {1}, {2}},
                                         {"n.bias", {1}, {0.5F}},
                                         {"n.running_mean", {1}, {7}},
                                         {"n.running_var", {1}, {variance}}};
  const ScratchFolder folder;
  write_safetensors(folder / "weights.safetensors", tensors);
  return Safetensors(folder / "weights.safetensors");  // mapped, so the name may go
}

}  // namespace

TEST_CASE("folding a batch norm gives the norm's own arithmetic", "[engine][fold]") {
  const FoldedLayer folded = fold(one_weight, weights_with(4.0F));
  const double deviation = std::sqrt(4.0 + 1e-5);
  CHECK(folded.weights.at(0) == Approx(3 * 2 / deviation));
  CHECK(folded.bias.at(0) == Approx(0.5 - 7 * 2 / deviation));
}

TEST_CASE("a channel that never varied is divided by epsilon, not by zero", "[engine][fold]") {
  const FoldedLayer folded = fold(one_weight, weights_with(0.0F));
  CHECK(folded.weights.at(0) == Approx(3 * 2 / std::sqrt(1e-5)));
  CHECK(std::isfinite(folded.bias.at(0)));
}

TEST_CASE("a negative or missing variance is a damaged pack, named with its value",
          "[engine][fold]") {
  CHECK_THROWS_WITH(fold(one_weight, weights_with(-0.25F)),
                    Catch::Contains("n.running_var") && Catch::Contains("-0.25"));
  CHECK_THROWS_WITH(fold(one_weight, weights_with(std::nanf(""))), Catch::Contains("nan"));
}
