// MURA v1.1 (Rajpurkar et al., arXiv:1712.06957, 2017), as published:
//
//   train|valid/XR_ELBOW/patient00001/study1_positive/image1.png
//   train_image_paths.csv, valid_image_paths.csv            which images there are
//   train_labeled_studies.csv, valid_labeled_studies.csv    study,1 for abnormal
//
// The tables have no header and begin their paths with the folder that MURA came in. Where one is
// missing, the folders say the same.
#include <array>
#include <fstream>
#include <map>
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

constexpr std::array<std::string_view, 2> subsets{"train", "valid"};
constexpr std::string_view layout =
    "a folder with train and valid, as MURA comes: "
    "train/XR_ELBOW/patient00001/study1_positive/image1.png";
constexpr std::string_view part_prefix = "XR_";

/// A table without a header, line by line; one that is not there has no lines.
class Lines {
 public:
  explicit Lines(const fs::path& file) : file_(file), in_(file) {}

  bool there() const { return in_.is_open(); }
  std::optional<std::string> next() {
    std::string line;
    while (std::getline(in_, line)) {
      ++number_;
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) return line;
    }
    return {};
  }
  [[noreturn]] void fail(const std::string& why) const {
    throw Error(ErrorCode::bad_argument,
                fmt::format("{}: line {}: {}", file_.filename().string(), number_, why));
  }

 private:
  fs::path file_;
  std::ifstream in_;
  int number_ = 0;
};

/// From the subset on, without what stands before it: MURA-v1.1/train/XR_… becomes train/XR_….
fs::path from_subset_on(const fs::path& path, std::string_view subset) {
  fs::path rest;
  for (const fs::path& folder : path)
    if (!folder.empty() && (!rest.empty() || folder == subset)) rest /= folder;
  return rest;
}

/// The labels of a subset's studies, by their folders; empty without a table.
std::map<std::string, bool> study_labels(const fs::path& root, std::string_view subset) {
  Lines table(root / fmt::format("{}_labeled_studies.csv", subset));
  std::map<std::string, bool> labels;
  while (const auto line = table.next()) {
    const auto comma = line->rfind(',');
    const std::string label = comma == std::string::npos ? "" : line->substr(comma + 1);
    if (label != "0" && label != "1")
      table.fail(fmt::format("'{}' does not end in ,0 or ,1", *line));
    const fs::path study = from_subset_on(line->substr(0, comma), subset);
    if (study.empty()) table.fail(fmt::format("'{}' is not below {}/", *line, subset));
    labels[study.generic_string()] = label == "1";
  }
  return labels;
}

/// The images of one subset, from its table or else its folder, relative to the root.
class Images {
 public:
  Images(const fs::path& root, std::string_view subset)
      : subset_(subset), table_(root / fmt::format("{}_image_paths.csv", subset)) {
    if (!table_.there() && fs::exists(root / subset)) walk_.emplace(root / subset);
  }

  std::optional<fs::path> next() {
    if (walk_) {
      const auto image = walk_->next();
      return image ? std::optional(subset_ / *image) : std::nullopt;
    }
    const auto line = table_.next();
    if (!line) return {};
    fs::path image = from_subset_on(*line, subset_.string());
    if (image.empty()) table_.fail(fmt::format("'{}' is not below {}/", *line, subset_.string()));
    return image;
  }

 private:
  fs::path subset_;
  Lines table_;
  std::optional<RadiographWalk> walk_;
};

/// "study1_positive" is true, "study1" says nothing.
std::optional<bool> label_in(const std::string& study) {
  const auto line = study.rfind('_');
  if (line == std::string::npos) return {};
  const auto label = label_named(study.substr(line + 1));
  return label ? std::optional(label->positive) : std::nullopt;
}

/// Without its label.
Entry entry_from(const fs::path& root, const fs::path& image) {
  const std::vector<fs::path> levels(image.begin(), image.end());
  if (levels.size() != 5 || !levels[1].string().starts_with(part_prefix))
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} does not lie as MURA's images do; the layout is {}", image.string(),
                            layout));
  Entry entry;
  entry.file = root / image;
  entry.part = part_named(levels[1].string().substr(part_prefix.size()));
  entry.group = levels[2].string();
  entry.study = image.parent_path().generic_string();
  entry.subset = levels[0].string();
  return entry;
}

class MuraReader : public EntryReader {
 public:
  explicit MuraReader(const fs::path& root) : root_(root), outlines_(outlines_beside(root)) {}

  std::optional<Entry> next() override {
    try {
      for (;;) {
        if (!images_ && !begin_subset()) return {};
        if (const auto image = images_->next()) {
          Entry entry = entry_from(root_, *image);
          entry.positive = label_of(entry);
          entry.outlines = outlines_.of(entry.file);
          return entry;
        }
        images_.reset();
      }
    } catch (const Error& error) {
      throw error.during(root_.string());
    }
  }

  Dataset about() const override {
    return {.source = "MURA",
            .target = "abnormal",
            .licence = "MURA Dataset Research Use Agreement (Stanford): research only",
            .credit = "Rajpurkar et al., MURA, arXiv:1712.06957 (2017)",
            .caveats = {"Positive means abnormal: hardware, arthritis and other changes count as "
                        "much as a fracture.",
                        "The label is the study's: a view of an abnormal study may look normal by "
                        "itself.",
                        "One hospital, and the upper limb only."},
            .entries = {}};
  }

 private:
  bool begin_subset() {
    if (subset_ == subsets.size()) return false;
    const std::string_view subset = subsets[subset_++];
    labels_ = study_labels(root_, subset);
    images_.emplace(root_, subset);
    return true;
  }

  /// From the table where there is one, else from the folder's name; the two must agree.
  bool label_of(const Entry& entry) const {
    const auto named = label_in(fs::path(entry.study).filename().string());
    const auto listed = labels_.find(entry.study);
    if (listed != labels_.end()) {
      if (named && *named != listed->second)
        fail(entry, "its folder and the table of studies give it different labels");
      return listed->second;
    }
    if (!labels_.empty()) fail(entry, "is not in the table of studies");
    if (!named) fail(entry, "no label: its folder ends in neither _positive nor _negative");
    return *named;
  }

  [[noreturn]] static void fail(const Entry& entry, std::string_view why) {
    throw Error(ErrorCode::bad_argument, fmt::format("{}: {}", entry.study, why));
  }

  fs::path root_;
  OutlineIndex outlines_;
  std::size_t subset_ = 0;
  std::map<std::string, bool> labels_;
  std::optional<Images> images_;
};

bool recognises(const fs::path& path) {
  for (const std::string_view subset : subsets) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(path / subset, none))
      if (entry.path().filename().string().starts_with(part_prefix)) return true;
  }
  return false;
}

std::unique_ptr<EntryReader> open(const fs::path& path) {
  if (!fs::is_directory(path))
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} is not a folder; it must be {}", path.string(), layout));
  return std::make_unique<MuraReader>(path);
}

}  // namespace

Source mura_source() {
  return {.name = "mura", .layout = layout, .recognises = recognises, .open = open};
}

}  // namespace osteon
