#include "osteon/radiograph/inflate.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <zlib.h>

#include "osteon/radiograph/drawn.hpp"

namespace osteon {
namespace {

std::string deflated(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(text.size() + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  const std::size_t size = stream.total_out;
  deflateEnd(&stream);
  return out.substr(0, size);
}

std::string inflated(const std::string& content, std::size_t most) {
  const auto bytes = inflate(drawn::bytes(content), most);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

TEST_CASE("what was deflated is inflated, nothing and much alike", "[radiograph]") {
  const auto text = GENERATE(std::string(), std::string("one"), std::string(3'000'000, 'x'));
  CHECK(inflated(deflated(text), 3'000'000) == text);
}

TEST_CASE("data are refused at the first byte beyond the limit", "[radiograph]") {
  const std::string content = deflated(std::string(1001, 'x'));

  CHECK(inflated(content, 1001).size() == 1001);
  CHECK(drawn::error_of([&] { inflated(content, 1000); }).code() == ErrorCode::unsupported);
}

TEST_CASE("deflated data cut anywhere, or damaged, are unreadable", "[radiograph]") {
  const std::string whole = deflated("a text with some letters in it, and some more letters");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    CHECK(drawn::error_of([&] { inflated(whole.substr(0, length), 1000); }).code() ==
          ErrorCode::unreadable);
  }
  CHECK(drawn::error_of([&] { inflated("\xFF\xFF\xFF\xFF", 1000); }).code() ==
        ErrorCode::unreadable);
}

}  // namespace osteon
