// One large matrix product: what the cores can do when nothing but arithmetic is asked of them.
#pragma once

#include <unordered_map>

#include <dnnl.hpp>

#include "bench/arithmetic.hpp"

namespace osteon::bench {

class MatrixProduct {
 public:
  /// side x side by side x side. \throws dnnl::error where this CPU has no kernel for it
  MatrixProduct(int side, Arithmetic arithmetic);

  void run();
  /// Multiplications of one run.
  double products() const;

 private:
  int side_;
  dnnl::engine engine_;
  dnnl::stream stream_;
  dnnl::matmul product_;
  std::unordered_map<int, dnnl::memory> arguments_;
};

}  // namespace osteon::bench
