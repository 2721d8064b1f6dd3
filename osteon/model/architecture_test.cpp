#include "osteon/model/architecture.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"

namespace osteon {

TEST_CASE("ResNet-50 has 53 convolutions and 23.5 million weights, as published", "[model]") {
  for (const auto* name : {"resnet50-v1", "resnet50-v1.5"}) {
    const Backbone backbone = backbone_named(name);
    std::int64_t weights = 0;
    for (const ConvLayer* layer : backbone.convolutions())
      weights += static_cast<std::int64_t>(layer->in) * layer->out * layer->kernel * layer->kernel;
    CHECK(backbone.convolutions().size() == 53);
    // torchvision's 25,557,032 less the classifier (2,049,000), the batch norms (53,120) and two of
    // the stem's three input channels (6,272).
    CHECK(weights == 25'557'032 - 2'049'000 - 53'120 - 6'272);
    CHECK(backbone.features() == 2048);
  }
}

TEST_CASE("v1 strides in a block's first convolution and v1.5 in its second", "[model]") {
  const Block v1 = backbone_named("resnet50-v1").stages[1][0];
  const Block v1_5 = backbone_named("resnet50-v1.5").stages[1][0];
  CHECK(v1.reduce.stride == 2);
  CHECK(v1.spatial.stride == 1);
  CHECK(v1_5.reduce.stride == 1);
  CHECK(v1_5.spatial.stride == 2);
}

TEST_CASE("every layer has a name of its own, and each takes what the one before gives",
          "[model]") {
  for (const auto name : architecture_names()) {
    const Backbone backbone = backbone_named(name);
    std::set<std::string> names;
    for (const ConvLayer* layer : backbone.convolutions()) {
      names.insert(layer->name);
      names.insert(layer->norm);
    }
    CHECK(names.size() == 2 * backbone.convolutions().size());

    int channels = backbone.stem.out;
    for (const auto& stage : backbone.stages)
      for (const Block& block : stage) {
        CHECK(block.reduce.in == channels);
        CHECK(block.spatial.in == block.reduce.out);
        CHECK(block.expand.in == block.spatial.out);
        if (block.shortcut)
          CHECK(block.shortcut->out == block.expand.out);
        else
          CHECK(channels == block.expand.out);
        channels = block.expand.out;
      }
  }
}

TEST_CASE("Caffe's pool rounds up and torchvision's down", "[model]") {
  const MaxPool caffe = backbone_named("resnet50-v1").pool;
  const MaxPool padded = backbone_named("resnet50-v1.5").pool;
  CHECK(pooled(112, caffe) == 56);
  CHECK(pooled(112, padded) == 56);
  CHECK(pooled(49, caffe) == 24);
  CHECK(pooled(50, caffe) == 25);
  CHECK(pooled(2, caffe) == 1);
}

TEST_CASE("an architecture that is not there is refused with those that are", "[model]") {
  CHECK_THROWS_WITH(backbone_named("resnet51"), Catch::Contains("resnet50-v1.5"));
}

}  // namespace osteon
