#include "osteon/train/router_fit.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "osteon/detector/film_features.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/augment.hpp"
#include "osteon/train/batches.hpp"

namespace osteon {
namespace {

/// What is drawn comes from epochs that no training reaches.
constexpr int first_epoch = 2'000'000;
/// How the training films are seen: from near parts look alike, and in other rooms in most ways.
constexpr std::array views{Changes::none,     Changes::all,      Changes::all,
                           Changes::all,      Changes::all,      Changes::all,
                           Changes::all,      Changes::nearness, Changes::nearness,
                           Changes::nearness, Changes::nearness, Changes::nearness};
/// More would take longer and tell the head no more.
constexpr std::size_t most_films = 36'000;
constexpr std::array penalties{3e-3, 1e-2, 3e-2};
/// What was learned is given up altogether only where it spoils so much of the accuracy.
constexpr double spoilt = 0.01;
/// A picture of no part counts as two films: what is drawn is a small share of what there is.
constexpr float no_part_counts = 2;

/// What the engine sees of films, and which part each shows.
class FilmsSeen {
 public:
  void add(const FeatureMaps& maps, std::span<const int> parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::vector<float> seen = film_features(maps, i);
      values_.insert(values_.end(), seen.begin(), seen.end());
      parts_.push_back(parts[i]);
    }
  }
  void add(const FilmsSeen& other) {
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
    parts_.insert(parts_.end(), other.parts_.begin(), other.parts_.end());
  }
  std::size_t size() const { return parts_.size(); }
  /// Films x features; lives as long as this.
  torch::Tensor features() {
    const auto rows = static_cast<std::int64_t>(size());
    return torch::from_blob(values_.data(),
                            {rows, static_cast<std::int64_t>(values_.size()) / rows});
  }
  torch::Tensor parts() const { return torch::tensor(parts_); }

 private:
  std::vector<float> values_;
  std::vector<std::int64_t> parts_;
};

/// One drawing for each view. Drawing takes longer than seeing: as many draw beside each other as
/// there are cores.
std::optional<FilmsSeen> drawn(Session& session, const EntryTable& train, LoaderOptions draw,
                               std::span<const Changes> seen_as, const std::atomic<bool>& stop) {
  const std::size_t beside = std::max(1U, std::thread::hardware_concurrency());
  FilmsSeen all;
  const int most = std::max(1, static_cast<int>(most_films / seen_as.size()) / draw.batch);
  for (std::size_t first = 0; first < seen_as.size(); first += beside) {
    std::vector<std::unique_ptr<Loader>> loaders;
    for (std::size_t view = first; view < std::min(first + beside, seen_as.size()); ++view) {
      draw.changes = seen_as[view];
      loaders.push_back(std::make_unique<Loader>(train, draw));
      loaders.back()->start(first_epoch + static_cast<int>(view), 0);
    }
    std::vector<FilmsSeen> seen(loaders.size());
    const int batches = std::min(most, loaders.front()->batches_per_epoch());
    for (int batch = 0; batch < batches; ++batch)
      for (std::size_t i = 0; i < loaders.size(); ++i) {
        if (stop) return {};
        if (const auto films = loaders[i]->next())
          seen[i].add(session.run(films->images), films->parts);
      }
    for (const FilmsSeen& view : seen) all.add(view);
  }
  return all;
}

/// As they come, and where `near` each once more from near.
FilmsSeen judged_by(Session& session, const std::vector<Entry>& valid, const LoaderOptions& draw,
                    bool near) {
  FilmsSeen all;
  const auto take = [&](Tensor& images, const std::vector<const Entry*>& of) {
    std::vector<int> parts;
    for (const Entry* entry : of)
      parts.push_back(static_cast<int>(
          std::distance(draw.parts.begin(), std::ranges::find(draw.parts, entry->part))));
    all.add(session.run(images), parts);
  };
  const auto as_it_comes = [](const Entry& entry) { return read_radiograph(entry.file); };
  in_batches(valid, draw.input, as_it_comes, take);
  if (!near) return all;
  Random random(1);  // the same views each time
  const auto from_near = [&](const Entry& entry) {
    return seen_from_near(as_it_comes(entry), entry.outlines, random).radiograph;
  };
  in_batches(valid, draw.input, from_near, take);
  return all;
}

/// What is fitted serves films like those that it was fitted to, what was learned all that came
/// before; the mean of their weights keeps most of both (Wortsman et al., CVPR 2022).
LinearHead between(const LinearHead& a, const LinearHead& b) {
  return {(a.weight + b.weight) / 2, (a.bias + b.bias) / 2};
}

}  // namespace

std::optional<RouterFit> fit_router(const Pack& pack, const LinearHead& learned,
                                    const EntryTable& train, const LoaderOptions& draw,
                                    const std::vector<Entry>& valid,
                                    const std::function<void(const std::string&)>& say,
                                    const std::atomic<bool>& stop) {
  const BackboneEntry& backbone = pack.backbones.front();
  const Precision precision = fastest_precision(pack.has_ranges());
  const Network network(backbone_named(backbone.architecture),
                        Safetensors(pack.folder / backbone.file), draw.input.side, precision,
                        backbone.ranges);
  Session session(network);
  const bool changed = draw.changes != Changes::none;
  auto films =
      drawn(session, train, draw, std::span(views).first(changed ? views.size() : 1), stop);
  if (!films) return {};
  FilmsSeen judges = judged_by(session, valid, draw, changed);

  torch::Tensor counts = torch::ones(learned.bias.size(0));
  counts[-1] = no_part_counts;
  RouterFit best{learned, "as it was learned", fit_of(learned, judges.features(), judges.parts())};
  const auto tell = [&](const std::string& what, const Fit& fit) {
    say(fmt::format("  router {}: part {:.1f} %, cross entropy {:.3f}", what, 100 * fit.accuracy,
                    fit.cross_entropy));
  };
  tell(best.how, best.fit);
  for (const double penalty : penalties) {
    if (stop) return {};
    const LinearHead fitted =
        fit_logistic(films->features(), films->parts(), counts, learned, penalty);
    const auto try_out = [&](const LinearHead& head, std::string_view how_far) {
      const std::string what = fmt::format("{} with a penalty of {}", how_far, penalty);
      const Fit fit = fit_of(head, judges.features(), judges.parts());
      tell(what, fit);
      return RouterFit{head,
                       fmt::format("{}, by logistic regression from what was learned, on {} "
                                   "drawn training images as seen at {}",
                                   what, films->size(), name_of(precision)),
                       fit};
    };
    RouterFit tried =
        try_out(between(learned, fitted), "half way from what was learned to one fitted");
    RouterFit whole = try_out(fitted, "fitted");
    if (whole.fit.accuracy > tried.fit.accuracy + spoilt) tried = std::move(whole);
    if (best.fit < tried.fit) best = std::move(tried);
  }
  say(fmt::format("the router's head is {}: part {:.1f} % on valid{}", best.how,
                  100 * best.fit.accuracy, changed ? ", half of it from near" : ""));
  return best;
}

}  // namespace osteon
