#include "osteon/train/frozen_features.hpp"

#include <algorithm>
#include <exception>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/sha256.hpp"
#include "osteon/detector/film_features.hpp"
#include "osteon/radiograph/read.hpp"

namespace osteon {
namespace {

/// Images that go through the backbone together, each with its mirror image.
constexpr std::size_t together = max_batch / 2;

/// One word for all that the features depend on.
std::string key_of(const FrozenBackbone& backbone, const std::vector<Entry>& entries) {
  const InputSpec& input = backbone.input;
  std::string all = fmt::format("1 {} {} {} {} {} {} {} {} {}\n", backbone.architecture,
                                sha256_of(backbone.weights), name_of(backbone.precision),
                                input.side, input.crop_to_limb, input.low_percentile,
                                input.high_percentile, input.scale, input.subtract);
  for (const Entry& entry : entries) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(entry.file, missing);
    const auto changed = std::filesystem::last_write_time(entry.file, missing);
    all += fmt::format("{} {} {}\n", entry.file.string(), size,
                       static_cast<std::int64_t>(changed.time_since_epoch().count()));
  }
  return sha256(std::as_bytes(std::span(all)));
}

std::optional<FrozenFeatures> cached(const std::filesystem::path& cache, const std::string& key) {
  if (!std::filesystem::exists(cache)) return {};
  try {
    const Safetensors file(cache);
    const auto& metadata = file.metadata();
    if (const auto found = metadata.find("key"); found == metadata.end() || found->second != key)
      return {};
    const StoredTensor& tensor = file.at("features");
    FrozenFeatures features{static_cast<int>(tensor.shape.at(1)), tensor.floats(), {}};
    for (const auto& [name, why] : metadata)
      if (name.starts_with("unread ")) features.unread[std::stoul(name.substr(7))] = why;
    return features;
  } catch (const Error&) {
    return {};  // torn or foreign: it is made anew
  }
}

void keep(const std::filesystem::path& cache, const std::string& key,
          const FrozenFeatures& features) {
  std::map<std::string, std::string> metadata{{"key", key}};
  for (const auto& [entry, why] : features.unread) metadata[fmt::format("unread {}", entry)] = why;
  const auto rows = static_cast<std::int64_t>(features.values.size()) / features.channels;
  const NamedTensor tensor{"features", {rows, features.channels}, features.values};
  replace_whole(cache, [&](const std::filesystem::path& beside) {
    write_safetensors(beside, std::span(&tensor, 1), metadata);
  });
}

/// An image and its mirror image.
void prepare_both(const Entry& entry, const InputSpec& input, std::span<float> out) {
  const auto side = static_cast<std::size_t>(input.side);
  const auto area = side * side;
  prepare(read_radiograph(entry.file), input, out.first(area));
  for (std::size_t row = 0; row < area; row += side)
    std::ranges::reverse_copy(out.subspan(row, side),
                              out.begin() + static_cast<std::ptrdiff_t>(area + row));
}

void append_features(const FeatureMaps& maps, std::vector<float>& to) {
  for (std::size_t image = 0; image < static_cast<std::size_t>(maps.images); ++image) {
    const std::vector<float> seen = film_features(maps, image);
    to.insert(to.end(), seen.begin(), seen.end());
  }
}

/// Prepares the entries from `first` on, in parallel; those that cannot be read stay black.
Tensor prepared(const std::vector<Entry>& entries, std::size_t first, std::size_t count,
                const InputSpec& input, std::map<std::size_t, std::string>& unread) {
  Tensor tensor({static_cast<int>(2 * count), 1, input.side, input.side});
  const std::size_t both = tensor.values.size() / count;
  std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < count; ++i) {
    try {
      prepare_both(entries[first + i], input, std::span(tensor.values).subspan(i * both, both));
    } catch (const Error& error) {
#pragma omp critical
      if (input_at_fault(error.code()))
        unread.emplace(first + i, error.what());
      else
        failure = std::current_exception();
    } catch (...) {
#pragma omp critical
      failure = std::current_exception();
    }
  }
  if (failure) std::rethrow_exception(failure);
  return tensor;
}

}  // namespace

std::optional<FrozenFeatures> frozen_features(const FrozenBackbone& backbone,
                                              const std::vector<Entry>& entries,
                                              const std::filesystem::path& cache,
                                              const std::function<void(std::size_t)>& progress,
                                              const std::atomic<bool>& stop) {
  const std::string key = key_of(backbone, entries);
  if (auto known = cached(cache, key)) return known;

  const Backbone described = backbone_named(backbone.architecture);
  const Network network(described, Safetensors(backbone.weights), backbone.input.side,
                        backbone.precision);
  Session session(network);
  FrozenFeatures features{described.features(), {}, {}};
  features.values.reserve(entries.size() * 2 * static_cast<std::size_t>(features.channels));
  for (std::size_t first = 0; first < entries.size(); first += together) {
    if (stop) return {};
    const std::size_t count = std::min(together, entries.size() - first);
    append_features(session.run(prepared(entries, first, count, backbone.input, features.unread)),
                    features.values);
    progress(first + count);
  }
  keep(cache, key, features);
  return features;
}

}  // namespace osteon
