#include <algorithm>
#include <array>

#include <dnnl.hpp>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/engine/network.hpp"

namespace osteon {
namespace {

struct InstructionSet {
  dnnl::cpu_isa isa;
  std::string_view description;
  bool multiplies_bf16;
};

constexpr std::array instruction_sets{
    InstructionSet{dnnl::cpu_isa::avx512_core_amx, "AVX-512 with AMX, VNNI and BF16", true},
    InstructionSet{dnnl::cpu_isa::avx512_core_bf16, "AVX-512 with VNNI and BF16", true},
    InstructionSet{dnnl::cpu_isa::avx512_core_vnni, "AVX-512 with VNNI", false},
    InstructionSet{dnnl::cpu_isa::avx512_core, "AVX-512", false},
    InstructionSet{dnnl::cpu_isa::avx2_vnni, "AVX2 with VNNI", false},
    InstructionSet{dnnl::cpu_isa::avx2, "AVX2", false},
    InstructionSet{dnnl::cpu_isa::avx, "AVX", false},
    InstructionSet{dnnl::cpu_isa::sse41, "SSE4.1", false},
};
constexpr InstructionSet plain{dnnl::cpu_isa::all, "no vector instructions known to oneDNN", false};

/// The best that both this CPU and ONEDNN_MAX_CPU_ISA allow.
const InstructionSet& instruction_set() {
  const auto* const found =
      std::ranges::find(instruction_sets, dnnl::get_effective_cpu_isa(), &InstructionSet::isa);
  return found == instruction_sets.end() ? plain : *found;
}

}  // namespace

std::string_view name_of(Precision precision) {
  return precision == Precision::bf16 ? "bf16" : "fp32";
}

std::vector<Precision> available_precisions() {
  if (instruction_set().multiplies_bf16) return {Precision::fp32, Precision::bf16};
  return {Precision::fp32};
}

Precision fastest_precision() { return available_precisions().back(); }

Precision precision_named(std::string_view name) {
  if (name == "auto") return fastest_precision();
  if (name == "fp32") return Precision::fp32;
  if (name != "bf16")
    throw Error(ErrorCode::bad_argument,
                fmt::format("no precision is called '{}'; there are auto, fp32 and bf16", name));
  if (!instruction_set().multiplies_bf16)
    throw Error(ErrorCode::bad_argument,
                fmt::format("bf16 needs AVX-512 BF16 or AMX, and there is {}; ask for fp32 or auto",
                            cpu_description()));
  return Precision::bf16;
}

std::string cpu_description() { return std::string(instruction_set().description); }

}  // namespace osteon
