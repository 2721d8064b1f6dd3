#include "osteon/cli/overlay_files.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon::cli {
namespace {

/// The path without its root as one word: "left/x.dcm" becomes "left_x_dcm".
std::string whole_name(const std::filesystem::path& file) {
  std::string name;
  for (const auto& step : file.lexically_normal().relative_path()) {
    if (step == "..") continue;
    if (!name.empty()) name += '_';
    name += step.string();
  }
  std::ranges::replace(name, '.', '_');
  return name;
}

}  // namespace

std::vector<std::filesystem::path> overlay_files(std::span<const std::filesystem::path> files,
                                                 const std::filesystem::path& folder) {
  std::map<std::string, int> sharing;
  for (const auto& file : files) ++sharing[file.stem().string()];
  std::set<std::filesystem::path> originals;
  for (const auto& file : files) originals.insert(std::filesystem::weakly_canonical(file));

  std::set<std::string> taken;
  std::vector<std::filesystem::path> overlays;
  for (const auto& file : files) {
    const std::string stem = file.stem().string();
    const std::string wanted = sharing[stem] == 1 ? stem : whole_name(file);
    std::string name = wanted;
    for (int number = 2; !taken.insert(name).second; ++number)
      name = fmt::format("{}_{}", wanted, number);
    overlays.push_back(folder / (name + ".png"));
    if (originals.contains(std::filesystem::weakly_canonical(overlays.back())))
      throw Error(ErrorCode::bad_argument,
                  fmt::format("the drawing {} would replace a radiograph; give --overlay a folder "
                              "of its own",
                              overlays.back().string()));
  }
  return overlays;
}

}  // namespace osteon::cli
