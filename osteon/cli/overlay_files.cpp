#include "osteon/cli/overlay_files.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon::cli {
namespace {

using std::filesystem::path;

/// One path for each file, however it was named.
path settled(const path& file) {
  return std::filesystem::weakly_canonical(std::filesystem::absolute(file));
}

/// The deepest folder that all files lie in.
path common_folder(std::span<const path> files) {
  path common = files.front().lexically_normal().parent_path();
  for (const path& file : files) {
    const path folder = file.lexically_normal().parent_path();
    const auto differ = std::ranges::mismatch(common, folder);
    path shared;
    for (auto step = common.begin(); step != differ.in1; ++step) shared /= *step;
    common = shared;
  }
  return common;
}

/// The file's way from `folder` as one word: "left/x.dcm" becomes "left_x_dcm".
std::string whole_name(const path& file, const path& folder) {
  // File systems take names of 255 bytes; what is cut is far from the file.
  constexpr std::size_t longest = 200;
  const path normal = file.lexically_normal();
  std::string name;
  for (const path& step :
       folder.empty() ? normal.relative_path() : normal.lexically_relative(folder)) {
    if (step == "..") continue;
    if (!name.empty()) name += '_';
    name += step.string();
  }
  std::ranges::replace(name, '.', '_');
  return name.size() <= longest ? name : name.substr(name.size() - longest);
}

}  // namespace

std::vector<path> overlay_files(std::span<const path> files, const path& folder) {
  if (files.empty()) return {};
  std::map<std::string, int> sharing;
  for (const path& file : files) ++sharing[file.stem().string()];
  std::set<path> originals;
  for (const path& file : files) originals.insert(settled(file));

  const path common = common_folder(files);
  std::set<std::string> taken;
  std::vector<path> overlays;
  for (const path& file : files) {
    const std::string stem = file.stem().string();
    const std::string wanted = sharing[stem] == 1 ? stem : whole_name(file, common);
    std::string name = wanted;
    for (int number = 2; !taken.insert(name).second; ++number)
      name = fmt::format("{}_{}", wanted, number);
    overlays.push_back(folder / (name + ".png"));
    if (originals.contains(settled(overlays.back())))
      throw Error(ErrorCode::bad_argument,
                  fmt::format("the drawing {} would replace a radiograph; give --overlay a folder "
                              "of its own",
                              overlays.back().string()));
  }
  return overlays;
}

}  // namespace osteon::cli
