#include "osteon/dataset/csv.hpp"

#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "osteon/base/csv_cell.hpp"
#include "osteon/base/error.hpp"

using Catch::Contains;
using Rows = std::vector<std::vector<std::string>>;

namespace osteon {
namespace {

Rows rows_of(const std::string& text) {
  std::istringstream in(text);
  CsvReader table(in);
  Rows rows;
  while (table.next()) {
    rows.emplace_back();
    for (const std::string& column : table.columns()) rows.back().push_back(table[column]);
  }
  return rows;
}

}  // namespace

TEST_CASE("a quoted cell may hold commas, quotes and line breaks", "[dataset][csv]") {
  CHECK(rows_of("a,b\n\"1,5\",\"say \"\"ah\"\"\"\n\"two\nlines\",\"\"\n") ==
        Rows{{"1,5", "say \"ah\""}, {"two\nlines", ""}});
}

TEST_CASE("what spreadsheets write is read as what it means", "[dataset][csv]") {
  const Rows expected{{"1", "2"}, {"3", ""}};
  CHECK(rows_of("\xEF\xBB\xBF"
                "a,b\r\n1,2\r\n3,\r\n") == expected);
  CHECK(rows_of("a,b\n\n1,2\n\n\n3,") == expected);
}

TEST_CASE("a table of a header only has no rows", "[dataset][csv]") {
  CHECK(rows_of("a,b").empty());
  CHECK(rows_of("a,b\n").empty());
}

TEST_CASE("a broken table is refused with the line, as an editor counts it", "[dataset][csv]") {
  CHECK_THROWS_WITH(rows_of(""), Contains("line 1") && Contains("empty"));
  CHECK_THROWS_WITH(rows_of("a,b,a\n"), Contains("two columns are called 'a'"));
  CHECK_THROWS_WITH(rows_of("a,b\n1,2\n1\n"), Contains("line 3: 1 cells, where the header has 2"));
  CHECK_THROWS_WITH(rows_of("a,b\n\"1\n2\",2\n1,2,3\n"), Contains("line 4: 3 cells"));
  CHECK_THROWS_WITH(rows_of("a,b\n1,\"2\n3,4\n"), Contains("line 2: a quote"));
  CHECK_THROWS_WITH(rows_of("a,b\n\"1\"x,2\n"), Contains("line 2: text between"));
}

TEST_CASE("a table that stops in a read error is not taken for its beginning", "[dataset][csv]") {
  std::ifstream in("/proc/self/mem");  // whose first bytes belong to nobody
  try {
    CsvReader table(in);
    FAIL("was read");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::unreadable);
    CHECK_THAT(error.what(), Contains("line 1") && Contains("cannot be read any further"));
  }
}

TEST_CASE("a column that is not there is an error, or empty for who can do without",
          "[dataset][csv]") {
  std::istringstream in("a,b\n1,2\n");
  CsvReader table(in);
  REQUIRE(table.next());
  CHECK_THROWS_WITH(table["c"], Contains("'c'") && Contains("a, b"));
  CHECK(table.cell_or_empty("c").empty());
  CHECK(table.cell_or_empty("b") == "2");
}

TEST_CASE("a cell that was written is read as it was", "[dataset][csv]") {
  const std::string text = GENERATE(as<std::string>(), "plain", "", "1,5", "say \"ah\"", "a\nb");
  CAPTURE(text);
  CHECK(rows_of("a,b\n" + csv_cell(text) + ",x\n") == Rows{{text, "x"}});
}

}  // namespace osteon
