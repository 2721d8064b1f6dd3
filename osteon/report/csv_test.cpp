#include <algorithm>

#include <catch2/catch.hpp>

#include "osteon/report/example_lines.hpp"
#include "osteon/report/forms.hpp"

using namespace osteon;

namespace {

/// The fields of one record, read as RFC 4180 says and by nothing that wrote them.
std::vector<std::string> fields_of(const std::string& record) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (c == '"' && quoted && i + 1 < record.size() && record[i + 1] == '"') {
      fields.back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

std::string value(const Line& line, const std::string& column) {
  const auto names = fields_of(csv_header());
  const auto row = fields_of(csv_row(line, example::maker()));
  REQUIRE(row.size() == names.size());
  const auto at = std::ranges::find(names, column);
  REQUIRE(at != names.end());
  return row[static_cast<std::size_t>(at - names.begin())];
}

}  // namespace

TEST_CASE("a row has its values below the header's names", "[report]") {
  const Line line = example::found(Verdict::present, 0.9);
  CHECK(value(line, "file") == "films/a.png");
  CHECK(value(line, "part") == "lower_leg");
  CHECK(value(line, "finding") == "fracture");
  CHECK(value(line, "probability") == "0.9000");
  CHECK(value(line, "sensitive") == "0.2500");
  CHECK(value(line, "specific") == "0.7500");
  CHECK(value(line, "incomplete") == "false");
  CHECK(value(line, "weights") == std::string(64, 'a'));
  CHECK(value(line, "note") == disclaimer);
}

TEST_CASE("what is not known is empty, not zero", "[report]") {
  const Line line = example::cannot_answer();
  for (const auto* column : {"part", "part_probability", "probability", "sensitive", "specific"})
    CHECK(value(line, column).empty());
  CHECK(value(line, "reason") == "blank");
}

TEST_CASE("commas, quotes and line ends in a file's name come back as they were", "[report]") {
  Line line = example::found(Verdict::none, 0.1);
  for (const std::string name : {"a,b.png", "say \"ah\".png", "two\nlines.png", "\"", ",", ""}) {
    line.file = name;
    CHECK(value(line, "file") == name);
  }
}

TEST_CASE("the views of a study stand in one field", "[report]") {
  Line line = example::found(Verdict::none, 0.1);
  line.views = {"a.png", "b,c.png"};
  CHECK(value(line, "views") == "a.png;b,c.png");
}
