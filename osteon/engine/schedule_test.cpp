#include "osteon/engine/schedule.hpp"

#include <array>
#include <set>

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace osteon;

namespace {

double multiplications(const std::vector<Step>& steps) {
  double count = 0;
  for (const Step& step : steps)
    if (const auto* layer = std::get_if<ConvLayer>(&step.operation))
      count += static_cast<double>(layer->in) * layer->out * layer->kernel * layer->kernel *
               step.side_out * step.side_out;
  return count;
}

double multiplications_as_written(const Backbone& backbone, int side) {
  double count = 0;
  const auto add = [&](const ConvLayer& layer, int in) {
    const double out = convolved(in, layer);
    count += out * out * layer.in * layer.out * layer.kernel * layer.kernel;
    return convolved(in, layer);
  };
  int trunk = pooled(add(backbone.stem, side), backbone.pool);
  for (const auto& stage : backbone.stages)
    for (const Block& block : stage) {
      if (block.shortcut) add(*block.shortcut, trunk);
      trunk = add(block.expand, add(block.spatial, add(block.reduce, trunk)));
    }
  return count;
}

}  // namespace

// A buffer overwritten too early gives plausible, wrong features.
TEST_CASE("each step reads what the step before it in the network wrote, in the same shape",
          "[engine][schedule]") {
  for (const auto architecture : architecture_names()) {
    const Backbone backbone = backbone_named(architecture);
    for (const int side : backbone.neck ? std::array{64, 224, 288} : std::array{1, 33, 224}) {
      INFO(fmt::format("schedule({}, {})", architecture, side));
      struct Content {
        int channels = 1;
        int side = 0;
      };
      std::array<Content, last_buffer + 1> buffers{};
      buffers[input_buffer].side = side;
      for (const Step& step : schedule(backbone, side)) {
        const Content& read = buffers.at(static_cast<std::size_t>(step.from));
        Content& written = buffers.at(static_cast<std::size_t>(step.to));
        CHECK(step.from != step.to);
        CHECK(step.to != input_buffer);
        CHECK(read.channels == step.channels_in);
        CHECK(read.side == step.side_in);
        if (step.adds) {
          CHECK(written.channels == step.channels_out);
          CHECK(written.side == step.side_out);
        }
        written = {.channels = step.channels_out, .side = step.side_out};
      }
    }
  }
}

TEST_CASE("the last step of ResNet-50 leaves 2048 channels at a 32nd of the side",
          "[engine][schedule]") {
  const auto side = GENERATE(224, 288, 320);
  const Step last = schedule(backbone_named("resnet50-v1"), side).back();
  CHECK(last.channels_out == 2048);
  CHECK(last.side_out == side / 32);
}

TEST_CASE("a finer map leaves 128 channels at an eighth of the side", "[engine][schedule]") {
  const auto side = GENERATE(320, 384);
  const Step last = schedule(backbone_named("resnet50-v1-layer3-fine"), side).back();
  CHECK(last.channels_out == 128);
  CHECK(last.side_out == side / 8);
}

TEST_CASE("what the next stage skips is not computed", "[engine][schedule]") {
  const Backbone v1 = backbone_named("resnet50-v1");
  const double saved = 1 - multiplications(schedule(v1, 224)) / multiplications_as_written(v1, 224);
  CHECK(saved > 0.09);
  CHECK(saved < 0.11);

  // There the stride stands in the 3x3, which reads every point.
  const Backbone v1_5 = backbone_named("resnet50-v1.5");
  CHECK(multiplications(schedule(v1_5, 224)) == multiplications_as_written(v1_5, 224));
}
