// The table of dataset layouts. A new one is a file beside this and a row in sources.cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "osteon/dataset/entry_reader.hpp"

namespace osteon {

struct Source {
  std::string_view name;    ///< the word before the colon
  std::string_view layout;  ///< for people: what must lie there
  bool (*recognises)(const std::filesystem::path& path);
  std::unique_ptr<EntryReader> (*open)(const std::filesystem::path& path);
};

/// In the order in which they are tried on a plain path.
std::span<const Source> sources();

/// One per layout, each in the file of its name.
Source fracatlas_source();
Source mura_source();
Source manifest_source();
Source folder_source();

}  // namespace osteon
