#include "osteon/dataset/entry_table.hpp"

#include <catch2/catch.hpp>

#include "osteon/dataset/outline_cell.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {

TEST_CASE("a table gives every entry back as it was put in", "[dataset]") {
  std::vector<Entry> entries;
  for (int i = 0; i < 50; ++i) {
    const std::string n = std::to_string(i);
    Entry entry{.file = "/films/" + n + ".png",
                .part = i % 3 == 0 ? "hand" : "knee",
                .positive = i % 2 == 0,
                .group = i % 5 == 0 ? "" : "p" + n,
                .study = "s" + n,
                .subset = i % 4 == 0 ? "" : "train",
                .outlines = outlines_in(i % 7 == 0 ? "0.1 2 3 4; 1 2 5 2 5 8.25" : ""),
                .ungrouped = i % 5 == 0};
    for (int v = 0; v < i % 4; ++v) entry.values.push_back(v == 1 ? "" : "v" + n);
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
    CHECK(is.group == entries[i].group);
    CHECK(is.study == entries[i].study);
    CHECK(is.subset == entries[i].subset);
    CHECK(is.ungrouped == entries[i].ungrouped);
    CHECK(is.values == entries[i].values);
    CHECK(outline_cell(is.outlines) == outline_cell(entries[i].outlines));
    CHECK(table.part(i) == is.part);
    CHECK(table.subset(i) == is.subset);
    CHECK(table.positive(i) == is.positive);
  }
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
