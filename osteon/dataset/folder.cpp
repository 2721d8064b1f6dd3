// Labelled folders: [train|valid|test/][part/]label/[patient/[study/]]image.
//
// The label folder tells the levels apart. Without a part folder the dataset's own name is the
// part.
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/coco.hpp"
#include "osteon/dataset/sources.hpp"
#include "osteon/dataset/walk.hpp"
#include "osteon/dataset/words.hpp"

namespace osteon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view layout =
    "folders: [train|valid|test/][part/]label/[patient/[study/]]image";

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
  entry.ungrouped = place.below.empty();
  entry.group = entry.ungrouped ? relative.filename().string() : place.below.front();
  entry.study = (place.below.size() > 1 ? relative.parent_path() : relative).string();
  return entry;
}

/// Also of "data/hand/" and ".".
std::string own_name(const fs::path& root) {
  const fs::path whole = fs::weakly_canonical(root);
  return whole.filename().string();
}

bool recognises(const fs::path& path) { return fs::is_directory(path); }

class FolderReader : public EntryReader {
 public:
  explicit FolderReader(const fs::path& root)
      : root_(root), name_(own_name(root)), walk_(root), outlines_(outlines_beside(root)) {}

  std::optional<Entry> next() override {
    try {
      const auto relative = walk_.next();
      if (!relative) return {};
      const Place place = place_of(*relative);
      target_.meet(place.label);
      Entry entry = entry_from(root_, *relative, place, part_named(name_));
      entry.outlines = outlines_.of(entry.file);
      return entry;
    } catch (const Error& error) {
      throw error.during(root_.string());
    }
  }

  Dataset about() const override {
    return {.source = name_, .target = target_.target(), .licence = {}, .entries = {}};
  }

 private:
  fs::path root_;
  std::string name_;
  RadiographWalk walk_;
  OutlineIndex outlines_;
  TargetWord target_;
};

std::unique_ptr<EntryReader> open(const fs::path& path) {
  if (!fs::is_directory(path))
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} is not a folder; it must be {}", path.string(), layout));
  return std::make_unique<FolderReader>(path);
}

}  // namespace

Source folder_source() {
  return {.name = "folder", .layout = layout, .recognises = recognises, .open = open};
}

}  // namespace osteon
