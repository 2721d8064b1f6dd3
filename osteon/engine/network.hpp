// A backbone made ready to run on this CPU, and one thread's use of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/model/activation_ranges.hpp"
#include "osteon/model/architecture.hpp"
#include "osteon/model/safetensors.hpp"
#include "osteon/model/tensor.hpp"

namespace osteon {

enum class Precision { fp32, bf16, int8 };

std::string_view name_of(Precision precision);
/// Those that this CPU has instructions for, the simplest first. int8 needs the ranges of the
/// network's activations besides.
std::vector<Precision> available_precisions(bool with_ranges = false);
/// bf16 where the CPU has AMX; else int8 where it has VNNI, and the network ranges; else bf16 where
/// it has AVX-512 BF16, else fp32. Respects ONEDNN_MAX_CPU_ISA.
Precision fastest_precision(bool with_ranges = false);
/// `fp32`, `bf16`, `int8`, or nothing for `auto`. \throws Error(bad_argument) for another word, or
/// for what this CPU cannot do
std::optional<Precision> precision_named(std::string_view name);
/// For people: "AVX-512 with VNNI and BF16".
std::string cpu_description();

/// What a backbone says of a batch: N x rows x columns x channels, channels fastest, after the last
/// ReLU and before any pooling; and under a neck what the last stage says of the film, N x its
/// channels.
struct FeatureMaps {
  int images = 0;
  int rows = 0;
  int columns = 0;
  int channels = 0;
  std::vector<float> values;
  std::vector<float> last_means;  ///< empty without a neck
};

inline constexpr int max_side = 4096;  ///< of an input, in pixels
inline constexpr int max_batch = 64;   ///< images in one run

/// Weights folded, converted and laid out once; immutable, shared between threads. Square inputs
/// of one side only.
class Network {
 public:
  /// \param ranges  for int8 \throws Error(bad_model) when a tensor is missing or has another
  /// shape; Error(bad_argument) for a side or a precision that cannot be, or a missing range
  Network(const Backbone& backbone, const Safetensors& weights, int side, Precision precision,
          const ActivationRanges& ranges = {});
  ~Network();
  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;

  int side() const;
  Precision precision() const;

 private:
  friend class Session;
  struct Laid;
  std::unique_ptr<Laid> laid_;
};

/// One thread's buffers and plans for a Network, which must outlive it. The plan for a batch size
/// is made at its first use and kept. oneDNN works with `omp_get_max_threads()` threads.
class Session {
 public:
  explicit Session(const Network& network);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  /// \param input  N x 1 x side x side, as prepare() makes it; 1 <= N <= max_batch
  /// \throws Error(bad_argument) for another shape
  FeatureMaps run(const Tensor& input);

 private:
  struct Plans;
  std::unique_ptr<Plans> plans_;
};

}  // namespace osteon
