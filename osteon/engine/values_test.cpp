#include "osteon/engine/values.hpp"

#include <array>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"

using namespace osteon;

namespace {

ActivationRanges some_ranges(const Backbone& backbone) {
  ActivationRanges ranges{{"neck", 3.0F}};
  float range = 1;
  for (const ConvLayer* layer : backbone.convolutions()) ranges[layer->name] = range += 0.5F;
  return ranges;
}

}  // namespace

// A result read in another unit than it was written in is off by a factor, and plausible.
TEST_CASE("at every precision each step reads the numbers that were written", "[engine][values]") {
  for (const auto architecture : architecture_names()) {
    const Backbone backbone = backbone_named(architecture);
    for (const Precision precision : {Precision::fp32, Precision::bf16, Precision::int8}) {
      INFO(architecture << " at " << name_of(precision));
      const auto steps = with_values(schedule(backbone, 64), precision, some_ranges(backbone));
      std::array<Values, last_buffer + 1> held{};
      held[input_buffer] = steps.front().in;
      for (const Step& step : steps) {
        const Values& read = held.at(static_cast<std::size_t>(step.from));
        CHECK(step.in.type == read.type);
        CHECK(step.in.unit == read.unit);
        CHECK(step.in.channels_last == read.channels_last);
        Values& written = held.at(static_cast<std::size_t>(step.to));
        if (step.adds) {
          CHECK(step.added.type == written.type);
          CHECK(step.added.unit == written.unit);
        }
        if (!step.out.whole()) CHECK(step.out.unit == 1);
        written = step.out;
      }
    }
  }
}

TEST_CASE("at int8 every convolution but the stem multiplies whole numbers", "[engine][values]") {
  const Backbone backbone = backbone_named("resnet50-v1-layer3-fine");
  const auto ranges = some_ranges(backbone);
  for (const Step& step : with_values(schedule(backbone, 64), Precision::int8, ranges)) {
    const auto* layer = std::get_if<ConvLayer>(&step.operation);
    if (layer == nullptr) continue;
    INFO(layer->name);
    CHECK((step.in.type == Values::Type::u8) == (layer->name != "conv1"));
    if (step.out.type == Values::Type::u8) CHECK(step.out.unit == ranges.at(layer->name) / 255);
    if (step.out.type == Values::Type::s8) CHECK(step.out.unit == ranges.at(layer->name) / 127);
  }
}

TEST_CASE("at int8 the stem does too, where the input's range is known", "[engine][values]") {
  const Backbone backbone = backbone_named("resnet50-v1-layer3-fine");
  auto ranges = some_ranges(backbone);
  ranges[std::string(input_range)] = 150;
  const auto steps = with_values(schedule(backbone, 64), Precision::int8, ranges);
  REQUIRE(std::holds_alternative<Unfolding>(steps[0].operation));
  CHECK(steps[0].out.unit == 150.0F / 127);
  CHECK(steps[1].unfolded);
  CHECK(steps[1].in.type == Values::Type::s8);
  CHECK(steps[1].channels_in == 4);
  CHECK(steps[1].out.type == Values::Type::u8);
  // The pool keeps what it reads, and nothing is converted before the first block.
  CHECK(steps[2].out.type == Values::Type::u8);
  CHECK(std::holds_alternative<ConvLayer>(steps[3].operation));
}

TEST_CASE("a missing range is named, with what measures it", "[engine][values]") {
  const Backbone backbone = backbone_named("resnet-tiny");
  ActivationRanges ranges = some_ranges(backbone);
  ranges.erase("layer2.0.conv2");
  CHECK_THROWS_WITH(
      with_values(schedule(backbone, 64), Precision::int8, ranges),
      Catch::Contains("'layer2.0.conv2'") && Catch::Contains("osteon model quantize"));
}
