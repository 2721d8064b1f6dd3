#include "osteon/radiograph/dicom_grey.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/checked_extent.hpp"
#include "osteon/radiograph/dicom_item.hpp"
#include "osteon/radiograph/dicom_lookup.hpp"
#include "osteon/radiograph/grey_rows.hpp"

namespace osteon {
namespace {

/// What each stored sample stands for. A radiograph has at most 65536 different ones, so that every
/// step below is done once per value and not once per pixel.
using Values = std::vector<double>;

/// The numbers that the samples encode.
Values stored_values(const StoredPixels& pixels) {
  const int count = 1 << pixels.bits;
  Values values(static_cast<std::size_t>(count));
  std::iota(values.begin(), values.end(), 0.0);
  if (pixels.is_signed)
    for (int code = count / 2; code < count; ++code)
      values[static_cast<std::size_t>(code)] = code - count;
  return values;
}

/// The samples that fill what the X-rays never reached, as a range of numbers.
std::optional<std::pair<int, int>> padding_of(DcmItem& dataset, bool is_signed) {
  const auto end = [&](const DcmTagKey& tag) {
    auto value = number_of(dataset, tag);
    // Often written in the other representation than the pixels.
    if (value)
      value = is_signed ? static_cast<std::int16_t>(*value) : static_cast<std::uint16_t>(*value);
    return value;
  };
  const auto value = end(DCM_PixelPaddingValue);
  if (!value) return {};
  const int limit = end(DCM_PixelPaddingRangeLimit).value_or(*value);
  return std::minmax(*value, limit);
}

void apply_modality(DcmItem& dataset, bool is_signed, Values& values) {
  if (DcmItem* item = first_item_of(dataset, DCM_ModalityLUTSequence)) {
    const Lookup lookup = lookup_of(*item, DCM_LUTDescriptor, DCM_LUTData, is_signed);
    for (double& value : values) value = lookup.at(value);
    return;
  }
  const double slope = decimal_of(dataset, DCM_RescaleSlope).value_or(1);
  const double intercept = decimal_of(dataset, DCM_RescaleIntercept).value_or(0);
  for (double& value : values) value = value * slope + intercept;
}

/// The first one that is usable; others are for other tissues.
std::optional<Window> window_of(DcmItem& dataset) {
  const auto centre = decimal_of(dataset, DCM_WindowCenter);
  const auto width = decimal_of(dataset, DCM_WindowWidth);
  if (!centre || !width) return {};
  // PS3.3 C.11.2.1.2.1: in the default function, LINEAR, both ends belong to the window. SIGMOID
  // has no ends; those of its linear part stand for them.
  const std::string function = text_of(dataset, DCM_VOILUTFunction);
  const bool linear = function.empty() || function == "LINEAR";
  const double middle = linear ? *centre - 0.5 : *centre;
  const double half = (linear ? *width - 1 : *width) / 2;
  if (!(half > 0)) return {};
  return Window{static_cast<float>(middle - half), static_cast<float>(middle + half)};
}

bool has_dark_bones(DcmItem& dataset) {
  // In a DX object both are written and mean the same thing, so either inverts and both invert
  // once.
  return text_of(dataset, DCM_PhotometricInterpretation) == "MONOCHROME1" ||
         text_of(dataset, DCM_PresentationLUTShape) == "INVERSE";
}

std::vector<float> looked_up(std::span<const std::uint16_t> codes,
                             const std::vector<float>& table) {
  // A piece at a time, since a vector of that size would be filled with zeros first.
  std::array<float, 4096> piece;
  std::vector<float> grey;
  grey.reserve(codes.size());
  while (!codes.empty()) {
    const std::size_t count = std::min(piece.size(), codes.size());
    for (std::size_t i = 0; i < count; ++i) piece[i] = table[codes[i]];
    grey.insert(grey.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(count));
    codes = codes.subspan(count);
  }
  return grey;
}

DicomGrey monochrome(DcmItem& dataset, const StoredPixels& pixels) {
  const Values stored = stored_values(pixels);
  Values values = stored;
  apply_modality(dataset, pixels.is_signed, values);

  DicomGrey result;
  result.window = window_of(dataset);
  DcmItem* voi = first_item_of(dataset, DCM_VOILUTSequence);
  // A window is advice that prepare() may follow or not. A VOI table alone is applied: it cannot be
  // passed along as two numbers, and without its bend the picture is not the one that was meant.
  if (!result.window && voi != nullptr) {
    const bool below_zero = *std::ranges::min_element(values) < 0;
    const Lookup lookup = lookup_of(*voi, DCM_LUTDescriptor, DCM_LUTData, below_zero);
    for (double& value : values) value = lookup.at(value);
  }

  const auto [darkest, brightest] = std::ranges::minmax(values);
  const double range = brightest - darkest;
  if (!(range > 0) || !std::isfinite(range))
    throw Error(
        ErrorCode::unreadable,
        fmt::format("damaged DICOM object: its rescaling makes every value {}; send or copy "
                    "it again",
                    darkest));
  const bool inverted = has_dark_bones(dataset);
  const auto to_grey = [&, low = darkest](double value) {
    const double share = (value - low) / range;
    return static_cast<float>(inverted ? 1 - share : share);
  };

  std::vector<float> grey_of(values.size());
  std::ranges::transform(values, grey_of.begin(), to_grey);
  if (const auto padding = padding_of(dataset, pixels.is_signed))
    for (std::size_t code = 0; code < stored.size(); ++code)
      if (stored[code] >= padding->first && stored[code] <= padding->second) grey_of[code] = 0;
  if (result.window) {
    const auto [black, white] =
        std::minmax({to_grey(result.window->black), to_grey(result.window->white)});
    result.window = Window{black, white};
  }

  if (pixels.words.empty()) {
    result.grey = looked_up(pixels.samples, grey_of);
    return result;
  }
  std::vector<float> grey_of_word(std::size_t{1} << 16);
  for (std::size_t word = 0; word < grey_of_word.size(); ++word)
    grey_of_word[word] = grey_of[pixels.in_word(static_cast<int>(word))];
  result.grey = looked_up(pixels.words, grey_of_word);
  return result;
}

std::vector<float> grey_of_colour(const StoredPixels& pixels, std::span<const std::uint16_t> rgb,
                                  int bits) {
  const auto width = static_cast<std::size_t>(pixels.extent.width);
  std::vector<float> grey(area(pixels.extent));
  GreyOfColour colour(static_cast<float>((1 << bits) - 1));
  for (std::size_t at = 0; at < grey.size(); at += width)
    colour.row(rgb.subspan(3 * at, 3 * width), std::span(grey).subspan(at, width));
  colour.refuse_photograph("DICOM object");
  return grey;
}

std::vector<float> grey_of_palette(DcmItem& dataset, const StoredPixels& pixels) {
  const std::array lookups{
      lookup_of(dataset, DCM_RedPaletteColorLookupTableDescriptor,
                DCM_RedPaletteColorLookupTableData, pixels.is_signed),
      lookup_of(dataset, DCM_GreenPaletteColorLookupTableDescriptor,
                DCM_GreenPaletteColorLookupTableData, pixels.is_signed),
      lookup_of(dataset, DCM_BluePaletteColorLookupTableDescriptor,
                DCM_BluePaletteColorLookupTableData, pixels.is_signed),
  };
  for (const Lookup& lookup : lookups)
    if (lookup.bits != lookups[0].bits)
      throw Error(
          ErrorCode::unreadable,
          "damaged DICOM object: its palettes have different depths; send or copy it again");
  const Values stored = stored_values(pixels);
  std::vector<std::uint16_t> rgb;
  rgb.reserve(3 * pixels.samples.size());
  for (const std::uint16_t code : pixels.samples)
    for (const Lookup& lookup : lookups) rgb.push_back(lookup.at(stored[code]));
  return grey_of_colour(pixels, rgb, lookups[0].bits);
}

}  // namespace

DicomGrey dicom_grey(DcmItem& dataset, const StoredPixels& pixels) {
  if (pixels.channels == 3)
    return {.grey = grey_of_colour(pixels, pixels.samples, pixels.bits), .window = {}};
  const std::string photometric = text_of(dataset, DCM_PhotometricInterpretation);
  if (photometric == "PALETTE COLOR")
    return {.grey = grey_of_palette(dataset, pixels), .window = {}};
  if (photometric != "MONOCHROME1" && photometric != "MONOCHROME2")
    throw Error(ErrorCode::unsupported,
                fmt::format("a DICOM object of photometric interpretation '{}'; have it sent as "
                            "MONOCHROME2",
                            photometric));
  return monochrome(dataset, pixels);
}

}  // namespace osteon
