// The convolutions of a backbone and nothing else: what a network on oneDNN could reach if
// everything between them were free.
#pragma once

#include <array>
#include <span>
#include <unordered_map>
#include <vector>

#include <dnnl.hpp>

#include "bench/arithmetic.hpp"
#include "osteon/model/architecture.hpp"

namespace osteon::bench {

/// A convolution and the side of the square that it is given.
struct SizedLayer {
  ConvLayer layer;
  int side = 0;
};

/// Every convolution, over all that its layer's description says it computes.
std::vector<SizedLayer> layers_as_described(const Backbone& backbone, int side);
/// As the engine runs them, which leaves out what nobody reads (see schedule()).
std::vector<SizedLayer> layers_as_run(const Backbone& backbone, int side);

/// Multiplications for one image.
double products_of(std::span<const SizedLayer> layers);

class BareConvolutions {
 public:
  /// \param layout  of the activations; `any` lets oneDNN choose for each convolution, and whatever
  ///                it would cost to go from one choice to the next is left out
  BareConvolutions(std::span<const SizedLayer> layers, int images, Arithmetic arithmetic,
                   dnnl::memory::format_tag layout);

  void run();

 private:
  struct Call {
    dnnl::convolution_forward primitive;
    std::unordered_map<int, dnnl::memory> arguments;
  };

  void add(const SizedLayer& sized);

  int images_;
  Arithmetic arithmetic_;
  dnnl::memory::format_tag layout_;
  dnnl::engine engine_;
  dnnl::stream stream_;
  std::vector<Call> calls_;
  std::array<dnnl::memory, 2> buffers_;
};

}  // namespace osteon::bench
