#include "osteon/radiograph/png.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <png.h>
#include <zlib.h>

#include "osteon/radiograph/drawn.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

struct Kind {
  int bits = 8;
  int colour_type = PNG_COLOR_TYPE_GRAY;
  bool interlaced = false;
  std::vector<png_color> palette = {};
  std::vector<png_byte> palette_alpha = {};
};

/// `rows` hold packed samples, most significant byte first, as PNG has them.
std::string png_of(Extent extent, const Kind& kind, std::vector<png_byte> rows) {
  std::string content;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &content,
      [](png_structp p, png_bytep bytes, std::size_t count) {
        static_cast<std::string*>(png_get_io_ptr(p))
            ->append(reinterpret_cast<const char*>(bytes), count);
      },
      nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(extent.width),
               static_cast<png_uint_32>(extent.height), kind.bits, kind.colour_type,
               kind.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (!kind.palette.empty())
    png_set_PLTE(png, info, kind.palette.data(), static_cast<int>(kind.palette.size()));
  if (!kind.palette_alpha.empty())
    png_set_tRNS(png, info, kind.palette_alpha.data(), static_cast<int>(kind.palette_alpha.size()),
                 nullptr);
  png_write_info(png, info);
  std::vector<png_bytep> starts;
  const std::size_t in_row = rows.size() / static_cast<std::size_t>(extent.height);
  for (int y = 0; y < extent.height; ++y)
    starts.push_back(rows.data() + static_cast<std::size_t>(y) * in_row);
  png_write_image(png, starts.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return content;
}

Radiograph read(const std::string& content, const ReadLimits& limits = {}) {
  return read_png(drawn::bytes(content), limits);
}

std::vector<float> values(const Radiograph& radiograph) {
  return {radiograph.grey().begin(), radiograph.grey().end()};
}

/// Sets the declared size, and the checksum right again.
void declare(std::string& content, std::uint32_t width, std::uint32_t height) {
  const auto put = [&](std::size_t at, std::uint32_t number) {
    for (int i = 0; i < 4; ++i)
      content[at + static_cast<std::size_t>(i)] = static_cast<char>(number >> (24 - 8 * i));
  };
  put(16, width);
  put(20, height);
  put(29, static_cast<std::uint32_t>(
              crc32(0, reinterpret_cast<const Bytef*>(content.data()) + 12, 17)));
}

}  // namespace

TEST_CASE("a PNG reads back what was written, to the last bit of its depth", "[radiograph][png]") {
  const Extent extent = GENERATE(Extent{64, 48}, Extent{1, 37}, Extent{53, 1});
  const int bits = GENERATE(8, 16);
  CAPTURE(extent.width, extent.height, bits);
  const ScratchFolder scratch;
  write_png(scratch / "wedge.png", drawn::radiograph(extent), bits);

  const Radiograph read_back = read_radiograph(scratch / "wedge.png");

  CHECK(read_back.extent() == extent);
  CHECK(read_back.acquisition().bits == bits);
  CHECK(drawn::largest_difference(read_back.grey(), drawn::wedge(extent)) <=
        0.5001F / static_cast<float>((1 << bits) - 1));
}

// Many viewers cut 16 bits to 8 in silence, and fine trabeculae with them.
TEST_CASE("neighbouring 16-bit values stay apart", "[radiograph][png]") {
  const Radiograph read_back = read(png_of({3, 1}, {.bits = 16}, {0x80, 0, 0x80, 1, 0xFF, 0xFF}));

  CHECK(read_back.row(0)[0] == 32768.0F / 65535);
  CHECK(read_back.row(0)[1] == 32769.0F / 65535);
  CHECK(read_back.row(0)[2] == 1.0F);
}

TEST_CASE("1, 2 and 4 bits are spread over the whole scale", "[radiograph][png]") {
  CHECK(values(read(png_of({3, 1}, {.bits = 1}, {0b01000000}))) == std::vector<float>{0, 1, 0});
  CHECK(values(read(png_of({4, 1}, {.bits = 2}, {0b00011011}))) ==
        std::vector<float>{0, 85 / 255.0F, 170 / 255.0F, 1});
  CHECK(values(read(png_of({2, 1}, {.bits = 4}, {0x3F}))) == std::vector<float>{51 / 255.0F, 1});
  CHECK(read(png_of({2, 1}, {.bits = 4}, {0x3F})).acquisition().bits == 4);
}

TEST_CASE("a PNG of grey as colour, as a palette or with transparency reads like grey",
          "[radiograph][png]") {
  const std::vector<float> expected{10 / 255.0F, 1};
  const std::vector<png_color> greys{{10, 10, 10}, {255, 255, 255}};

  CHECK(values(read(png_of({2, 1}, {8, PNG_COLOR_TYPE_RGB}, {10, 10, 10, 255, 255, 255}))) ==
        expected);
  CHECK(values(read(png_of({2, 1}, {8, PNG_COLOR_TYPE_RGB_ALPHA},
                           {10, 10, 10, 255, 255, 255, 255, 255}))) == expected);
  CHECK(values(read(png_of({2, 1}, {8, PNG_COLOR_TYPE_GRAY_ALPHA}, {10, 255, 255, 255}))) ==
        expected);
  CHECK(values(read(png_of({2, 1}, {1, PNG_COLOR_TYPE_PALETTE, false, greys}, {0b01000000}))) ==
        expected);
  CHECK(values(read(png_of({1, 1}, {16, PNG_COLOR_TYPE_RGB}, {1, 2, 1, 2, 1, 2}))) ==
        std::vector<float>{258 / 65535.0F});
}

TEST_CASE("transparency shows black", "[radiograph][png]") {
  CHECK(values(read(png_of({2, 1}, {8, PNG_COLOR_TYPE_GRAY_ALPHA}, {200, 0, 200, 255}))) ==
        std::vector<float>{0, 200 / 255.0F});
  CHECK(values(read(png_of({1, 1}, {16, PNG_COLOR_TYPE_GRAY_ALPHA}, {0xFF, 0xFF, 0x80, 0}))) ==
        std::vector<float>{32768 / 65535.0F});
  const Kind see_through{8, PNG_COLOR_TYPE_PALETTE, false, {{90, 90, 90}, {90, 90, 90}}, {0, 255}};
  CHECK(values(read(png_of({2, 1}, see_through, {0, 1}))) == std::vector<float>{0, 90 / 255.0F});
}

TEST_CASE("an interlaced PNG reads like a plain one", "[radiograph][png]") {
  const Extent extent = GENERATE(Extent{1, 1}, Extent{5, 9}, Extent{33, 17});
  std::vector<png_byte> rows;
  for (const float value : drawn::wedge(extent))
    rows.push_back(static_cast<png_byte>(std::lround(value * 255)));

  const Radiograph plain = read(png_of(extent, {}, rows));
  const Radiograph interlaced = read(png_of(extent, {.interlaced = true}, rows));

  CHECK(values(interlaced) == values(plain));
}

TEST_CASE("a colour PNG is no radiograph", "[radiograph][png]") {
  const std::string photograph =
      png_of({2, 1}, {8, PNG_COLOR_TYPE_RGB}, {200, 90, 30, 20, 180, 60});

  CHECK(drawn::error_of([&] { read(photograph); }).code() == ErrorCode::not_a_radiograph);
}

// Unlike a JPEG's, a PNG's rows depend on the checksum at the end to be trusted.
TEST_CASE("a PNG cut anywhere is unreadable", "[radiograph][png]") {
  const Extent extent{20, 20};
  std::vector<png_byte> rows(400);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<png_byte>(i * 7);
  const std::string whole = png_of(extent, {}, rows);

  for (std::size_t length = 8; length < whole.size(); ++length) {
    CAPTURE(length);
    REQUIRE(drawn::error_of([&] { read(whole.substr(0, length)); }).code() ==
            ErrorCode::unreadable);
  }
}

TEST_CASE("a PNG that declares more pixels than the limit is refused before they are allocated",
          "[radiograph][png]") {
  std::string content = png_of({1, 1}, {}, {7});
  const auto [width, height] =
      GENERATE(std::pair{1'000'000u, 1'000'000u}, std::pair{0x7FFFFFFFu, 0x7FFFFFFFu},
               std::pair{100'000'001u, 1u});
  declare(content, width, height);

  CHECK(drawn::error_of([&] { read(content); }).code() == ErrorCode::unsupported);
}

// A deflated kilobyte can hold a megabyte.
TEST_CASE("a PNG bomb within the limit ends as unreadable", "[radiograph][png]") {
  std::string content = png_of({64, 64}, {}, std::vector<png_byte>(64 * 64));
  declare(content, 5000, 5000);

  CHECK(drawn::error_of([&] { read(content); }).code() == ErrorCode::unreadable);
}

TEST_CASE("a PNG depth that is not written here is the caller's mistake", "[radiograph][png]") {
  const ScratchFolder scratch;
  CHECK(drawn::error_of([&] {
          write_png(scratch / "x.png", drawn::radiograph({8, 8}), 12);
        }).code() == ErrorCode::bad_argument);
}

TEST_CASE("a PNG into a folder that is not there names the file", "[radiograph][png]") {
  const ScratchFolder scratch;
  CHECK_THROWS_WITH(write_png(scratch / "none/x.png", drawn::radiograph({8, 8})),
                    Catch::Contains("none/x.png"));
}

}  // namespace osteon
