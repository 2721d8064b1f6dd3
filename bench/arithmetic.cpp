#include "bench/arithmetic.hpp"

#include <cstring>
#include <stdexcept>
#include <string>

namespace osteon::bench {

using Type = dnnl::memory::data_type;

Arithmetic arithmetic_named(std::string_view name) {
  if (name == "fp32") return Arithmetic::fp32;
  if (name == "bf16") return Arithmetic::bf16;
  if (name == "int8") return Arithmetic::int8;
  throw std::invalid_argument("no arithmetic is called " + std::string(name));
}

Type activation_type(Arithmetic arithmetic) {
  if (arithmetic == Arithmetic::int8) return Type::u8;
  return arithmetic == Arithmetic::bf16 ? Type::bf16 : Type::f32;
}

Type weight_type(Arithmetic arithmetic) {
  return arithmetic == Arithmetic::int8 ? Type::s8 : activation_type(arithmetic);
}

dnnl::memory zeros(const dnnl::memory::desc& shape, const dnnl::engine& engine) {
  dnnl::memory memory(shape, engine);
  std::memset(memory.get_data_handle(), 0, shape.get_size());
  return memory;
}

}  // namespace osteon::bench
