// The engine and its reference were written here from one description, and could share a mistake;
// libtorch could not.
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "osteon/engine/closeness.hpp"
#include "osteon/engine/random_weights.hpp"
#include "osteon/engine/reference.hpp"
#include "tests/parity/torch_backbone.hpp"

using namespace osteon;

namespace {

double tolerance(Precision precision) { return precision == Precision::fp32 ? 1e-4 : 0.15; }

void check_parity(const std::string& architecture, int side, int images, std::uint64_t seed) {
  INFO(fmt::format("check_parity({}, side {}, images {}, seed {})", architecture, side, images,
                   seed));
  const Backbone backbone = backbone_named(architecture);
  const Safetensors weights = random_weights(backbone.convolutions(), seed);
  const Tensor input = random_input({images, 1, side, side}, seed + 1);
  const FeatureMaps right = run_torch(backbone, weights, input);

  const FeatureMaps reference = run_reference(backbone, weights, input);
  CHECK(reference.rows == right.rows);
  CHECK(reference.columns == right.columns);
  CHECK(largest_error(reference.values, right.values) < tolerance(Precision::fp32));

  for (const Precision precision : available_precisions()) {
    CAPTURE(name_of(precision));
    const Network network(backbone, weights, side, precision);
    const FeatureMaps said = Session(network).run(input);
    CHECK(largest_error(said.values, right.values) < tolerance(precision));
    REQUIRE(said.last_means.size() == right.last_means.size());
    if (backbone.neck)
      CHECK(largest_error(said.last_means, right.last_means) < tolerance(precision));
  }
}

}  // namespace

TEST_CASE("the small network says what libtorch says, at awkward sides", "[parity]") {
  for (const int side : {7, 33, 64, 95, 130}) check_parity("resnet-tiny", side, 3, 5);
}

TEST_CASE("a finer map over the last stage says what libtorch says", "[parity]") {
  for (const int side : {64, 96, 128}) check_parity("resnet-tiny-fine", side, 3, 8);
  check_parity("resnet50-v1-layer3-fine", 96, 2, 9);
}

TEST_CASE("ResNet-50 says what libtorch says, in both placements of its strides", "[parity]") {
  const std::string architecture = GENERATE("resnet50-v1", "resnet50-v1.5");
  check_parity(architecture, 64, 2, 6);
  check_parity(architecture, 101, 1, 7);
}
