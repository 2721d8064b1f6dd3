#include "osteon/detector/detector.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/detector/film_features.hpp"
#include "osteon/explain/close_up.hpp"
#include "osteon/model/head.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/model/prepare.hpp"
#include "osteon/radiograph/part.hpp"

namespace osteon {
namespace {

/// A backbone with the sessions that are not in use at the moment.
class Stage {
 public:
  Stage(const Pack& pack, const BackboneEntry& entry, Precision precision)
      : network_(backbone_named(entry.architecture), Safetensors(pack.folder / entry.file),
                 pack.input.side, precision, entry.ranges) {}

  FeatureMaps run(const Tensor& input) {
    Session session = borrow();
    FeatureMaps maps = session.run(input);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(session));
    return maps;
  }

 private:
  Session borrow() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return Session(network_);
    Session session = std::move(idle_.back());
    idle_.pop_back();
    return session;
  }

  Network network_;
  std::mutex mutex_;
  std::vector<Session> idle_;
};

std::span<const float> image_of(const FeatureMaps& maps, std::size_t image) {
  const auto size = static_cast<std::size_t>(maps.rows) * static_cast<std::size_t>(maps.columns) *
                    static_cast<std::size_t>(maps.channels);
  return std::span(maps.values).subspan(image * size, size);
}

}  // namespace

struct Detector::Parts {
  Pack pack;
  Precision precision;
  std::map<std::string, std::unique_ptr<Stage>> stages;  ///< by the backbone's name

  /// What each backbone sees, by its name.
  std::map<std::string, FeatureMaps> features(const Tensor& input) {
    std::map<std::string, FeatureMaps> maps;
    for (const auto& [name, stage] : stages) maps[name] = stage->run(input);
    return maps;
  }

  Scores score(const std::map<std::string, FeatureMaps>& maps, std::size_t image) const {
    Scores scores;
    scores.router =
        scores_of_mean(pack.router.head, film_features(maps.at(pack.router.backbone), image));
    for (const Expert& expert : pack.experts) {
      const auto found = maps.find(expert.backbone);
      scores.expert.push_back(found == maps.end()
                                  ? std::numeric_limits<double>::quiet_NaN()
                                  : scores_of(expert.head, image_of(found->second, image)).front());
    }
    return scores;
  }

  void mark_shown(Reading& reading) const {
    const Verdict verdict = reading.finding.verdict;
    if (verdict != Verdict::present && verdict != Verdict::possible) return;
    for (SuspectBox& box : reading.boxes)
      box.shown =
          &box == &reading.boxes.front() || (pack.boxes && box.probability >= pack.boxes->above);
  }

  Heatmap heat_seen_by(const Expert& expert, const std::map<std::string, FeatureMaps>& maps,
                       std::size_t image, const Placement& placement) const {
    const FeatureMaps& map = maps.at(expert.backbone);
    return activation_map(image_of(map, image), map.rows, map.columns, expert, placement,
                          pack.input.side);
  }

  /// \param heatmap  of the same image
  std::vector<SuspectBox> boxes_in(const Heatmap& heatmap,
                                   const std::map<std::string, FeatureMaps>& maps,
                                   std::size_t image, Extent film) const {
    return suspect_boxes(heatmap, image_of(maps.at(pack.boxes->backbone), image), *pack.boxes,
                         film);
  }

  /// What the expert of `part` sees in an area of a film.
  CloseUp look_at(const Radiograph& radiograph, const Box& area, const std::string& part) {
    const Radiograph near = part_of(radiograph, area);
    Tensor input({1, 1, pack.input.side, pack.input.side});
    const Placement placement = osteon::prepare(near, pack.input, input.values);
    const auto maps = features(input);
    const Heatmap heatmap = heat_seen_by(*pack.expert_for(part), maps, 0, placement);
    CloseUp seen{area, boxes_in(heatmap, maps, 0, near.extent())};
    for (SuspectBox& box : seen.boxes) {
      box.box.left += area.left;
      box.box.top += area.top;
    }
    return seen;
  }

  /// What the pack says of films that can be judged.
  std::vector<Reading> judge(std::span<const PreparedFilm* const> films,
                             const std::optional<std::string>& given_part) {
    Tensor input({static_cast<int>(films.size()), 1, pack.input.side, pack.input.side});
    auto to = input.values.begin();
    for (const PreparedFilm* film : films) to = std::ranges::copy(film->input, to).out;

    const auto maps = features(input);

    std::vector<Reading> readings(films.size());
    for (std::size_t i = 0; i < films.size(); ++i) {
      const PreparedFilm& film = *films[i];
      Reading& reading = readings[i];
      reading.scores = score(maps, i);
      reading.finding = decide(pack, reading.scores, given_part);
      reading.finding.incomplete = film.incomplete;
      if (!reading.finding.part) continue;
      reading.heatmap =
          heat_seen_by(*pack.expert_for(*reading.finding.part), maps, i, film.placement);
      if (pack.boxes)
        reading.boxes = boxes_in(*reading.heatmap, maps, i, film.extent);
      else if (const auto region = suspect_region(*reading.heatmap, film.extent))
        reading.boxes = {{*region, *reading.finding.probability}};
      mark_shown(reading);
    }
    return readings;
  }
};

Detector::Detector(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Detector::~Detector() = default;
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;

Detector Detector::open(const std::filesystem::path& pack, std::optional<Precision> precision) {
  auto parts = std::make_unique<Parts>();
  parts->pack = read_pack(pack);
  parts->precision = precision.value_or(fastest_precision(parts->pack.has_ranges()));
  for (const BackboneEntry& entry : parts->pack.backbones)
    parts->stages[entry.name] = std::make_unique<Stage>(parts->pack, entry, parts->precision);
  return Detector(std::move(parts));
}

Reading Detector::examine(const Radiograph& radiograph,
                          const std::optional<std::string>& given_part) const {
  return std::move(examine(std::span(&radiograph, 1), given_part).front());
}

std::vector<Reading> Detector::examine(std::span<const Radiograph> radiographs,
                                       const std::optional<std::string>& given_part) const {
  std::vector<PreparedFilm> films(radiographs.size());
#pragma omp parallel for schedule(dynamic) if (radiographs.size() > 1)
  for (std::size_t i = 0; i < radiographs.size(); ++i) films[i] = prepare(radiographs[i]);
  return examine(films, given_part);
}

void Detector::look_closer(const Radiograph& radiograph, Reading& reading) const {
  if (!pack().boxes || pack().boxes->zoom <= 1 || !reading.heatmap) return;
  std::vector<CloseUp> close_ups;
  for (const SuspectBox& box : reading.boxes)
    if (box.shown && close_ups.size() < most_close_ups)
      close_ups.push_back(parts_->look_at(
          radiograph,
          close_up(box.box, reading.heatmap->area, pack().boxes->zoom, radiograph.extent()),
          *reading.finding.part));
  if (close_ups.empty()) return;
  reading.boxes = after_close_ups(reading.boxes, close_ups);
  parts_->mark_shown(reading);
}

PreparedFilm Detector::prepare(const Radiograph& radiograph) const {
  PreparedFilm film{.refusal = refuse(radiograph),
                    .extent = radiograph.extent(),
                    .incomplete = radiograph.acquisition().incomplete};
  if (film.refusal) return film;
  const auto side = static_cast<std::size_t>(pack().input.side);
  film.input.resize(side * side);
  film.placement = osteon::prepare(radiograph, pack().input, film.input);
  return film;
}

std::vector<Reading> Detector::examine(std::span<const PreparedFilm> films,
                                       const std::optional<std::string>& given_part) const {
  std::vector<Reading> readings(films.size());
  std::vector<const PreparedFilm*> judged;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < films.size(); ++i) {
    if (const auto& refusal = films[i].refusal) {
      readings[i].finding.target = pack().target;
      readings[i].finding.reason = refusal->reason;
      readings[i].finding.explanation = refusal->explanation;
      readings[i].finding.incomplete = films[i].incomplete;
    } else {
      judged.push_back(&films[i]);
      places.push_back(i);
    }
  }
  if (judged.empty()) return readings;
  auto answers = parts_->judge(judged, given_part);
  for (std::size_t i = 0; i < places.size(); ++i) readings[places[i]] = std::move(answers[i]);
  return readings;
}

std::vector<Finding> Detector::examine_prepared(
    const Tensor& input, const std::optional<std::string>& given_part) const {
  const int side = pack().input.side;
  const auto& shape = input.shape;
  if (shape[0] < 1 || shape[0] > 64 || shape[1] != 1 || shape[2] != side || shape[3] != side)
    throw Error(
        ErrorCode::bad_argument,
        fmt::format("the pack {} takes inputs of 1 to 64 x 1 x {} x {}", pack().name, side, side));
  const auto maps = parts_->features(input);
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < static_cast<std::size_t>(shape[0]); ++i)
    findings.push_back(decide(pack(), parts_->score(maps, i), given_part));
  return findings;
}

const Pack& Detector::pack() const noexcept { return parts_->pack; }
Precision Detector::precision() const noexcept { return parts_->precision; }

}  // namespace osteon
