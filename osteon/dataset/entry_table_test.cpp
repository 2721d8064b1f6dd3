#include "osteon/dataset/entry_table.hpp"

#include <catch2/catch.hpp>

#include "osteon/dataset/outline_cell.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {

TEST_CASE("a table gives of every entry what learning needs, as it was put in", "[dataset]") {
  std::vector<Entry> entries;
  for (int i = 0; i < 100; ++i) {
    const std::string n = std::to_string(i);
    // Alike to beyond what one byte can count, begun anew, shorter than the one before, empty.
    const std::string folder =
        i < 50 ? "/films/" : std::string(static_cast<std::size_t>(5 * i), 'f');
    Entry entry{.file = i == 70 ? "" : folder + (i % 9 == 0 ? "" : n + ".png"),
                .part = i % 3 == 0 ? "hand" : "knee",
                .positive = i % 2 == 0,
                .group = i % 5 == 0 ? "" : "p" + n,
                .study = "s" + n,
                .subset = i % 4 == 0 ? "" : "train",
                .outlines = outlines_in(i % 7 == 0 ? "0.1 2 3 4; 1 2 5 2 5 8.25" : ""),
                .ungrouped = i % 5 == 0};
    entries.push_back(std::move(entry));
  }
  EntryTable table;
  for (const Entry& entry : entries) table.push_back(entry);

  REQUIRE(table.size() == entries.size());
  for (std::size_t i = entries.size(); i-- > 0;) {
    const Entry is = table[i];
    CAPTURE(i);
    CHECK(is.file == entries[i].file);
    CHECK(is.part == entries[i].part);
    CHECK(is.positive == entries[i].positive);
    CHECK(is.subset == entries[i].subset);
    CHECK(outline_cell(is.outlines) == outline_cell(entries[i].outlines));
    CHECK(is.group.empty());
    CHECK(table.kinds()[table.kind(i)] == EntryTable::Kind{is.part, is.subset, is.positive});
  }
}

// Otherwise what a training can learn from would end with the machine's memory.
TEST_CASE("a row of a long table takes tens of bytes", "[dataset]") {
  EntryTable table;
  constexpr int rows = 100'000;
  for (int i = 0; i < rows; ++i)
    table.push_back({.file = "/archive/radiographs/2026/patient" + std::to_string(i / 5) +
                             "/study1/image" + std::to_string(i % 5) + ".dcm",
                     .part = i % 2 == 0 ? "hand" : "knee",
                     .group = "patient" + std::to_string(i / 5),
                     .study = std::to_string(i),
                     .subset = "train"});
  CHECK(table.bytes() < 40 * rows);
  CHECK(table.bytes() > 8 * rows);
}

TEST_CASE("a table can be of one subset", "[dataset]") {
  const ScratchFolder folder;
  const auto file = folder.write(
      "a.csv", "path,part,label,subset\n1.png,hand,normal,train\n2.png,hand,normal,valid\n");
  const auto entries = open_entries(file.string());
  const EntryTable table = table_of(*entries, "valid");
  REQUIRE(table.size() == 1);
  CHECK(table[0].file == folder / "2.png");
}

}  // namespace osteon
