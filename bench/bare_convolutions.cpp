#include "bench/bare_convolutions.hpp"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "osteon/engine/schedule.hpp"

namespace osteon::bench {
namespace {

using Memory = dnnl::memory;

}  // namespace

std::vector<SizedLayer> layers_as_described(const Backbone& backbone, int side) {
  std::vector<SizedLayer> layers;
  const auto add = [&](const ConvLayer& layer, int size) {
    layers.push_back({layer, size});
    return convolved(size, layer);
  };
  int trunk = pooled(add(backbone.stem, side), backbone.pool);
  int before = trunk;
  for (const auto& stage : backbone.stages) {
    before = trunk;
    for (const Block& block : stage) {
      if (block.shortcut) add(*block.shortcut, trunk);
      trunk = add(block.expand, add(block.spatial, add(block.reduce, trunk)));
    }
  }
  if (const auto& neck = backbone.neck) {
    add(neck->coarse, trunk);
    int fine = add(neck->fine, before);
    for (const ConvLayer& layer : neck->further) fine = add(layer, fine);
  }
  return layers;
}

std::vector<SizedLayer> layers_as_run(const Backbone& backbone, int side) {
  std::vector<SizedLayer> layers;
  for (const Step& step : schedule(backbone, side))
    if (const auto* layer = std::get_if<ConvLayer>(&step.operation))
      layers.push_back({*layer, step.side_in});
  return layers;
}

double products_of(std::span<const SizedLayer> layers) {
  double products = 0;
  for (const auto& [layer, side] : layers) {
    const double out = convolved(side, layer);
    products += out * out * layer.out * layer.in * layer.kernel * layer.kernel;
  }
  return products;
}

BareConvolutions::BareConvolutions(std::span<const SizedLayer> layers, int images,
                                   Arithmetic arithmetic, Memory::format_tag layout)
    : images_(images),
      arithmetic_(arithmetic),
      layout_(layout),
      engine_(dnnl::engine::kind::cpu, 0),
      stream_(engine_) {
  for (const SizedLayer& sized : layers) add(sized);

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

void BareConvolutions::add(const SizedLayer& sized) {
  const auto& [layer, side] = sized;
  const int out = convolved(side, layer);
  const auto layout_of = [&](int channels) {
    return channels == 1 && layout_ != Memory::format_tag::any ? Memory::format_tag::nchw : layout_;
  };
  const auto type = activation_type(arithmetic_);
  const Memory::desc source({images_, layer.in, side, side}, type, layout_of(layer.in));
  const Memory::desc destination({images_, layer.out, out, out}, type, layout_of(layer.out));
  const Memory::desc weights({layer.out, layer.in, layer.kernel, layer.kernel},
                             weight_type(arithmetic_), Memory::format_tag::any);
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
}

}  // namespace osteon::bench
