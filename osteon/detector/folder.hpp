// Many files through one detector: decoding beside the network, batches, order kept.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "osteon/base/error.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/radiograph/read.hpp"

namespace osteon {

struct FileReading {
  std::filesystem::path file;
  std::optional<Reading> reading;        ///< empty when the file could not be used
  std::optional<Error> error;            ///< why it could not
  Extent extent;                         ///< of the radiograph, where it could be read
  std::optional<Radiograph> radiograph;  ///< kept only when asked for
  Identity study;                        ///< as the file says; may be empty
};

struct FolderOptions {
  std::optional<std::string> given_part;
  ReadLimits limits;
  bool keep_radiographs = false;
  bool look_closer = false;  ///< at what is shown: Detector::look_closer()
  /// Radiographs that go through the network together. More are no faster (docs/decisions/0032),
  /// and take more memory; the findings are the same.
  int batch = 1;
};

/// What is said of a file that reading refused as `not_a_radiograph`: a picture that is no
/// radiograph is an answer, a damaged file an error.
Reading not_a_radiograph(const Detector& detector, const Error& error);

/// Reads every file and calls `each` in the order given, on the calling thread. A file that cannot
/// be used becomes an error in its place; a colour photograph, a cine loop and the like become a
/// reading that cannot answer, reason `not_a_radiograph`. However many files there are, each core
/// has one batch of radiographs in hand; where they are kept, two.
void examine_files(const Detector& detector, std::span<const std::filesystem::path> files,
                   const FolderOptions& options, const std::function<void(FileReading&&)>& each);

/// The files named and, below each folder named, all that end in .png .jpg .jpeg .tif .tiff .dcm
/// or have no ending, sorted. \throws Error(unreadable) for a name that does not exist
std::vector<std::filesystem::path> radiograph_files(std::span<const std::filesystem::path> named);

}  // namespace osteon
