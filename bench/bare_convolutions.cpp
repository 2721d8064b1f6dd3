#include "bench/bare_convolutions.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace osteon::bench {
namespace {

using Memory = dnnl::memory;

/// Touched, so that no page fault is left for the measurement.
Memory zeros(const Memory::desc& shape, const dnnl::engine& engine) {
  Memory memory(shape, engine);
  std::memset(memory.get_data_handle(), 0, shape.get_size());
  return memory;
}

}  // namespace

BareConvolutions::BareConvolutions(const Backbone& backbone, int side, int images,
                                   Precision precision, Memory::format_tag layout)
    : images_(images),
      type_(precision == Precision::bf16 ? Memory::data_type::bf16 : Memory::data_type::f32),
      layout_(layout),
      engine_(dnnl::engine::kind::cpu, 0),
      stream_(engine_) {
  int trunk = pooled(add(backbone.stem, side), backbone.pool);
  for (const auto& stage : backbone.stages)
    for (const Block& block : stage) {
      if (block.shortcut) add(*block.shortcut, trunk);
      trunk = add(block.expand, add(block.spatial, add(block.reduce, trunk)));
    }

  // Two buffers take turns, as the results of a real network would; all views of one share it.
  std::array<std::size_t, 2> room{};
  for (std::size_t i = 0; i < calls_.size(); ++i) {
    auto& arguments = calls_[i].arguments;
    room[i % 2] = std::max(room[i % 2], arguments.at(DNNL_ARG_SRC).get_desc().get_size());
    room[1 - i % 2] = std::max(room[1 - i % 2], arguments.at(DNNL_ARG_DST).get_desc().get_size());
  }
  for (std::size_t buffer = 0; buffer < 2; ++buffer)
    buffers_[buffer] = zeros(
        {{static_cast<Memory::dim>(room[buffer])}, Memory::data_type::u8, Memory::format_tag::a},
        engine_);
  for (std::size_t i = 0; i < calls_.size(); ++i) {
    auto& arguments = calls_[i].arguments;
    arguments.at(DNNL_ARG_SRC).set_data_handle(buffers_[i % 2].get_data_handle());
    arguments.at(DNNL_ARG_DST).set_data_handle(buffers_[1 - i % 2].get_data_handle());
  }
}

void BareConvolutions::run() {
  for (const Call& call : calls_) call.primitive.execute(stream_, call.arguments);
  stream_.wait();
}

/// Returns the side of its result.
int BareConvolutions::add(const ConvLayer& layer, int side) {
  const int out = convolved(side, layer);
  const auto layout_of = [&](int channels) {
    return channels == 1 && layout_ != Memory::format_tag::any ? Memory::format_tag::nchw : layout_;
  };
  const Memory::desc source({images_, layer.in, side, side}, type_, layout_of(layer.in));
  const Memory::desc destination({images_, layer.out, out, out}, type_, layout_of(layer.out));
  const Memory::desc weights({layer.out, layer.in, layer.kernel, layer.kernel}, type_,
                             Memory::format_tag::any);
  const dnnl::convolution_forward::primitive_desc chosen({dnnl::prop_kind::forward_inference,
                                                          dnnl::algorithm::convolution_direct,
                                                          source,
                                                          weights,
                                                          destination,
                                                          {layer.stride, layer.stride},
                                                          {layer.padding, layer.padding},
                                                          {layer.padding, layer.padding}},
                                                         engine_);
  calls_.push_back({dnnl::convolution_forward(chosen),
                    {{DNNL_ARG_SRC, Memory(chosen.src_desc(), engine_, DNNL_MEMORY_NONE)},
                     {DNNL_ARG_WEIGHTS, zeros(chosen.weights_desc(), engine_)},
                     {DNNL_ARG_DST, Memory(chosen.dst_desc(), engine_, DNNL_MEMORY_NONE)}}});
  return out;
}

}  // namespace osteon::bench
