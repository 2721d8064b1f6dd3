#include "osteon/radiograph/tiff.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <tiffio.h>

#include "osteon/radiograph/drawn.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

struct Kind {
  int bits = 8;
  int channels = 1;
  int photometric = PHOTOMETRIC_MINISBLACK;
  int compression = COMPRESSION_NONE;
  Extent tile = {};  ///< none: strips
  int rows_in_strip = 16;
  std::vector<std::uint16_t> extra = {};    ///< what channels beyond the colours are
  std::vector<std::uint16_t> palette = {};  ///< used for all three colours
};

/// Adds a page. `samples` hold whole bytes in the machine's order.
void write_page(TIFF* tiff, Extent extent, const Kind& kind, std::string samples) {
  const auto width = static_cast<std::uint32_t>(extent.width);
  const auto height = static_cast<std::uint32_t>(extent.height);
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, kind.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, kind.channels);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, kind.photometric);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, kind.compression);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  if (!kind.extra.empty())
    TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, static_cast<int>(kind.extra.size()),
                 kind.extra.data());
  if (!kind.palette.empty())
    TIFFSetField(tiff, TIFFTAG_COLORMAP, kind.palette.data(), kind.palette.data(),
                 kind.palette.data());
  const auto in_pixel = static_cast<std::size_t>(kind.channels * kind.bits / 8);
  const std::size_t in_row = in_pixel * width;
  if (kind.tile == Extent{}) {
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, kind.rows_in_strip);
    for (std::uint32_t y = 0; y < height; ++y)
      REQUIRE(TIFFWriteScanline(tiff, samples.data() + y * in_row, y) == 1);
  } else {
    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, kind.tile.width);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, kind.tile.height);
    const auto tile_row = in_pixel * static_cast<std::size_t>(kind.tile.width);
    for (int top = 0; top < extent.height; top += kind.tile.height)
      for (int left = 0; left < extent.width; left += kind.tile.width) {
        std::string tile(tile_row * static_cast<std::size_t>(kind.tile.height), '\x7B');
        for (int y = 0; y < std::min(kind.tile.height, extent.height - top); ++y) {
          const auto columns = std::min(kind.tile.width, extent.width - left);
          samples.copy(tile.data() + static_cast<std::size_t>(y) * tile_row,
                       static_cast<std::size_t>(columns) * in_pixel,
                       static_cast<std::size_t>(top + y) * in_row +
                           static_cast<std::size_t>(left) * in_pixel);
        }
        REQUIRE(TIFFWriteTile(tiff, tile.data(), static_cast<std::uint32_t>(left),
                              static_cast<std::uint32_t>(top), 0, 0) >= 0);
      }
  }
  REQUIRE(TIFFWriteDirectory(tiff) == 1);
}

std::string tiff_of(const char* mode, const std::function<void(TIFF*)>& write) {
  const ScratchFolder scratch;
  TIFF* tiff = TIFFOpen((scratch / "x.tif").c_str(), mode);
  REQUIRE(tiff != nullptr);
  write(tiff);
  TIFFClose(tiff);
  return drawn::content_of(scratch / "x.tif");
}

std::string tiff_of(Extent extent, const Kind& kind, const std::string& samples,
                    const char* mode = "w") {
  return tiff_of(mode, [&](TIFF* tiff) { write_page(tiff, extent, kind, samples); });
}

std::string wedge_samples(Extent extent, int bits) {
  std::string samples;
  for (const float value : drawn::wedge(extent)) {
    const auto sample =
        static_cast<std::uint16_t>(std::lround(value * static_cast<float>((1 << bits) - 1)));
    samples.append(reinterpret_cast<const char*>(&sample), static_cast<std::size_t>(bits / 8));
  }
  return samples;
}

Radiograph read(const std::string& content, const ReadLimits& limits = {}) {
  return read_tiff(drawn::bytes(content), limits);
}

std::vector<float> values(const Radiograph& radiograph) {
  return {radiograph.grey().begin(), radiograph.grey().end()};
}

}  // namespace

TEST_CASE("a TIFF reads back however it is laid out", "[radiograph][tiff]") {
  const Extent extent = GENERATE(Extent{61, 47}, Extent{1, 37}, Extent{53, 1});
  const int bits = GENERATE(8, 16);
  const auto* mode = GENERATE("wl", "wb", "w8");
  const auto [compression, tile] =
      GENERATE(std::pair{COMPRESSION_NONE, Extent{}}, std::pair{COMPRESSION_LZW, Extent{}},
               std::pair{COMPRESSION_ADOBE_DEFLATE, Extent{16, 32}},
               std::pair{COMPRESSION_PACKBITS, Extent{}});
  CAPTURE(extent.width, extent.height, bits, mode, compression, tile.width);
  const Kind kind{.bits = bits, .compression = compression, .tile = tile};

  const Radiograph read_back = read(tiff_of(extent, kind, wedge_samples(extent, bits), mode));

  REQUIRE(read_back.extent() == extent);
  CHECK(read_back.acquisition().bits == bits);
  CHECK(drawn::largest_difference(read_back.grey(), drawn::wedge(extent)) <=
        0.5001F / static_cast<float>((1 << bits) - 1));
}

TEST_CASE("a TIFF in which 0 is white is inverted", "[radiograph][tiff]") {
  const Kind kind{.photometric = PHOTOMETRIC_MINISWHITE};
  CHECK(values(read(tiff_of({3, 1}, kind, std::string("\x00\x33\xFF", 3)))) ==
        std::vector<float>{1, 1 - 51 / 255.0F, 0});
}

TEST_CASE("a TIFF of grey as colour, as a palette or with transparency reads like grey",
          "[radiograph][tiff]") {
  const std::vector<float> expected{10 / 255.0F, 1};
  const Kind rgb{.channels = 3, .photometric = PHOTOMETRIC_RGB};
  const Kind see_through{.channels = 2, .extra = {EXTRASAMPLE_UNASSALPHA}};
  const Kind multiplied{.channels = 2, .extra = {EXTRASAMPLE_ASSOCALPHA}};
  Kind palette{.photometric = PHOTOMETRIC_PALETTE, .palette = std::vector<std::uint16_t>(256)};
  palette.palette[4] = 10 * 257;
  palette.palette[9] = 65535;

  CHECK(values(read(tiff_of({2, 1}, rgb, "\x0A\x0A\x0A\xFF\xFF\xFF"))) == expected);
  CHECK(values(read(tiff_of({2, 1}, see_through, "\x0A\xFF\xFF\xFF"))) == expected);
  CHECK(values(read(tiff_of({1, 1}, see_through, std::string("\xFF\x00", 2)))) ==
        std::vector<float>{0});
  CHECK(values(read(tiff_of({1, 1}, multiplied, "\x0A\x0A")))[0] == 10 / 255.0F);
  CHECK(values(read(tiff_of({2, 1}, palette, "\x04\x09")))[0] == Approx(10 / 255.0));
}

TEST_CASE("a colour TIFF is no radiograph", "[radiograph][tiff]") {
  const Kind rgb{.channels = 3, .photometric = PHOTOMETRIC_RGB};
  CHECK(drawn::error_of([&] {
          read(tiff_of({2, 1}, rgb, "\xC8\x5A\x1E\x14\xB4\x3C"));
        }).code() == ErrorCode::not_a_radiograph);
}

TEST_CASE("a TIFF of several pages is no radiograph, one with a preview is", "[radiograph][tiff]") {
  const auto second = GENERATE(0, FILETYPE_REDUCEDIMAGE);
  const std::string content = tiff_of("w", [&](TIFF* tiff) {
    write_page(tiff, {2, 1}, {}, "\x01\x02");
    TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, second);
    write_page(tiff, {1, 1}, {}, "\x01");
  });

  if (second == FILETYPE_REDUCEDIMAGE)
    CHECK(read(content).extent() == Extent{2, 1});
  else
    CHECK(drawn::error_of([&] { read(content); }).code() == ErrorCode::not_a_radiograph);
}

TEST_CASE("samples that are no 8- or 16-bit grey are unsupported", "[radiograph][tiff]") {
  const auto kind = GENERATE(Kind{.bits = 32}, Kind{.channels = 3},
                             Kind{.channels = 3, .photometric = PHOTOMETRIC_CIELAB});
  const std::string samples(static_cast<std::size_t>(kind.channels * kind.bits / 8), '\x01');

  CHECK(drawn::error_of([&] {
          read(tiff_of({1, 1}, kind, samples));
        }).code() == ErrorCode::unsupported);
}

TEST_CASE("a TIFF that declares more pixels than the limit is refused", "[radiograph][tiff]") {
  const std::string content = tiff_of({30, 20}, {}, wedge_samples({30, 20}, 8));

  CHECK_NOTHROW(read(content, {.max_pixels = 600}));
  CHECK(drawn::error_of([&] { read(content, {.max_pixels = 599}); }).code() ==
        ErrorCode::unsupported);
}

// The picture is small; its one tile would take a gigabyte.
TEST_CASE("a TIFF with a tile larger than the limit is refused", "[radiograph][tiff]") {
  const std::string content = tiff_of({16, 16}, {.tile = {16, 4096}}, wedge_samples({16, 16}, 8));

  CHECK(drawn::error_of([&] { read(content, {.max_pixels = 20'000}); }).code() ==
        ErrorCode::unsupported);
}

TEST_CASE("a TIFF cut anywhere is unreadable, and never a picture", "[radiograph][tiff]") {
  // libtiff writes the pixels first and what describes them last.
  const std::string whole =
      tiff_of({20, 20}, {.compression = COMPRESSION_LZW}, wedge_samples({20, 20}, 8));
  for (std::size_t length = 4; length + 8 < whole.size(); length += 3) {
    CAPTURE(length);
    REQUIRE(drawn::error_of([&] { read(whole.substr(0, length)); }).code() ==
            ErrorCode::unreadable);
  }
}

}  // namespace osteon
