// The page's files, built into the program.
#pragma once

#include <span>
#include <string_view>

namespace osteon::service {

struct PageFile {
  std::string_view path;  ///< "/index.html"
  std::string_view bytes;
};

/// Sorted by path; empty in a program that was built without the page.
std::span<const PageFile> page_files();

}  // namespace osteon::service
