#include "osteon/report/text.hpp"

#include <catch2/catch.hpp>

using namespace osteon;

TEST_CASE("a headline begins with a capital", "[report]") {
  CHECK(capitalised("lower leg: fracture") == "Lower leg: fracture");
  CHECK(capitalised("Hand") == "Hand");
  CHECK(capitalised("").empty());
  CHECK(capitalised("\xC3\xBC") == "\xC3\xBC");
}

TEST_CASE("no probability is rounded to certainty", "[report]") {
  CHECK(per_cent(0.0) == "< 1 %");
  CHECK(per_cent(0.004) == "< 1 %");
  CHECK(per_cent(0.01) == "1 %");
  CHECK(per_cent(0.5) == "50 %");
  CHECK(per_cent(0.99) == "99 %");
  CHECK(per_cent(0.9951) == "> 99 %");
  CHECK(per_cent(1.0) == "> 99 %");
}

TEST_CASE("text that is sound UTF-8 without controls is shown as it is", "[report]") {
  for (const std::string text :
       {"", "hand.png", "Handgelenk \xC3\xBC.png", "\xE6\x89\x8B.png", "\xF0\x9F\xA6\xB4 bone",
        "a b\xC2\xA0"
        "c"})
    CHECK(printable(text) == text);
}

TEST_CASE("controls and broken UTF-8 become the replacement character", "[report]") {
  const std::string mark = "\xEF\xBF\xBD";
  CHECK(printable("a\x1b[2J") == "a" + mark + "[2J");
  CHECK(printable("a\nb\tc\x7f") == "a" + mark + "b" + mark + "c" + mark);
  CHECK(printable("\xC2\x9B"
                  "31m") == mark + "31m");                 // CSI as one C1 control
  CHECK(printable("\xFF") == mark);                        // never in UTF-8
  CHECK(printable("\xC0\xAF") == mark + mark);             // overlong
  CHECK(printable("\xED\xA0\x80") == mark + mark + mark);  // a surrogate
  CHECK(printable("end \xE6\x89") == "end " + mark + mark);
}

TEST_CASE("a cell is as wide as it should be, in characters and not in bytes", "[report]") {
  CHECK(cell("abc", 5) == "abc  ");
  CHECK(cell("\xC3\xBC\xC3\xBC", 3) == "\xC3\xBC\xC3\xBC ");
  CHECK(cell("abc", 3) == "abc");
}

TEST_CASE("a name that is too long loses its beginning", "[report]") {
  const std::string ellipsis = "\xE2\x80\xA6";
  CHECK(cell("folder/wrist.png", 9) == ellipsis + "rist.png");
  CHECK(cell("\xC3\xBC\xC3\xBC\xC3\xBC", 2) == ellipsis + "\xC3\xBC");
  CHECK(cell("abc", 1) == ellipsis);
}
