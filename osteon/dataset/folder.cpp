// Labelled folders: [train|valid|test/][part/]label/[patient/[study/]]image.
//
// The label folder tells the levels apart. Without a part folder the dataset's own name is the
// part.
#include <algorithm>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/sources.hpp"
#include "osteon/dataset/words.hpp"
#include "osteon/radiograph/endings.hpp"

namespace osteon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view layout =
    "folders: [train|valid|test/][part/]label/[patient/[study/]]image";

bool may_be_radiograph(const fs::path& file) {
  return !file.filename().string().starts_with('.') && has_radiograph_ending(file);
}

std::vector<fs::path> radiographs_below(const fs::path& root) {
  std::vector<fs::path> files;
  try {
    for (const auto& entry :
         fs::recursive_directory_iterator(root, fs::directory_options::follow_directory_symlink))
      if (entry.is_regular_file() && may_be_radiograph(entry.path()))
        files.push_back(entry.path().lexically_relative(root));
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorCode::unreadable, error.what());
  }
  // Folders list in the order of the disk; a seed must mean the same everywhere.
  std::ranges::sort(files);
  return files;
}

/// A file's place, told by its label folder.
struct Place {
  std::vector<std::string> before;  ///< folders above the label
  Label label;
  std::vector<std::string> below;  ///< folders under it
};

Place place_of(const fs::path& relative) {
  Place place;
  bool labelled = false;
  for (const fs::path& folder : relative.parent_path()) {
    const auto label = labelled ? std::nullopt : label_named(folder.string());
    if (label) {
      place.label = *label;
      labelled = true;
    } else {
      (labelled ? place.below : place.before).push_back(folder.string());
    }
  }
  if (!labelled)
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} is in no label folder; one of its folders must be called {}",
                            relative.string(), label_words()));
  return place;
}

/// \param own_part  the part where no folder names it
Entry entry_from(const fs::path& root, const fs::path& relative, const Place& place,
                 const std::string& own_part) {
  Entry entry;
  entry.file = root / relative;
  entry.positive = place.label.positive;
  auto folder = place.before.begin();
  if (folder != place.before.end())
    if (const auto subset = subset_named(*folder)) {
      entry.subset = *subset;
      ++folder;
    }
  entry.part = folder != place.before.end() ? part_named(*folder++) : own_part;
  if (folder != place.before.end())
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} has too many folders above its label; the layout is {}",
                            relative.string(), layout));
  entry.group = place.below.empty() ? relative.filename().string() : place.below.front();
  entry.study = (place.below.size() > 1 ? relative.parent_path() : relative).string();
  return entry;
}

/// Also of "data/hand/" and ".".
std::string own_name(const fs::path& root) {
  const fs::path whole = fs::weakly_canonical(root);
  return whole.filename().string();
}

bool recognises(const fs::path& path) { return fs::is_directory(path); }

Dataset open(const fs::path& path) {
  if (!fs::is_directory(path))
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} is not a folder; it must be {}", path.string(), layout));
  const std::string name = own_name(path);
  Dataset dataset{.source = name, .target = {}, .licence = {}, .entries = {}};
  TargetWord target;
  try {
    for (const fs::path& relative : radiographs_below(path)) {
      const Place place = place_of(relative);
      target.meet(place.label);
      dataset.entries.push_back(entry_from(path, relative, place, part_named(name)));
    }
  } catch (const Error& error) {
    throw error.during(path.string());
  }
  dataset.target = target.target();
  return dataset;
}

}  // namespace

Source folder_source() {
  return {.name = "folder", .layout = layout, .recognises = recognises, .open = open};
}

}  // namespace osteon
