#include "osteon/engine/schedule.hpp"

#include <utility>

namespace osteon {
namespace {

/// Where an intermediate result lies, and what it measures.
struct Place {
  int buffer = input_buffer;
  int channels = 1;
  int side = 0;
};

ConvLayer strided(ConvLayer layer, int stride) {
  layer.stride = stride;
  return layer;
}

class Scheduler {
 public:
  explicit Scheduler(int side) : trunk_{.side = side} {}

  void stem(const ConvLayer& layer, const MaxPool& pool) {
    const Place wide = convolve(layer, trunk_, inner);
    trunk_ = shrink(pool, wide, 1);
  }

  /// \param every  of the result only each `every`-th row and column is wanted
  void block(const Block& block, int every) {
    Place sum = trunk_;
    const int spare = trunk_.buffer == 1 ? 2 : 1;
    if (block.shortcut)
      sum = convolve(strided(*block.shortcut, block.shortcut->stride * every), trunk_, spare);
    else if (every > 1)
      sum = shrink({.kernel = 1, .stride = every, .padding = 0, .round_up = false}, trunk_, spare);

    const Place reduced = convolve(block.reduce, trunk_, inner);
    const Place seen =
        convolve(strided(block.spatial, block.spatial.stride * every), reduced, outer);
    convolve(block.expand, seen, sum.buffer, true);
    trunk_ = {.buffer = sum.buffer, .channels = block.expand.out, .side = seen.side};
  }

  /// Keeps what a neck wants of the stage before the last.
  void fine(const ConvLayer& layer) { fine_ = convolve(layer, trunk_, kept); }

  void neck(const Neck& neck) {
    add({.operation = Mean{}}, trunk_, {.buffer = means, .channels = trunk_.channels, .side = 1});
    const Place coarse = convolve(neck.coarse, trunk_, inner);
    trunk_ = add({.operation = Enlargement{}, .adds = true}, coarse, fine_);
    for (const ConvLayer& layer : neck.further)
      trunk_ = convolve(layer, trunk_, trunk_.buffer == 1 ? 2 : 1);
  }

  std::vector<Step> finish() && { return std::move(steps_); }

 private:
  // Buffers 1 and 2 take turns as the trunk; a block's two inner results have one each.
  static constexpr int inner = 3;
  static constexpr int outer = 4;
  static constexpr int kept = 5;  ///< from one stage to the next
  static constexpr int means = 6;

  Place convolve(const ConvLayer& layer, Place from, int to, bool adds = false) {
    return add({.operation = layer, .adds = adds}, from,
               {.buffer = to, .channels = layer.out, .side = convolved(from.side, layer)});
  }

  Place shrink(const MaxPool& pool, Place from, int to) {
    return add({.operation = pool}, from,
               {.buffer = to, .channels = from.channels, .side = pooled(from.side, pool)});
  }

  Place add(Step step, Place from, Place to) {
    step.from = from.buffer;
    step.to = to.buffer;
    step.channels_in = from.channels;
    step.channels_out = to.channels;
    step.side_in = from.side;
    step.side_out = to.side;
    steps_.push_back(std::move(step));
    return to;
  }

  Place trunk_;
  Place fine_;
  std::vector<Step> steps_;
};

/// The stride with which `block` reads its input, when it leaves out all that lies between.
int skipping_stride(const Block& block) {
  const bool reads_points = block.reduce.kernel == 1 && block.reduce.padding == 0 &&
                            block.shortcut && block.shortcut->kernel == 1 &&
                            block.shortcut->padding == 0;
  return reads_points && block.shortcut->stride == block.reduce.stride ? block.reduce.stride : 1;
}

/// `block` for an input of which only what it reads is there.
Block reading_all(Block block) {
  block.reduce.stride = 1;
  block.shortcut->stride = 1;
  return block;
}

}  // namespace

std::string_view result_name(const Step& step) {
  if (const auto* layer = std::get_if<ConvLayer>(&step.operation)) return layer->name;
  return std::holds_alternative<Enlargement>(step.operation) ? "neck" : "";
}

std::vector<Step> schedule(const Backbone& backbone, int side) {
  feature_side(backbone, side);  // refuses a side that does not fit
  std::vector<const Block*> blocks;
  for (const auto& stage : backbone.stages)
    for (const Block& block : stage) blocks.push_back(&block);
  const std::size_t last_stage = blocks.size() - backbone.stages.back().size();

  Scheduler scheduler(side);
  scheduler.stem(backbone.stem, backbone.pool);
  int thinned = 1;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    // A neck reads all of what the last stage reads.
    const bool read_whole = i + 1 == blocks.size() || (backbone.neck && i + 1 == last_stage);
    const int every = read_whole ? 1 : skipping_stride(*blocks[i + 1]);
    scheduler.block(thinned > 1 ? reading_all(*blocks[i]) : *blocks[i], every);
    thinned = every;
    if (backbone.neck && i + 1 == last_stage) scheduler.fine(backbone.neck->fine);
  }
  if (backbone.neck) scheduler.neck(*backbone.neck);
  return std::move(scheduler).finish();
}

}  // namespace osteon
