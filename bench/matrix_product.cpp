#include "bench/matrix_product.hpp"

namespace osteon::bench {

using Memory = dnnl::memory;

MatrixProduct::MatrixProduct(int side, Arithmetic arithmetic)
    : side_(side), engine_(dnnl::engine::kind::cpu, 0), stream_(engine_) {
  const auto matrix = [&](Memory::data_type type) {
    return Memory::desc({side, side}, type, Memory::format_tag::any);
  };
  // What a network does next with sums of products: int8 becomes int8 again, the others stay.
  const auto type = activation_type(arithmetic);
  const dnnl::matmul::primitive_desc chosen(
      {matrix(type), matrix(weight_type(arithmetic)), matrix(type)}, engine_);
  product_ = dnnl::matmul(chosen);
  arguments_ = {{DNNL_ARG_SRC, zeros(chosen.src_desc(), engine_)},
                {DNNL_ARG_WEIGHTS, zeros(chosen.weights_desc(), engine_)},
                {DNNL_ARG_DST, zeros(chosen.dst_desc(), engine_)}};
}

void MatrixProduct::run() {
  product_.execute(stream_, arguments_);
  stream_.wait();
}

double MatrixProduct::products() const {
  const auto side = static_cast<double>(side_);
  return side * side * side;
}

}  // namespace osteon::bench
