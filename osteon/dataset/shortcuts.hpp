// What a network could tell the label by without looking at a bone.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "osteon/dataset/image_facts.hpp"

namespace osteon {

/// Images of each label that share a property, and the first of each in the source.
struct LabelCounts {
  std::array<std::uint32_t, 2> images{};  ///< negative, positive
  std::array<std::uint32_t, 2> first{};   ///< rows; meaningless where there is no image
};

struct Shortcut {
  std::string part;
  std::string property;   ///< area, width to height, orientation, size, bit depth, file type
  std::string statistic;  ///< AUROC or Cramér's V
  double value = 0;
  double limit = 0;
  /// The property's commonest values with their counts; for the AUROC empty.
  std::vector<std::pair<std::string, LabelCounts>> values;
  std::vector<std::uint32_t> examples;  ///< rows that show it
};

/// Association of the label with properties of the file, part by part, since each part has its own
/// expert. Counts only, so a million images take no more than their different sizes.
class ShortcutFinder {
 public:
  void add(const Opened& opened);

  /// Where both labels have at least `fewest` images, the association is beyond its limit, and
  /// chance alone would give it less than once in a thousand times.
  std::vector<Shortcut> found() const;

  static constexpr std::uint32_t fewest = 10;
  /// AUROC of a property that rises with the label; 0.5 is none. Beyond 0.5 ± 0.1.
  static constexpr double auroc_limit = 0.1;
  /// Between Cohen's "small" (0.1) and "medium" (0.3) effects (Statistical Power Analysis, 1988).
  static constexpr double cramers_v_limit = 0.2;

 private:
  struct Part {
    std::map<std::string, std::map<double, LabelCounts>> measures;
    std::map<std::string, std::map<std::string, LabelCounts>> kinds;
  };
  std::map<std::string, Part> parts_;
};

/// Probability that a positive's value is above a negative's, ties counting half (Hanley and
/// McNeil, Radiology 1982), and whether chance gives it less than once in a thousand times.
struct Association {
  double value = 0;
  bool beyond_chance = false;
};
Association auroc_of(const std::map<double, LabelCounts>& counts);
/// Cramér's V without its bias for small tables (Bergsma, J. Korean Stat. Soc. 42, 2013).
Association cramers_v_of(const std::map<std::string, LabelCounts>& counts);

}  // namespace osteon
