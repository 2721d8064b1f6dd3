#include "osteon/dataset/walk.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/endings.hpp"

namespace osteon {

namespace fs = std::filesystem;

RadiographWalk::RadiographWalk(fs::path root) : root_(std::move(root)) { enter({}); }

void RadiographWalk::enter(const fs::path& folder) {
  Level level{.folder = folder, .left = {}};
  try {
    for (const auto& entry : fs::directory_iterator(root_ / folder)) {
      std::string name = entry.path().filename().string();
      if (name.starts_with('.')) continue;
      const bool is_folder = entry.is_directory();
      if (is_folder || (has_radiograph_ending(entry.path()) && entry.is_regular_file()))
        level.left.push_back({.name = std::move(name), .is_folder = is_folder});
    }
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorCode::unreadable, error.what());
  }
  std::ranges::sort(level.left, std::greater(), &Name::name);
  levels_.push_back(std::move(level));
}

std::optional<fs::path> RadiographWalk::next() {
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.left.empty()) {
      levels_.pop_back();
      continue;
    }
    const Name name = std::move(level.left.back());
    level.left.pop_back();
    fs::path path = level.folder / name.name;
    if (!name.is_folder) return path;
    enter(path);
  }
  return {};
}

}  // namespace osteon
