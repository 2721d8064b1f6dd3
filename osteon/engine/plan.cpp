#include "osteon/engine/plan.hpp"

#include <algorithm>
#include <cassert>

#include "osteon/engine/primitives.hpp"

namespace osteon {

Plan::Plan(const LaidSteps& network, int images) {
  enter(network, images);
  output_ = floats_of(network, network.last(), images);
  for (const LaidStep& laid : network.steps()) add(network, laid, images);
  if (!writes_caller(network.last(), images)) leave(network, network.last(), images, output_);
  if (const Step* mean = network.mean()) {
    means_ = floats_of(network, *mean, images);
    leave(network, *mean, images, means_);
  }

  ArenaPlan places;
  std::ranges::transform(room_, offsets_.begin(),
                         [&](std::size_t bytes) { return places.reserve(bytes); });
  arena_size_ = places.size();
}

void Plan::run(dnnl::stream& stream, std::span<const float> input, std::span<float> output,
               std::span<float> means, const Arena& arena) {
  point(input, output, means, arena);
  for (const Call& call : calls_) call.primitive.execute(stream, call.arguments);
  stream.wait();
}

void Plan::run_watched(dnnl::stream& stream, std::span<const float> input, std::span<float> output,
                       std::span<float> means, const Arena& arena, const Observer& observer) {
  point(input, output, means, arena);
  for (const Call& call : calls_) {
    call.primitive.execute(stream, call.arguments);
    if (call.step == nullptr) continue;
    stream.wait();
    const dnnl::memory& result = call.arguments.at(DNNL_ARG_DST);
    observer(*call.step, {static_cast<const float*>(result.get_data_handle()),
                          result.get_desc().get_size() / sizeof(float)});
  }
  stream.wait();
}

void Plan::point(std::span<const float> input, std::span<float> output, std::span<float> means,
                 const Arena& arena) {
  assert(input.size_bytes() == input_.get_desc().get_size());
  assert(output.size_bytes() == output_.get_desc().get_size());
  assert(arena.size() >= arena_size_);
  if (arena.data() != bound_to_) bind(arena);
  input_.set_data_handle(const_cast<float*>(input.data()));  // no primitive writes to its source
  output_.set_data_handle(output.data());
  if (means_) {
    assert(means.size_bytes() == means_.get_desc().get_size());
    means_.set_data_handle(means.data());
  }
}

void Plan::enter(const LaidSteps& network, int images) {
  const Step& first = network.first();
  const auto given = channels_first(images, first.channels_in, first.side_in);
  const auto wanted = activations(images, first.channels_in, first.side_in, first.in);
  input_ = dnnl::memory(std::holds_alternative<Unfolding>(first.operation)
                            ? unfolding(network.engine(), first, images).src_desc()
                            : given,
                        network.engine(), DNNL_MEMORY_NONE);
  if (given == wanted) return;  // the first step reads the caller's floats
  const auto converted = view(input_buffer, wanted, network.engine());
  calls_.push_back(
      {dnnl::reorder(input_, converted), {{DNNL_ARG_FROM, input_}, {DNNL_ARG_TO, converted}}});
}

void Plan::add(const LaidSteps& network, const LaidStep& laid, int images) {
  const auto call = [&](const auto& description, const dnnl::primitive& primitive) {
    const bool reads_caller = laid.step.from == input_buffer && calls_.empty();
    Arguments arguments{
        {DNNL_ARG_SRC,
         reads_caller ? input_ : view(laid.step.from, description.src_desc(), network.engine())},
        {DNNL_ARG_DST, &laid == &network.steps().back() && writes_caller(laid.step, images)
                           ? output_
                           : view(laid.step.to, description.dst_desc(), network.engine())},
        {DNNL_ARG_SCRATCHPAD, view(scratchpad, description.scratchpad_desc(), network.engine())},
    };
    if (laid.weights) {
      arguments.emplace(DNNL_ARG_WEIGHTS, laid.weights);
      arguments.emplace(DNNL_ARG_BIAS, laid.bias);
    }
    calls_.push_back({primitive, std::move(arguments), &laid.step});
  };

  if (std::holds_alternative<ConvLayer>(laid.step.operation)) {
    const auto description = convolution(network.engine(), laid.step, images, laid.layout());
    call(description, dnnl::convolution_forward(description));
  } else if (std::holds_alternative<Enlargement>(laid.step.operation)) {
    const auto description = enlargement(network.engine(), laid.step, images);
    call(description, dnnl::resampling_forward(description));
  } else if (std::holds_alternative<Mean>(laid.step.operation)) {
    const auto description = mean_pool(network.engine(), laid.step, images);
    call(description, dnnl::pooling_forward(description));
  } else if (std::holds_alternative<Unfolding>(laid.step.operation)) {
    const auto description = unfolding(network.engine(), laid.step, images);
    call(description, dnnl::reorder(description));
  } else if (std::holds_alternative<Conversion>(laid.step.operation)) {
    const Step& step = laid.step;
    const auto description = conversion(
        network.engine(), activations(images, step.channels_in, step.side_in, step.in), step.in,
        activations(images, step.channels_out, step.side_out, step.out), step.out);
    call(description, dnnl::reorder(description));
  } else {
    const auto description = max_pool(network.engine(), laid.step, images);
    call(description, dnnl::pooling_forward(description));
  }
}

bool Plan::writes_caller(const Step& step, int images) {
  return !step.adds && activations(images, step.channels_out, step.side_out, step.out) ==
                           channels_last(images, step.channels_out, step.side_out);
}

dnnl::memory Plan::floats_of(const LaidSteps& network, const Step& step, int images) {
  return {channels_last(images, step.channels_out, step.side_out), network.engine(),
          DNNL_MEMORY_NONE};
}

void Plan::leave(const LaidSteps& network, const Step& step, int images,
                 const dnnl::memory& floats) {
  const auto result = view(step.to, activations(images, step.channels_out, step.side_out, step.out),
                           network.engine());
  const auto description =
      conversion(network.engine(), result.get_desc(), step.out, floats.get_desc(), Values{});
  calls_.push_back(
      {dnnl::reorder(description),
       {{DNNL_ARG_FROM, result},
        {DNNL_ARG_TO, floats},
        {DNNL_ARG_SCRATCHPAD, view(scratchpad, description.scratchpad_desc(), network.engine())}}});
}

dnnl::memory Plan::view(int buffer, const dnnl::memory::desc& shape, const dnnl::engine& engine) {
  std::size_t& room = room_[static_cast<std::size_t>(buffer)];
  room = std::max(room, shape.get_size());
  views_.push_back({dnnl::memory(shape, engine, DNNL_MEMORY_NONE), buffer});
  return views_.back().memory;
}

void Plan::bind(const Arena& arena) {
  for (View& view : views_)
    view.memory.set_data_handle(arena.data() + offsets_[static_cast<std::size_t>(view.buffer)]);
  bound_to_ = arena.data();
}

}  // namespace osteon
