// What the images of a dataset turn out to be when they are opened, several at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "osteon/dataset/entry_reader.hpp"
#include "osteon/dataset/picture_hash.hpp"

namespace osteon {

struct ImageFacts {
  Extent extent;
  int bits = 0;
  bool incomplete = false;   ///< the file ended early
  std::uint64_t pixels = 0;  ///< the same for the same grey values, whatever the file's format
  PictureHash picture;       ///< much the same for what looks the same
};

/// An entry with what its file holds.
struct Opened {
  std::size_t row = 0;  ///< its place in the source, from 0
  Entry entry;
  ImageFacts facts;
  std::string trouble;  ///< why the file cannot be used; then there are no facts
};

struct OpenOptions {
  int threads = 0;      ///< 0: one for each core
  bool compare = true;  ///< fill in `pixels` and `picture`
};

/// Opens the image of every entry that is left in the reader. `take` gets one at a time, from
/// several threads and in any order, and may throw to stop the work. Holds one image a thread.
void open_images(EntryReader& entries, const OpenOptions& options,
                 const std::function<void(const Opened&)>& take);

}  // namespace osteon
