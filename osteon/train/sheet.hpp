// A sheet of training images as the network sees them.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "osteon/model/prepare.hpp"
#include "osteon/radiograph/outline.hpp"
#include "osteon/train/loader.hpp"

namespace osteon {

struct SheetImage {
  std::span<const float> pixels;  ///< side x side, as prepare() makes them
  std::string caption;
  std::vector<Outline> outlines;  ///< in the pixels of the square
};

/// A PNG, six images in a row. \throws Error(unreadable, internal)
void write_sheet(const std::filesystem::path& file, const InputSpec& input,
                 std::span<const SheetImage> images);

/// The images of some batches, at most 24 of them.
void write_sheet(const std::filesystem::path& file, const InputSpec& input,
                 const std::vector<std::string>& parts, std::span<const TrainBatch> batches);

}  // namespace osteon
