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
  bool multiplies_int8;
};

constexpr std::array instruction_sets{
    InstructionSet{dnnl::cpu_isa::avx512_core_amx, "AVX-512 with AMX, VNNI and BF16", true, true},
    InstructionSet{dnnl::cpu_isa::avx512_core_bf16, "AVX-512 with VNNI and BF16", true, true},
    InstructionSet{dnnl::cpu_isa::avx512_core_vnni, "AVX-512 with VNNI", false, true},
    InstructionSet{dnnl::cpu_isa::avx512_core, "AVX-512", false, false},
    InstructionSet{dnnl::cpu_isa::avx2_vnni, "AVX2 with VNNI", false, true},
    InstructionSet{dnnl::cpu_isa::avx2, "AVX2", false, false},
    InstructionSet{dnnl::cpu_isa::avx, "AVX", false, false},
    InstructionSet{dnnl::cpu_isa::sse41, "SSE4.1", false, false},
};
constexpr InstructionSet plain{dnnl::cpu_isa::all, "no vector instructions known to oneDNN", false,
                               false};

/// The best that both this CPU and ONEDNN_MAX_CPU_ISA allow.
const InstructionSet& instruction_set() {
  const auto* const found =
      std::ranges::find(instruction_sets, dnnl::get_effective_cpu_isa(), &InstructionSet::isa);
  return found == instruction_sets.end() ? plain : *found;
}

constexpr std::array precisions{Precision::fp32, Precision::bf16, Precision::int8};

/// What multiplies it; empty for what every CPU does.
std::string_view needs(Precision precision) {
  switch (precision) {
    case Precision::bf16:
      return "AVX-512 BF16 or AMX";
    case Precision::int8:
      return "VNNI";
    default:
      return {};
  }
}

bool can(Precision precision) {
  return precision == Precision::fp32 ||
         (precision == Precision::bf16 ? instruction_set().multiplies_bf16
                                       : instruction_set().multiplies_int8);
}

}  // namespace

std::string_view name_of(Precision precision) {
  constexpr std::array<std::string_view, precisions.size()> names{"fp32", "bf16", "int8"};
  return names[static_cast<std::size_t>(precision)];
}

std::vector<Precision> available_precisions(bool with_ranges) {
  std::vector<Precision> available;
  for (const Precision precision : precisions)
    if (can(precision) && (precision != Precision::int8 || with_ranges))
      available.push_back(precision);
  return available;
}

Precision fastest_precision(bool with_ranges) {
  if (instruction_set().isa == dnnl::cpu_isa::avx512_core_amx) return Precision::bf16;
  return available_precisions(with_ranges).back();
}

std::optional<Precision> precision_named(std::string_view name) {
  if (name == "auto") return {};
  const auto* const found = std::ranges::find(precisions, name, name_of);
  if (found == precisions.end())
    throw Error(
        ErrorCode::bad_argument,
        fmt::format("no precision is called '{}'; there are auto, fp32, bf16 and int8", name));
  if (!can(*found))
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} needs {}, and there is {}; ask for fp32 or auto", name,
                            needs(*found), cpu_description()));
  return *found;
}

std::string cpu_description() { return std::string(instruction_set().description); }

}  // namespace osteon
