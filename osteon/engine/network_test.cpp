// Whole networks against the reference.
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/engine/closeness.hpp"
#include "osteon/engine/random_weights.hpp"
#include "osteon/engine/range_finder.hpp"
#include "osteon/engine/reference.hpp"

using namespace osteon;

namespace {

// Of the largest error against the root mean square of the features. bf16 rounds the trunk once a
// block, 16 times in ResNet-50; int8 rounds everything to a 255th of its range.
double tolerance(Precision precision) {
  switch (precision) {
    case Precision::fp32:
      return 1e-4;
    case Precision::bf16:
      return 0.15;
    default:
      return 0.6;
  }
}

ActivationRanges ranges_of(const Backbone& backbone, const Safetensors& weights,
                           const Tensor& input) {
  RangeFinder finder(backbone, weights, input.shape[2]);
  finder.see(input);
  return finder.ranges();
}

/// A backbone whose weights are drawn from `seed`.
struct RandomNetwork {
  RandomNetwork(const std::string& architecture, std::uint64_t seed_)
      : seed(seed_),
        backbone(backbone_named(architecture)),
        weights(random_weights(backbone.convolutions(), seed_)) {}

  std::uint64_t seed;
  Backbone backbone;
  Safetensors weights;
};

void check_network(const RandomNetwork& of, int side, int images) {
  const Tensor input = random_input({images, 1, side, side}, of.seed + 1);
  const FeatureMaps right = run_reference(of.backbone, of.weights, input);
  const ActivationRanges ranges = ranges_of(of.backbone, of.weights, input);
  for (const Precision precision : available_precisions(true)) {
    INFO(fmt::format("check_network({{\"{}\", {}}}, side {}, images {}) at {}",
                     of.backbone.architecture, of.seed, side, images, name_of(precision)));
    const Network network(of.backbone, of.weights, side, precision, ranges);
    Session session(network);
    const FeatureMaps got = session.run(input);
    CHECK(got.images == right.images);
    CHECK(got.rows == right.rows);
    CHECK(got.columns == right.columns);
    CHECK(got.channels == right.channels);
    CHECK(largest_error(got.values, right.values) < tolerance(precision));
    REQUIRE(got.last_means.size() == right.last_means.size());
    if (of.backbone.neck)
      CHECK(largest_error(got.last_means, right.last_means) < tolerance(precision));
  }
}

Tensor image_of(const Tensor& batch, int number) {
  Tensor image({1, 1, batch.shape[2], batch.shape[3]});
  const auto size = static_cast<std::ptrdiff_t>(image.values.size());
  std::copy_n(batch.values.begin() + number * size, size, image.values.begin());
  return image;
}

std::span<const float> features_of(const FeatureMaps& maps, int number) {
  const std::size_t size = maps.values.size() / static_cast<std::size_t>(maps.images);
  return std::span(maps.values).subspan(static_cast<std::size_t>(number) * size, size);
}

const Backbone tiny = backbone_named("resnet-tiny");

}  // namespace

TEST_CASE("the small network agrees with the reference at every batch size and odd sides",
          "[engine][network]") {
  const RandomNetwork small("resnet-tiny", 11);
  for (int images = 1; images <= 5; ++images)
    for (const int side : {1, 2, 33, 64, 95}) check_network(small, side, images);
}

// Sides whose stages are even, odd, and one where the pool's last window hangs over the edge.
TEST_CASE("ResNet-50 agrees with the reference, in both placements of its strides",
          "[engine][network]") {
  const std::string architecture = GENERATE("resnet50-v1", "resnet50-v1.5");
  const RandomNetwork large(architecture, 21);
  check_network(large, 64, 2);
  check_network(large, 97, 1);
}

TEST_CASE("a backbone with a finer map agrees with the reference", "[engine][network]") {
  const RandomNetwork small("resnet-tiny-fine", 15);
  for (int images = 1; images <= 4; ++images)
    for (const int side : {64, 96, 160}) check_network(small, side, images);
}

TEST_CASE("a side whose two last maps do not fit is refused with what would", "[engine][network]") {
  const Backbone fine = backbone_named("resnet-tiny-fine");
  const Safetensors weights = random_weights(fine.convolutions(), 16);
  CHECK_THROWS_WITH(Network(fine, weights, 80, Precision::fp32),
                    Catch::Contains("multiples of 32"));
}

TEST_CASE("an image scores the same in whatever company it is read", "[engine][network]") {
  const Safetensors weights = random_weights(tiny.convolutions(), 31);
  const Tensor batch = random_input({3, 1, 65, 65}, 32);
  const ActivationRanges ranges = ranges_of(tiny, weights, batch);
  for (const Precision precision : available_precisions(true)) {
    const Network network(tiny, weights, 65, precision, ranges);
    Session session(network);
    const FeatureMaps together = session.run(batch);
    for (int number = 0; number < 3; ++number) {
      CAPTURE(name_of(precision), number);
      const FeatureMaps alone = session.run(image_of(batch, number));
      CHECK(largest_error(alone.values, features_of(together, number)) < 1e-5);
    }
  }
}

TEST_CASE("a session answers the same after larger and smaller batches went through its buffers",
          "[engine][network]") {
  const Safetensors weights = random_weights(tiny.convolutions(), 41);
  const Network network(tiny, weights, 64, fastest_precision());
  const Tensor one = random_input({1, 1, 64, 64}, 42);
  Session session(network);
  const FeatureMaps first = session.run(one);
  session.run(random_input({7, 1, 64, 64}, 43));
  session.run(random_input({2, 1, 64, 64}, 44));
  CHECK(session.run(one).values == first.values);
}

TEST_CASE("threads with sessions of their own share one network", "[engine][network]") {
  const Safetensors weights = random_weights(tiny.convolutions(), 51);
  const Network network(tiny, weights, 64, fastest_precision());
  const Tensor input = random_input({3, 1, 64, 64}, 52);
  const FeatureMaps right = Session(network).run(input);

  std::vector<int> wrong(4, 0);
  std::vector<std::thread> threads;
  for (int& count : wrong)
    threads.emplace_back([&] {
      Session session(network);
      for (int round = 0; round < 20; ++round)
        if (session.run(input).values != right.values) ++count;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("a network outlives the weight file it was made from", "[engine][network]") {
  const Tensor input = random_input({1, 1, 33, 33}, 62);
  const Safetensors weights = random_weights(tiny.convolutions(), 61);
  const auto make = [&] {
    const Safetensors same = random_weights(tiny.convolutions(), 61);
    return Network(tiny, same, 33, Precision::fp32);
  };
  const Network network = make();
  const Network beside(tiny, weights, 33, Precision::fp32);
  CHECK(Session(network).run(input).values == Session(beside).run(input).values);
}

TEST_CASE("weights stored in 16 bits are read", "[engine][network]") {
  const Tensor input = random_input({1, 1, 64, 64}, 72);
  const auto stored_as = GENERATE(ElementType::f16, ElementType::bf16);
  const Safetensors weights = random_weights(tiny.convolutions(), 71, stored_as);
  const Network network(tiny, weights, 64, Precision::fp32);
  CHECK(largest_error(Session(network).run(input).values,
                      run_reference(tiny, weights, input).values) < tolerance(Precision::fp32));
}

TEST_CASE("a tensor that is missing or has another shape is named", "[engine][network]") {
  std::vector<const ConvLayer*> layers = tiny.convolutions();
  SECTION("missing") {
    layers.pop_back();
    const Safetensors weights = random_weights(layers, 81);
    CHECK_THROWS_WITH(Network(tiny, weights, 64, Precision::fp32),
                      Catch::Contains("layer4.0.conv3"));
  }
  SECTION("of another shape") {
    ConvLayer wide = *layers.back();
    wide.in = 5;
    layers.back() = &wide;
    const Safetensors weights = random_weights(layers, 82);
    try {
      const Network network(tiny, weights, 64, Precision::fp32);
      FAIL("the wrong shape went unnoticed");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_model);
      CHECK_THAT(error.what(), Catch::Contains("layer4.0.conv3.weight"));
    }
  }
}

TEST_CASE("a side, a batch or an image that does not fit is refused with its measure",
          "[engine][network]") {
  const Safetensors weights = random_weights(tiny.convolutions(), 91);
  CHECK_THROWS_WITH(Network(tiny, weights, 0, Precision::fp32), Catch::Contains("0 pixels"));
  CHECK_THROWS_WITH(Network(tiny, weights, max_side + 1, Precision::fp32),
                    Catch::Contains("4097 pixels"));

  const Network network(tiny, weights, 32, Precision::fp32);
  Session session(network);
  CHECK_THROWS_WITH(session.run(Tensor({0, 1, 32, 32})), Catch::Contains("batch of 0"));
  CHECK_THROWS_WITH(session.run(Tensor({65, 1, 32, 32})), Catch::Contains("1 to 64"));
  CHECK_THROWS_WITH(session.run(Tensor({1, 3, 32, 32})), Catch::Contains("3 x 32 x 32"));
  CHECK_THROWS_WITH(session.run(Tensor({1, 1, 32, 33})), Catch::Contains("1 x 32 x 33"));
  Tensor short_of_values({2, 1, 32, 32});
  short_of_values.values.pop_back();
  CHECK_THROWS_WITH(session.run(short_of_values), Catch::Contains("2047 values"));
}
