#include "osteon/radiograph/jpeg_extent.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "osteon/radiograph/drawn.hpp"

namespace osteon {
namespace {

using namespace std::string_literals;

Extent extent_of(const std::string& stream) { return jpeg_extent(drawn::bytes(stream)); }

}  // namespace

TEST_CASE("the size stands in the first frame header, behind whatever comes before it",
          "[radiograph][jpeg]") {
  const std::string start = "\xFF\xD8"s;
  const std::string comment =
      "\xFF\xFE\0\x06"
      "abcd"s;
  const std::string table = "\xFF\xC4\0\x04\x01\x02"s;  // not a frame, for all its C
  const auto marker = GENERATE("\xFF\xC0"s, "\xFF\xC1"s, "\xFF\xC3"s, "\xFF\xF7"s, "\xFF\xFF\xC3"s);
  const std::string frame = marker + "\0\x0B\x0C\x01\x02\x03\x04\x01\x01\x11\0"s;

  CHECK(extent_of(start + comment + table + frame) == Extent{0x304, 0x102});
}

TEST_CASE("a stream without a frame header has no size", "[radiograph][jpeg]") {
  CHECK(extent_of("") == Extent{});
  CHECK(extent_of("\xFF\xD8\xFF\xC0\0\x0B\x0C\x01"s) == Extent{});
  CHECK(extent_of("\xFF\xD8 and then some text"s) == Extent{});
  CHECK(extent_of("\xFF\xD8\xFF\xFE\xFF\xFF and then some text"s) == Extent{});
  CHECK(extent_of("\xFF\xD8\xFF\xFE\0\0\0\0\0\0\0\0\0"s) == Extent{});
}

}  // namespace osteon
