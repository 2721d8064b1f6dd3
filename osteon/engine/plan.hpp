// One batch size's primitives and the places of their buffers. Only the engine's own sources
// include this.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include <dnnl.hpp>

#include "osteon/engine/arena.hpp"
#include "osteon/engine/laid_steps.hpp"

namespace osteon {

class Plan {
 public:
  /// Compiles the primitives that this process has not met yet, for as many threads as OpenMP
  /// would now give.
  Plan(const LaidSteps& network, int images);

  /// What run() needs to work in.
  std::size_t arena_size() const { return arena_size_; }

  /// \param input   images x channels x side x side, of the first step
  /// \param output  images x side x side x channels, of the last step
  /// \param means   images x channels, of the step that takes a mean; empty where there is none
  /// \param arena   at least arena_size(); what it holds is overwritten
  void run(dnnl::stream& stream, std::span<const float> input, std::span<float> output,
           std::span<float> means, const Arena& arena);

  /// What a step wrote, at fp32, in any order and with what pads the last block of channels.
  using Observer = std::function<void(const Step&, std::span<const float>)>;
  /// The same, and shows each result on the way. At fp32 alone.
  void run_watched(dnnl::stream& stream, std::span<const float> input, std::span<float> output,
                   std::span<float> means, const Arena& arena, const Observer& observer);

 private:
  using Arguments = std::unordered_map<int, dnnl::memory>;
  struct Call {
    dnnl::primitive primitive;
    Arguments arguments;
    const Step* step = nullptr;  ///< none for what brings the input in and the output out
  };
  /// A buffer in the shape that one step sees it in.
  struct View {
    dnnl::memory memory;
    int buffer;
  };
  static constexpr int scratchpad = last_buffer + 1;

  void enter(const LaidSteps& network, int images);
  void add(const LaidSteps& network, const LaidStep& laid, int images);
  void point(std::span<const float> input, std::span<float> output, std::span<float> means,
             const Arena& arena);
  /// The step's result leaves as floats.
  void leave(const LaidSteps& network, const Step& step, int images, const dnnl::memory& floats);
  /// Where they go, to be set before each run.
  static dnnl::memory floats_of(const LaidSteps& network, const Step& step, int images);
  /// Whether the last step's result is laid out as the caller wants it, and needs not be kept.
  static bool writes_caller(const Step& step, int images);
  dnnl::memory view(int buffer, const dnnl::memory::desc& shape, const dnnl::engine& engine);
  void bind(const Arena& arena);

  std::vector<Call> calls_;
  std::vector<View> views_;
  std::array<std::size_t, scratchpad + 1> room_{};     ///< bytes of each buffer
  std::array<std::size_t, scratchpad + 1> offsets_{};  ///< of each buffer in the arena
  std::size_t arena_size_ = 0;
  const std::byte* bound_to_ = nullptr;
  dnnl::memory input_;
  dnnl::memory output_;
  dnnl::memory means_;  ///< none where no step takes a mean
};

}  // namespace osteon
