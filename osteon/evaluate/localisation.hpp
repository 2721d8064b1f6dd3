// How well a pack points: its hottest place and its boxes against what readers drew.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "osteon/evaluate/figures.hpp"
#include "osteon/evaluate/pointed.hpp"
#include "osteon/radiograph/outline.hpp"

namespace osteon {

/// One image with what readers drew.
struct Located {
  std::string part;
  std::string group;
  bool positive = false;
  std::vector<Box> truth;  ///< may be empty for a positive: nobody drew
  Pointed pointed;
};

/// How far the hottest place may lie outside the box that readers drew, in pixels of the image.
inline constexpr float pointing_tolerance = 10;

/// Whether the hottest place lies in one of the boxes grown by the tolerance (the pointing game,
/// Zhang et al., ECCV 2016). Empty where nobody drew.
std::optional<bool> hit(const Located& image);

/// Average precision of the boxes at an overlap, as COCO has it (Lin et al., ECCV 2014): in each
/// image, from the highest score down, a box finds the undiscovered truth that it overlaps most,
/// with at least `least_overlap`; the precision, made to fall only, is read at 101 recalls. Boxes
/// of one score count together. Empty without a truth.
class BoxPrecision {
 public:
  BoxPrecision(std::span<const Located> images, double least_overlap);
  /// \param times  how often each image counts
  std::optional<double> of(std::span<const int> times) const;

 private:
  struct Judged {
    std::size_t image;
    double score;
    bool right;
  };
  std::vector<Judged> boxes_;  ///< by falling score
  std::vector<std::size_t> truths_;
};

/// An object with `regions` and `pooled`: docs/metrics.md. Null where nobody drew anything.
nlohmann::ordered_json localisation_figures(std::span<const Located> images,
                                            std::span<const std::string> parts,
                                            const Resampling& resampling);

}  // namespace osteon
