#include "osteon/model/average.hpp"

#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/base/sha256.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorCode::bad_argument,
              "the two packs cannot be averaged: " + why +
                  "; one must have been trained from the other, for the same parts");
}

void check_alike(const Pack& first, const Pack& second) {
  if (first.router.parts != second.router.parts) refuse("they read different parts");
  if (first.target != second.target) refuse("they find different things");
  if (first.backbones.size() != second.backbones.size())
    refuse("they have different numbers of backbones");
  for (std::size_t i = 0; i < first.backbones.size(); ++i)
    if (first.backbones[i].architecture != second.backbones[i].architecture)
      refuse(fmt::format("their backbones are {} and {}", first.backbones[i].architecture,
                         second.backbones[i].architecture));
}

void average_file(const std::filesystem::path& first, const std::filesystem::path& second,
                  float share, const std::filesystem::path& out) {
  const Safetensors from(first);
  const Safetensors to(second);
  std::vector<NamedTensor> tensors;
  for (const auto& [name, tensor] : to.tensors()) {
    if (!from.contains(name) || from.at(name).shape != tensor.shape)
      refuse(fmt::format("'{}' is not in both, or has another shape", name));
    const std::vector<float> old = from.at(name).floats();
    std::vector<float> values = tensor.floats();
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = (1 - share) * old[i] + share * values[i];
    tensors.push_back({.name = name,
                       .shape = tensor.shape,
                       .values = std::move(values),
                       .stored_as = tensor.type});
  }
  write_safetensors(out, tensors, to.metadata());
}

/// \param share  as people write it: 0.3, not the nearest float
json described(const Pack& pack, float share) {
  return {{"pack", pack.name + " " + pack.version},
          {"sha256", pack.weights_hash()},
          {"share", std::stod(fmt::format("{:.6g}", share))}};
}

}  // namespace

Pack write_average(const Pack& first, const Pack& second, float share,
                   const std::filesystem::path& out) {
  check_alike(first, second);
  std::filesystem::create_directories(out);
  Pack pack = second;
  pack.folder = out;
  pack.phantoms.clear();
  pack.sha256.clear();
  const auto average = [&](const std::string& old, const std::string& file) {
    average_file(first.folder / old, second.folder / file, share, out / file);
    pack.sha256[file] = sha256_of(out / file);
  };
  for (std::size_t i = 0; i < pack.backbones.size(); ++i) {
    pack.backbones[i].ranges.clear();
    average(first.backbones[i].file, pack.backbones[i].file);
  }
  average(first.heads_file, pack.heads_file);
  for (Expert& expert : pack.experts)
    expert.place_bias =
        (1 - static_cast<double>(share)) * first.expert_for(expert.part)->place_bias +
        static_cast<double>(share) * expert.place_bias;

  // Figures and counts were the second's own.
  json provenance = json::parse(second.provenance);
  provenance.erase("figures");
  provenance["training"]["average"] = {described(first, 1 - share), described(second, share)};
  pack.provenance = provenance.dump();
  write_whole(out / "pack.json", pack_json(pack));
  return read_pack(out);
}

}  // namespace osteon
