#include <catch2/catch.hpp>

#include "osteon/report/example_lines.hpp"
#include "osteon/report/forms.hpp"

using namespace osteon;
using Catch::Contains;

TEST_CASE("a row names the file, the part, the finding and the probability", "[report]") {
  CHECK(table_header(12, false) == "file          part       finding                probability");
  CHECK(table_row(example::found(Verdict::possible, 0.432), 12, false) ==
        "films/a.png   lower leg  possible fracture      43 %");
}

TEST_CASE("without an answer the row says why", "[report]") {
  const auto row = table_row(example::cannot_answer(), 12, false);
  CHECK_THAT(row, Contains("cannot answer"));
  CHECK_THAT(row, Contains("blank: there is no picture in it"));
}

TEST_CASE("an incomplete image and several views are remarked on", "[report]") {
  Line line = example::found(Verdict::none, 0.1);
  line.views = {"a.png", "b.png"};
  line.finding.incomplete = true;
  const auto row = table_row(line, 12, false);
  CHECK_THAT(row, Contains("2 views"));
  CHECK_THAT(row, Contains("incomplete"));
}

TEST_CASE("there is no escape sequence where no colour was asked for", "[report]") {
  Line line = example::found(Verdict::present, 0.9);
  line.file = "\x1b[31mred.png";
  CHECK(table_row(line, 20, false).find('\x1b') == std::string::npos);
  CHECK(table_header(20, false).find('\x1b') == std::string::npos);
}

// A file's name may try to repaint the terminal: only our own sequences may reach it.
TEST_CASE("with colour, what is coloured is ended again, and names cannot add their own",
          "[report]") {
  Line line = example::found(Verdict::present, 0.9);
  line.file = "\x1b]0;owned\x07.png";
  const auto row = table_row(line, 30, true);
  CHECK_THAT(row, Contains("\x1b[1;31mfracture"));
  CHECK_THAT(row, Contains("\x1b[0m"));
  CHECK_THAT(row, !Contains("\x1b]"));
  CHECK_THAT(row, !Contains("\x07"));
}

TEST_CASE("the table ends with what made it and that it is no diagnosis", "[report]") {
  const auto footer = table_footer(example::maker());
  CHECK_THAT(footer, Contains("tiny 1.2.3"));
  CHECK_THAT(footer, Contains("not a diagnosis"));
}
