// One X-ray image, as the rest of the code sees it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "osteon/base/identity.hpp"

namespace osteon {

/// Size of an image in pixels.
struct Extent {
  int width = 0;
  int height = 0;
  friend bool operator==(Extent, Extent) = default;
};

/// Size of one pixel in millimetres, and how far to trust it.
struct PixelSpacing {
  /// `detector` is measured on the plate and over-reads anything that was held away from it: fine
  /// for comparing two images, not for reporting a length.
  enum class Source { detector, calibrated };

  double across_mm = 0;  ///< left to right, centre to centre; > 0
  double down_mm = 0;    ///< top to bottom, centre to centre; > 0
  Source source = Source::detector;
};

/// The grey values a viewer is advised to show as black and as white; black < white.
struct Window {
  float black = 0;
  float white = 1;
};

enum class Laterality { left, right, both };

/// What the file says about how the image was taken. Empty where it did not say; never a guess.
struct Acquisition {
  std::optional<PixelSpacing> spacing;
  std::optional<Window> window;
  std::optional<Laterality> laterality;
  std::string body_part;  ///< Body Part Examined as written, upper case
  std::string view;       ///< View Position as written: AP, LL, …
  Identity study;         ///< groups the views of one study; never shown
  int bits = 8;           ///< depth of the stored samples, 1 to 16
  /// The file ended early: the rows that were missing hold the value 0.
  bool incomplete = false;
};

/// A grid of grey values in which bone is brighter than air.
///
/// 0 is the darkest and 1 the brightest value the file could hold: an 8-bit PNG and a 12-bit
/// MONOCHROME1 DICOM object share one scale and one polarity. Copying copies the pixels; reading
/// from several threads is safe.
class Radiograph {
 public:
  /// \param grey  row by row from the top left; width * height values in [0, 1]
  /// \throws Error(bad_argument) when the count or a value does not fit
  Radiograph(Extent extent, std::vector<float> grey, Acquisition acquisition = {});

  Extent extent() const noexcept { return extent_; }
  std::span<const float> grey() const noexcept { return grey_; }
  std::span<const float> row(int y) const noexcept;  ///< 0 <= y < height
  const Acquisition& acquisition() const noexcept { return acquisition_; }

 private:
  Extent extent_;
  std::vector<float> grey_;
  Acquisition acquisition_;
};

}  // namespace osteon
