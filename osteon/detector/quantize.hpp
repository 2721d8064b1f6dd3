// Makes a pack ready for int8: measures how far its networks' activations reach.
#pragma once

#include <memory>

#include "osteon/model/pack.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// Every backbone of a pack, at fp32, over radiographs that stand for those it will read.
class PackCalibration {
 public:
  /// \throws as Detector::open() does
  explicit PackCalibration(const Pack& pack);
  ~PackCalibration();
  PackCalibration(PackCalibration&&) noexcept;
  PackCalibration& operator=(PackCalibration&&) noexcept;

  /// Prepared as for a finding.
  void see(const Radiograph& radiograph);

  /// Gives each backbone of `pack`, which must be the one that was measured, its ranges.
  /// \throws Error(bad_argument) when nothing was seen
  void write_ranges(Pack& pack) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace osteon
