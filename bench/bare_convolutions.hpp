// The convolutions of a backbone and nothing else: what a network on oneDNN could reach if
// everything between them were free.
#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include <dnnl.hpp>

#include "osteon/engine/network.hpp"

namespace osteon::bench {

class BareConvolutions {
 public:
  /// \param layout  of the activations; `any` lets oneDNN choose for each convolution, and whatever
  ///                it would cost to go from one choice to the next is left out
  BareConvolutions(const Backbone& backbone, int side, int images, Precision precision,
                   dnnl::memory::format_tag layout);

  void run();

 private:
  struct Call {
    dnnl::convolution_forward primitive;
    std::unordered_map<int, dnnl::memory> arguments;
  };

  int add(const ConvLayer& layer, int side);

  int images_;
  dnnl::memory::data_type type_;
  dnnl::memory::format_tag layout_;
  dnnl::engine engine_;
  dnnl::stream stream_;
  std::vector<Call> calls_;
  std::array<dnnl::memory, 2> buffers_;
};

}  // namespace osteon::bench
