#include "osteon/model/architecture.hpp"

#include <array>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

enum class StridePlacement { v1, v1_5 };

struct Recipe {
  std::string_view name;
  StridePlacement stride;
  MaxPool pool;
  int stem;                   ///< channels after the stem
  std::array<int, 4> widths;  ///< channels of each stage's 3x3; the stage's output is four times
  std::array<int, 4> blocks;  ///< in each stage; 0: the backbone ends before it
  int neck = 0;               ///< channels of the neck; 0: none
};

constexpr MaxPool caffe_pool{.kernel = 3, .stride = 2, .padding = 0, .round_up = true};
constexpr MaxPool padded_pool{.kernel = 3, .stride = 2, .padding = 1, .round_up = false};

constexpr std::array recipes{
    Recipe{"resnet50-v1", StridePlacement::v1, caffe_pool, 64, {64, 128, 256, 512}, {3, 4, 6, 3}},
    Recipe{
        "resnet50-v1.5", StridePlacement::v1_5, padded_pool, 64, {64, 128, 256, 512}, {3, 4, 6, 3}},
    Recipe{"resnet50-v1-layer3",
           StridePlacement::v1,
           caffe_pool,
           64,
           {64, 128, 256, 512},
           {3, 4, 6, 0}},
    Recipe{"resnet50-v1-layer3-fine",
           StridePlacement::v1,
           caffe_pool,
           64,
           {64, 128, 256, 512},
           {3, 4, 6, 0},
           128},
    Recipe{"resnet-tiny", StridePlacement::v1, caffe_pool, 16, {8, 8, 16, 16}, {1, 1, 1, 1}},
    Recipe{
        "resnet-tiny-fine", StridePlacement::v1, caffe_pool, 16, {8, 8, 16, 16}, {1, 1, 1, 1}, 16},
};

Block block_of(const Recipe& recipe, const std::string& name, int in, int width, int stride,
               bool projects) {
  const bool first = recipe.stride == StridePlacement::v1;
  const int out = 4 * width;
  Block block{
      .reduce = {.name = name + ".conv1",
                 .norm = name + ".bn1",
                 .in = in,
                 .out = width,
                 .stride = first ? stride : 1},
      .spatial = {.name = name + ".conv2",
                  .norm = name + ".bn2",
                  .in = width,
                  .out = width,
                  .kernel = 3,
                  .stride = first ? 1 : stride,
                  .padding = 1},
      .expand = {.name = name + ".conv3", .norm = name + ".bn3", .in = width, .out = out},
      .shortcut = {},
  };
  if (projects)
    block.shortcut = ConvLayer{.name = name + ".downsample.0",
                               .norm = name + ".downsample.1",
                               .in = in,
                               .out = out,
                               .stride = stride,
                               .relu = false};
  return block;
}

Neck neck_over(const std::vector<std::vector<Block>>& stages, int width) {
  const auto features = [&](std::size_t from_last) {
    return stages[stages.size() - 1 - from_last].back().expand.out;
  };
  const auto spatial = [&](int number) {
    return ConvLayer{.name = fmt::format("neck.conv{}", number),
                     .norm = fmt::format("neck.bn{}", number),
                     .in = width,
                     .out = width,
                     .kernel = 3,
                     .padding = 1};
  };
  return {.fine = {.name = "neck.fine.0",
                   .norm = "neck.fine.1",
                   .in = features(1),
                   .out = width,
                   .relu = false},
          .coarse = {.name = "neck.coarse.0",
                     .norm = "neck.coarse.1",
                     .in = features(0),
                     .out = width,
                     .relu = false},
          .further = {spatial(1), spatial(2)}};
}

Backbone build(const Recipe& recipe) {
  Backbone backbone{
      .architecture = std::string(recipe.name),
      .stem = {.name = "conv1",
               .norm = "bn1",
               .in = 1,
               .out = recipe.stem,
               .kernel = 7,
               .stride = 2,
               .padding = 3},
      .pool = recipe.pool,
      .stages = {},
      .neck = {},
  };
  int in = recipe.stem;
  for (std::size_t stage = 0; stage < recipe.widths.size() && recipe.blocks[stage] > 0; ++stage) {
    std::vector<Block> blocks;
    for (int number = 0; number < recipe.blocks[stage]; ++number) {
      const int stride = stage > 0 && number == 0 ? 2 : 1;
      blocks.push_back(block_of(recipe, fmt::format("layer{}.{}", stage + 1, number), in,
                                recipe.widths[stage], stride, number == 0));
      in = 4 * recipe.widths[stage];
    }
    backbone.stages.push_back(std::move(blocks));
  }
  if (recipe.neck > 0) backbone.neck = neck_over(backbone.stages, recipe.neck);
  return backbone;
}

}  // namespace

std::vector<const ConvLayer*> Backbone::convolutions() const {
  std::vector<const ConvLayer*> layers{&stem};
  for (const auto& stage : stages)
    for (const Block& block : stage) {
      if (block.shortcut) layers.push_back(&*block.shortcut);
      layers.insert(layers.end(), {&block.reduce, &block.spatial, &block.expand});
    }
  if (neck) {
    layers.insert(layers.end(), {&neck->fine, &neck->coarse});
    for (const ConvLayer& layer : neck->further) layers.push_back(&layer);
  }
  return layers;
}

std::vector<std::string_view> architecture_names() {
  std::vector<std::string_view> names;
  for (const Recipe& recipe : recipes) names.push_back(recipe.name);
  return names;
}

Backbone backbone_named(std::string_view architecture) {
  for (const Recipe& recipe : recipes)
    if (recipe.name == architecture) return build(recipe);
  throw Error(ErrorCode::bad_model,
              fmt::format("no architecture is called '{}'; there are {}", architecture,
                          fmt::join(architecture_names(), ", ")));
}

int convolved(int size, const ConvLayer& layer) {
  return (size + 2 * layer.padding - layer.kernel) / layer.stride + 1;
}

int feature_side(const Backbone& backbone, int side) {
  int size = pooled(convolved(side, backbone.stem), backbone.pool);
  int before = size;
  for (const auto& stage : backbone.stages) {
    before = size;
    for (const Block& block : stage) size = convolved(convolved(size, block.reduce), block.spatial);
  }
  if (!backbone.neck) return size;
  if (before != 2 * size)
    throw Error(ErrorCode::bad_argument,
                fmt::format("an input of {} pixels gives {} two maps of {} and {} places, and the "
                            "finer one must be just twice as wide; multiples of 32 fit",
                            side, backbone.architecture, before, size));
  return before;
}

int pooled(int size, const MaxPool& pool) {
  const int span = size + 2 * pool.padding - pool.kernel;
  if (span < 0) return 1;
  const int steps = pool.round_up ? (span + pool.stride - 1) / pool.stride : span / pool.stride;
  return steps + 1;
}

}  // namespace osteon
