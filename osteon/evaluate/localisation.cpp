#include "osteon/evaluate/localisation.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include <nlohmann/json.hpp>

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

bool in_grown(const Box& box, Point place) {
  return place.x >= box.left - pointing_tolerance && place.y >= box.top - pointing_tolerance &&
         place.x <= box.left + box.width + pointing_tolerance &&
         place.y <= box.top + box.height + pointing_tolerance;
}

/// Which of the image's boxes, in their order, find a truth.
std::vector<bool> match(const Located& image, double least_overlap) {
  const std::vector<ScoredBox>& boxes = image.pointed.boxes;
  std::vector<std::size_t> order(boxes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return boxes[i].score; });
  std::vector<bool> right(boxes.size());
  std::vector<bool> found(image.truth.size());
  for (const std::size_t i : order) {
    double most = least_overlap;
    std::optional<std::size_t> best;
    for (std::size_t truth = 0; truth < image.truth.size(); ++truth) {
      const double share = overlap(boxes[i].box, image.truth[truth]);
      if (found[truth] || share < most) continue;
      most = share;
      best = truth;
    }
    if (!best) continue;
    right[i] = found[*best] = true;
  }
  return right;
}

constexpr std::array figure_names{"pointing", "ap50", "ap50_95", "ap50_outlined_only",
                                  "ap50_95_outlined_only"};

/// One region's images, or all.
class Region {
 public:
  Region(std::span<const Located> images, const std::string& part) {
    for (const Located& image : images)
      if (part.empty() || image.part == part) images_.push_back(image);
    for (int percent = 50; percent <= 95; percent += 5)
      precisions_.emplace_back(images_, percent / 100.0);
  }

  bool empty() const { return images_.empty(); }

  json figures(const Resampling& resampling) const {
    std::vector<std::string> groups;
    std::size_t boxes = 0;
    std::size_t outlined = 0;
    for (const Located& image : images_) {
      groups.push_back(image.group);
      boxes += image.pointed.boxes.size();
      outlined += image.truth.empty() ? 0 : 1;
    }
    json region = {{"n", images_.size()}, {"outlined", outlined}, {"boxes", boxes}};
    const FigureValues values = values_of(std::vector<int>(images_.size(), 1));
    const auto intervals = bootstrap(
        Groups(groups), [&](std::span<const int> times) { return values_of(times); }, resampling);
    for (std::size_t i = 0; i < figure_names.size(); ++i) {
      region[figure_names[i]] = number_json(values[i]);
      region[std::string(figure_names[i]) + "_interval"] =
          interval_json(i < intervals.size() ? intervals[i] : std::nullopt);
    }
    return region;
  }

 private:
  FigureValues values_of(std::span<const int> times) const {
    std::vector<int> outlined(times.begin(), times.end());
    for (std::size_t i = 0; i < outlined.size(); ++i)
      if (images_[i].truth.empty()) outlined[i] = 0;
    return {pointing(outlined), precisions_.front().of(times), mean_precision(times),
            precisions_.front().of(outlined), mean_precision(outlined)};
  }

  std::optional<double> pointing(std::span<const int> times) const {
    int hits = 0;
    int all = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (times[i] == 0) continue;
      all += times[i];
      if (*hit(images_[i])) hits += times[i];
    }
    if (all == 0) return {};
    return static_cast<double>(hits) / all;
  }

  std::optional<double> mean_precision(std::span<const int> times) const {
    double sum = 0;
    for (const BoxPrecision& precision : precisions_) {
      const auto value = precision.of(times);
      if (!value) return {};
      sum += *value;
    }
    return sum / static_cast<double>(precisions_.size());
  }

  std::vector<Located> images_;
  std::vector<BoxPrecision> precisions_;  ///< at overlaps of 0.50, 0.55, …, 0.95
};

}  // namespace

std::optional<bool> hit(const Located& image) {
  if (image.truth.empty()) return {};
  return image.pointed.hottest && std::ranges::any_of(image.truth, [&](const Box& box) {
           return in_grown(box, *image.pointed.hottest);
         });
}

BoxPrecision::BoxPrecision(std::span<const Located> images, double least_overlap) {
  for (std::size_t i = 0; i < images.size(); ++i) {
    truths_.push_back(images[i].truth.size());
    const std::vector<bool> right = match(images[i], least_overlap);
    for (std::size_t box = 0; box < right.size(); ++box)
      boxes_.push_back({i, images[i].pointed.boxes[box].score, right[box]});
  }
  std::ranges::stable_sort(boxes_, std::greater{}, &Judged::score);
}

std::optional<double> BoxPrecision::of(std::span<const int> times) const {
  double truths = 0;
  for (std::size_t i = 0; i < times.size(); ++i)
    truths += static_cast<double>(times[i]) * static_cast<double>(truths_[i]);
  if (truths == 0) return {};

  struct Step {
    double recall, precision;
  };
  std::vector<Step> steps;
  double taken = 0;
  double right = 0;
  for (std::size_t i = 0; i < boxes_.size(); ++i) {
    taken += times[boxes_[i].image];
    if (boxes_[i].right) right += times[boxes_[i].image];
    const bool last_of_score = i + 1 == boxes_.size() || boxes_[i + 1].score != boxes_[i].score;
    if (last_of_score && taken > 0) steps.push_back({right / truths, right / taken});
  }
  double best = 0;
  double sum = 0;
  std::size_t open = steps.size();
  for (int percent = 100; percent >= 0; --percent) {
    while (open > 0 && steps[open - 1].recall >= percent / 100.0)
      best = std::max(best, steps[--open].precision);
    sum += best;
  }
  return sum / 101;
}

json localisation_figures(std::span<const Located> images, std::span<const std::string> parts,
                          const Resampling& resampling) {
  if (std::ranges::none_of(images, [](const Located& image) { return !image.truth.empty(); }))
    return nullptr;
  json regions = json::object();
  for (const std::string& part : parts)
    if (const Region region(images, part); !region.empty())
      regions[part] = region.figures(resampling);
  return {{"tolerance_px", pointing_tolerance},
          {"regions", regions},
          {"pooled", Region(images, "").figures(resampling)}};
}

}  // namespace osteon
