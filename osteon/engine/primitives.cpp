#include "osteon/engine/primitives.hpp"

#include <algorithm>

#include "osteon/engine/unfold.hpp"

namespace osteon {
namespace {

using Memory = dnnl::memory;

Memory::data_type type_of(const Values& values) {
  switch (values.type) {
    case Values::Type::bf16:
      return Memory::data_type::bf16;
    case Values::Type::s8:
      return Memory::data_type::s8;
    case Values::Type::u8:
      return Memory::data_type::u8;
    default:
      return Memory::data_type::f32;
  }
}

// Blocks of channels that fill a register. With AVX-512, 16 took 13 % less time than channels-last
// at bf16 and batch 8 (ResNet-50 at 224, one core of a Zen 5), and no more at fp32 or batch 1:
// oneDNN 2.6's channels-last 1x1 kernels spend the difference on adding the residual. With AVX2,
// the stem has no fast channels-last kernel at all. AMX kernels, and those for whole numbers, exist
// for channels-last only.
Memory::format_tag layout_of(const Values& values) {
  if (values.whole() || values.channels_last) return Memory::format_tag::nhwc;
  switch (dnnl::get_effective_cpu_isa()) {
    case dnnl::cpu_isa::avx512_core_amx:
      return values.type == Values::Type::bf16 ? Memory::format_tag::nhwc
                                               : Memory::format_tag::nChw16c;
    case dnnl::cpu_isa::avx512_core_bf16:
    case dnnl::cpu_isa::avx512_core_vnni:
    case dnnl::cpu_isa::avx512_core:
      return Memory::format_tag::nChw16c;
    default:
      return Memory::format_tag::nChw8c;
  }
}

Memory::dims shape(int images, int channels, int side) { return {images, channels, side, side}; }

Memory::desc read(const Step& step, int images) {
  return activations(images, step.channels_in, step.side_in, step.in);
}

Memory::desc written(const Step& step, int images) {
  return activations(images, step.channels_out, step.side_out, step.out);
}

Memory::dims weights_shape(const Step& step) {
  const Window window = window_of(step);
  return {step.channels_out, window.channels, window.side, window.side};
}

dnnl::primitive_attr attributes(const Step& step, bool relu) {
  dnnl::post_ops after;
  if (step.adds)
    after.append_sum(step.out.whole() ? step.added.unit / step.out.unit : 1.0F, 0,
                     type_of(step.added));
  // To u8, nothing below 0 gets through.
  if (relu && step.out.type != Values::Type::u8)
    after.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
  dnnl::primitive_attr attributes;
  attributes.set_post_ops(after);
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attributes;
}

}  // namespace

Memory::desc activations(int images, int channels, int side, const Values& values) {
  // A single channel would be padded to a whole block; plain, it has kernels of its own.
  const auto layout = channels == 1 ? Memory::format_tag::nchw : layout_of(values);
  return {shape(images, channels, side), type_of(values), layout};
}

Memory::desc channels_first(int images, int channels, int side) {
  return {shape(images, channels, side), Memory::data_type::f32, Memory::format_tag::nchw};
}

Memory::desc channels_last(int images, int channels, int side) {
  return {shape(images, channels, side), Memory::data_type::f32, Memory::format_tag::nhwc};
}

Memory::desc stored_weights(const Step& step) {
  return {weights_shape(step), Memory::data_type::f32, Memory::format_tag::oihw};
}

dnnl::convolution_forward::primitive_desc convolution(const dnnl::engine& engine, const Step& step,
                                                      int images,
                                                      const std::optional<WeightsLayout>& weights) {
  const auto& layer = std::get<ConvLayer>(step.operation);
  const Window window = window_of(step);
  const auto weights_type =
      step.in.type == Values::Type::u8 ? Memory::data_type::s8 : type_of(step.in);
  const Memory::desc any(weights_shape(step), weights_type, Memory::format_tag::any);
  const Memory::desc bias({layer.out}, Memory::data_type::f32, Memory::format_tag::a);
  const dnnl::convolution_forward::desc description(
      dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, read(step, images),
      weights ? weights->description : any, bias, written(step, images),
      {window.stride, window.stride}, {window.before, window.before}, {window.after, window.after});
  dnnl::primitive_attr after = attributes(step, layer.relu);
  if (step.in.whole()) {
    constexpr int each_channel = 1 << 1;
    after.set_output_scales(
        each_channel,
        weights ? weights->factors : std::vector<float>(static_cast<std::size_t>(layer.out), 1));
  }
  return {description, after, engine};
}

dnnl::resampling_forward::primitive_desc enlargement(const dnnl::engine& engine, const Step& step,
                                                     int images) {
  const dnnl::resampling_forward::desc description(dnnl::prop_kind::forward_inference,
                                                   dnnl::algorithm::resampling_nearest,
                                                   read(step, images), written(step, images));
  return {description, attributes(step, true), engine};
}

dnnl::pooling_forward::primitive_desc mean_pool(const dnnl::engine& engine, const Step& step,
                                                int images) {
  const Memory::dims whole{step.side_in, step.side_in};
  const dnnl::pooling_forward::desc description(
      dnnl::prop_kind::forward_inference, dnnl::algorithm::pooling_avg_exclude_padding,
      read(step, images), written(step, images), whole, whole, {0, 0}, {0, 0});
  return {description, attributes(step, false), engine};
}

dnnl::pooling_forward::primitive_desc max_pool(const dnnl::engine& engine, const Step& step,
                                               int images) {
  const auto& pool = std::get<MaxPool>(step.operation);
  // A size rounded up is padding on the right and below alone.
  const Memory::dim after =
      std::max(0, (step.side_out - 1) * pool.stride + pool.kernel - step.side_in - pool.padding);
  const dnnl::pooling_forward::desc description(
      dnnl::prop_kind::forward_inference, dnnl::algorithm::pooling_max, read(step, images),
      written(step, images), {pool.stride, pool.stride}, {pool.kernel, pool.kernel},
      {pool.padding, pool.padding}, {after, after});
  return {description, attributes(step, false), engine};
}

dnnl::reorder::primitive_desc unfolding(const dnnl::engine& engine, const Step& step, int images) {
  // Images, rows of pairs, row in the pair, columns of pairs, column in the pair.
  const Memory::dim side = step.side_out;
  const Memory::dims places{images, side, 2, side, 2};
  const Memory::desc pixels(places, type_of(step.in), {4 * side * side, 4 * side, 2 * side, 2, 1});
  const Memory::desc channels(places, type_of(step.out), {4 * side * side, 4 * side, 2, 4, 1});
  return conversion(engine, pixels, step.in, channels, step.out);
}

dnnl::reorder::primitive_desc conversion(const dnnl::engine& engine, const Memory::desc& from,
                                         const Values& in, const Memory::desc& to,
                                         const Values& out) {
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  if (in.unit != out.unit) attributes.set_output_scales(0, {in.unit / out.unit});
  return {engine, from, engine, to, attributes};
}

}  // namespace osteon
