#include "osteon/dataset/manifest_write.hpp"

#include <algorithm>
#include <array>

#include "osteon/base/csv_cell.hpp"
#include "osteon/dataset/outline_cell.hpp"

namespace osteon {
namespace {

constexpr std::array<std::string_view, 7> own_columns{"path",  "part",   "label", "patient",
                                                      "study", "subset", "boxes"};

/// Without a step back in it, so that the same file is written the same however it was named.
std::filesystem::path whole(const std::filesystem::path& path) {
  return std::filesystem::absolute(path).lexically_normal();
}

}  // namespace

ManifestWriter::ManifestWriter(std::ostream& out, const std::filesystem::path& folder,
                               const Dataset& about)
    : out_(out),
      folder_(whole(folder / ".")),
      positive_(about.target),
      negative_(about.target == "fracture" ? "no_fracture" : "normal"),
      columns_(about.columns.size()) {
  std::string_view comma;
  for (const std::string_view column : own_columns) {
    out_ << comma << column;
    comma = ",";
  }
  for (const std::string& column : about.columns) {
    // A source other than a manifest may call one of its own so.
    const bool taken = std::ranges::find(own_columns, column) != own_columns.end();
    out_ << ',' << csv_cell(taken ? "source_" + column : column);
  }
  out_ << '\n';
}

std::string ManifestWriter::path_from_folder(const std::filesystem::path& file) const {
  const std::filesystem::path path = whole(file);
  const std::filesystem::path relative = path.lexically_relative(folder_);
  return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

void ManifestWriter::write(const Entry& entry) {
  // Manifests take a study's name within its group.
  std::string_view study = entry.study;
  if (study.starts_with(entry.group + '/')) study.remove_prefix(entry.group.size() + 1);
  out_ << csv_cell(path_from_folder(entry.file)) << ',' << csv_cell(entry.part) << ','
       << (entry.positive ? positive_ : negative_) << ','
       << (entry.ungrouped ? "" : csv_cell(entry.group)) << ',' << csv_cell(study) << ','
       << entry.subset << ',' << outline_cell(entry.outlines);
  for (std::size_t i = 0; i < columns_; ++i) out_ << ',' << csv_cell(entry.values[i]);
  out_ << '\n';
}

}  // namespace osteon
