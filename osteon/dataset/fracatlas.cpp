// FracAtlas (Abedeen et al., Scientific Data 10:521, 2023): dataset.csv beside a folder of images.
//
// As published, the table flags what is in the picture (hand, leg, hip, shoulder) and the images
// lie in images/Fractured and images/Non_fractured. A table that was worked over since has a
// `region` per image, and perhaps `part` (the subset) and `group`; its images lie in images/
// itself. The fractures' outlines are in fractures.coco.json, or as published in
// Annotations/COCO JSON/COCO_fracture_masks.json.
#include <array>
#include <fstream>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/coco.hpp"
#include "osteon/dataset/csv.hpp"
#include "osteon/dataset/sources.hpp"
#include "osteon/dataset/words.hpp"

namespace osteon {
namespace {

// Where several are flagged it is a whole limb, taken for the end nearer the trunk: of the 182
// films that flag hand and shoulder, 126 were taken for the shoulder and 55 for the elbow.
constexpr std::array<std::string_view, 4> flags{"shoulder", "hip", "leg", "hand"};

bool is_set(const CsvReader& table, std::string_view flag) {
  const std::string& value = table[flag];
  if (value != "0" && value != "1")
    throw Error(ErrorCode::bad_argument,
                fmt::format("line {}: {} is '{}', it must be 0 or 1", table.line(), flag, value));
  return value == "1";
}

std::string part_from(const CsvReader& table) {
  if (table.has("region")) {
    if (!table["region"].empty()) return table["region"];
    throw Error(ErrorCode::bad_argument, fmt::format("line {}: no region", table.line()));
  }
  for (const std::string_view flag : flags)
    if (is_set(table, flag)) return std::string(flag);
  throw Error(ErrorCode::bad_argument,
              fmt::format("line {}: none of {}, {}, {} and {} is set", table.line(), flags[0],
                          flags[1], flags[2], flags[3]));
}

std::string subset_from(const CsvReader& table) {
  const std::string_view word = table.cell_or_empty("part");
  if (word.empty()) return {};
  if (const auto subset = subset_named(word)) return std::string(*subset);
  throw Error(ErrorCode::bad_argument, fmt::format("line {}: part is '{}', it must be one of {}",
                                                   table.line(), word, subset_words()));
}

/// Published and worked-over layouts differ in where the images lie.
class ImageFolders {
 public:
  explicit ImageFolders(const std::filesystem::path& root)
      : images_(root / "images"), by_label_(std::filesystem::exists(images_ / "Fractured")) {}

  std::filesystem::path file(const std::string& name, bool fractured) const {
    if (!by_label_) return images_ / name;
    return images_ / (fractured ? "Fractured" : "Non_fractured") / name;
  }

 private:
  std::filesystem::path images_;
  bool by_label_;
};

Entry entry_from(const CsvReader& table, const ImageFolders& folders) {
  const std::string& name = table["image_id"];
  const std::string_view group = table.cell_or_empty("group");
  Entry entry;
  entry.positive = is_set(table, "fractured");
  entry.file = folders.file(name, entry.positive);
  entry.part = part_from(table);
  entry.ungrouped = group.empty();
  entry.group = group.empty() ? name : group;
  entry.study = name;
  entry.subset = subset_from(table);
  return entry;
}

OutlineIndex outlines_in(const std::filesystem::path& folder) {
  const auto published = folder / "Annotations/COCO JSON/COCO_fracture_masks.json";
  return std::filesystem::exists(published) ? OutlineIndex(published)
                                            : outlines_beside(folder, "fractures.coco.json");
}

/// Those that an Entry has a place for; the others are kept for subgroups.
constexpr std::array<std::string_view, 5> own_columns{"image_id", "fractured", "region", "part",
                                                      "group"};

bool recognises(const std::filesystem::path& path) {
  std::ifstream in(path / "dataset.csv", std::ios::binary);
  std::string header;
  return std::getline(in, header) && header.find("image_id") != std::string::npos &&
         header.find("fractured") != std::string::npos;
}

class FracAtlasReader : public EntryReader {
 public:
  explicit FracAtlasReader(const std::filesystem::path& folder)
      : file_(folder / "dataset.csv"),
        in_(opened(file_)),
        table_(in_),
        folders_(folder),
        further_(table_.columns_but(own_columns)),
        outlines_(outlines_in(folder)) {}

  std::optional<Entry> next() override {
    try {
      if (!table_.next()) return {};
      Entry entry = entry_from(table_, folders_);
      entry.outlines = outlines_.of(entry.file);
      for (const std::string& column : further_) entry.values.push_back(table_[column]);
      return entry;
    } catch (const Error& error) {
      throw error.during(file_.string());
    }
  }

  Dataset about() const override {
    return {
        .source = "FracAtlas",
        .target = "fracture",
        .licence = "CC BY 4.0",
        .credit = "Abedeen et al., FracAtlas, Scientific Data 10:521 (2023)",
        .caveats =
            {"Three hospitals in Bangladesh, 2021 to 2022: other machines, other patients and "
             "other ways of taking and storing films are not represented.",
             "There are no patient identifiers. The groups that keep neighbours together are "
             "the best stand-in, and not proof against one patient in two subsets.",
             "Casts and metal are common among the fractured, and fractured films are more often "
             "portrait or large: a network can take them for signs of a fracture."},
        .columns = further_,
        .entries = {}};
  }

 private:
  static std::ifstream opened(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
      throw Error(
          ErrorCode::unreadable,
          fmt::format("{} cannot be opened; FracAtlas is a folder with dataset.csv and images",
                      file.string()));
    return in;
  }

  std::filesystem::path file_;
  std::ifstream in_;
  CsvReader table_;
  ImageFolders folders_;
  std::vector<std::string> further_;
  OutlineIndex outlines_;
};

std::unique_ptr<EntryReader> open(const std::filesystem::path& path) {
  return std::make_unique<FracAtlasReader>(path);
}

}  // namespace

Source fracatlas_source() {
  return {.name = "fracatlas",
          .layout = "a folder with dataset.csv and images, as FracAtlas comes",
          .recognises = recognises,
          .open = open};
}

}  // namespace osteon
