#include "osteon/radiograph/jpeg.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/radiograph/drawn.hpp"
#include "osteon/radiograph/jpeg_failure.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

struct Encoding {
  J_COLOR_SPACE given = JCS_GRAYSCALE;
  J_COLOR_SPACE stored = JCS_GRAYSCALE;
  bool progressive = false;
};

/// `samples` interleaved, as many per pixel as `encoding.given` has channels.
std::string jpeg_of(Extent extent, const std::vector<JSAMPLE>& samples, Encoding encoding = {}) {
  const std::size_t pixels =
      static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
  JpegFailure failure{};
  jpeg_compress_struct jpeg{};
  jpeg.err = quiet_handlers(failure);
  unsigned char* content = nullptr;
  unsigned long size = 0;
  const bool written = came_through(failure, [&] {
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &content, &size);
    jpeg.image_width = static_cast<JDIMENSION>(extent.width);
    jpeg.image_height = static_cast<JDIMENSION>(extent.height);
    jpeg.input_components = static_cast<int>(samples.size() / pixels);
    jpeg.in_color_space = encoding.given;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, encoding.stored);
    jpeg_set_quality(&jpeg, 95, TRUE);
    if (encoding.progressive) jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
      auto* row =
          const_cast<JSAMPLE*>(samples.data()) +
          jpeg.next_scanline * jpeg.image_width * static_cast<JDIMENSION>(jpeg.input_components);
      jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
  });
  const std::string text(reinterpret_cast<const char*>(content), written ? size : 0);
  jpeg_destroy_compress(&jpeg);
  std::free(content);
  REQUIRE(written);
  return text;
}

/// The wedge, each value `channels` times over.
std::vector<JSAMPLE> wedge_samples(Extent extent, int channels) {
  std::vector<JSAMPLE> samples;
  for (const float value : drawn::wedge(extent))
    samples.insert(samples.end(), static_cast<std::size_t>(channels),
                   static_cast<JSAMPLE>(std::lround(value * 255)));
  return samples;
}

Radiograph read(const std::string& content, const ReadLimits& limits = {}) {
  return read_jpeg(drawn::bytes(content), limits);
}

}  // namespace

TEST_CASE("a JPEG reads back close to what was written, odd sizes too", "[radiograph][jpeg]") {
  const Extent extent = GENERATE(Extent{64, 48}, Extent{1, 37}, Extent{53, 1}, Extent{17, 33});
  CAPTURE(extent.width, extent.height);
  const ScratchFolder scratch;
  write_jpeg(scratch / "wedge.jpg", drawn::radiograph(extent), 95);

  const Radiograph read_back = read_radiograph(scratch / "wedge.jpg");

  CHECK(read_back.extent() == extent);
  CHECK(drawn::largest_difference(read_back.grey(), drawn::wedge(extent)) < 0.03F);
  CHECK(read_back.acquisition().bits == 8);
  CHECK_FALSE(read_back.acquisition().incomplete);
}

TEST_CASE("grey coded as colour reads like grey", "[radiograph][jpeg]") {
  const Extent extent{40, 30};
  const auto encoding = GENERATE(Encoding{JCS_RGB, JCS_YCbCr, false},
                                 Encoding{JCS_RGB, JCS_YCbCr, true}, Encoding{JCS_RGB, JCS_RGB});

  const Radiograph read_back = read(jpeg_of(extent, wedge_samples(extent, 3), encoding));

  CHECK(drawn::largest_difference(read_back.grey(), drawn::wedge(extent)) < 0.03F);
}

TEST_CASE("grey in the inks of a printer reads like grey", "[radiograph][jpeg]") {
  const Extent extent{40, 30};
  std::vector<JSAMPLE> inks;
  // libjpeg writes Adobe's marker with CMYK, and Adobe's inks are inverted: 255 is none.
  for (const JSAMPLE value : wedge_samples(extent, 1))
    inks.insert(inks.end(), {255, 255, 255, value});
  const auto stored = GENERATE(JCS_CMYK, JCS_YCCK);

  const Radiograph read_back = read(jpeg_of(extent, inks, {JCS_CMYK, stored}));

  CHECK(drawn::largest_difference(read_back.grey(), drawn::wedge(extent)) < 0.03F);
}

TEST_CASE("a colour photograph is no radiograph", "[radiograph][jpeg]") {
  const Extent extent{32, 32};
  std::vector<JSAMPLE> rgb;
  for (int i = 0; i < 32 * 32; ++i) rgb.insert(rgb.end(), {200, static_cast<JSAMPLE>(i % 150), 60});

  const Error error = drawn::error_of([&] { read(jpeg_of(extent, rgb, {JCS_RGB, JCS_YCbCr})); });

  CHECK(error.code() == ErrorCode::not_a_radiograph);
  CHECK_THAT(error.what(), Catch::Contains("%"));
}

TEST_CASE("a truncated JPEG gives the rows that are there, black below, and says so",
          "[radiograph][jpeg]") {
  const Extent extent{64, 200};
  // Noise, so that the data are spread evenly over the rows.
  std::vector<JSAMPLE> samples;
  for (std::uint32_t i = 0; i < 64 * 200; ++i)
    samples.push_back(static_cast<JSAMPLE>(64 + i * 2654435761u % 128));
  const std::string whole = jpeg_of(extent, samples);
  const Radiograph complete = read(whole);

  const Radiograph half = read(whole.substr(0, whole.size() / 2));

  CHECK(half.extent() == extent);
  CHECK(half.acquisition().incomplete);
  for (const int y : {0, 40, 79}) CHECK(std::ranges::equal(half.row(y), complete.row(y)));
  for (const int y : {120, 160, 199})
    CHECK(std::ranges::all_of(half.row(y), [](float value) { return value == 0; }));
}

TEST_CASE("every length to which a JPEG can be cut gives rows or an error, and never a made-up row",
          "[radiograph][jpeg]") {
  const Extent extent{24, 40};
  const bool progressive = GENERATE(false, true);
  const std::string whole =
      jpeg_of(extent, wedge_samples(extent, 1), {JCS_GRAYSCALE, JCS_GRAYSCALE, progressive});

  // Without its last bits, which only fill up a byte, a JPEG is still complete.
  for (std::size_t length = 3; length + 4 < whole.size(); ++length) {
    CAPTURE(length, progressive);
    try {
      const Radiograph cut = read(whole.substr(0, length));
      REQUIRE(cut.acquisition().incomplete);
    } catch (const Error& error) {
      REQUIRE(error.code() == ErrorCode::unreadable);
    }
  }
}

// A reader that gives up while it is being set up must not keep what it had; the address sanitizer
// looks.
TEST_CASE("a JPEG of no bytes at all is unreadable", "[radiograph][jpeg]") {
  CHECK(drawn::error_of([] { read(""); }).code() == ErrorCode::unreadable);
}

TEST_CASE("a JPEG that declares more pixels than the limit is refused before they are allocated",
          "[radiograph][jpeg]") {
  std::string content = jpeg_of({8, 8}, wedge_samples({8, 8}, 1));
  // The frame header is FF C0, its length, the precision, height and width.
  const auto frame = content.find("\xFF\xC0");
  REQUIRE(frame != std::string::npos);
  for (std::size_t i = 5; i < 9; ++i) content[frame + i] = '\xFE';

  const Error error = drawn::error_of([&] { read(content); });

  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.what(), Catch::Contains("65278 x 65278"));
}

// Each scan costs a pass over the picture, and takes a dozen bytes.
TEST_CASE("a JPEG with scans without end is refused", "[radiograph][jpeg]") {
  const Extent extent{16, 16};
  const std::string whole =
      jpeg_of(extent, wedge_samples(extent, 1), {JCS_GRAYSCALE, JCS_GRAYSCALE, true});
  const auto last_scan = whole.rfind("\xFF\xDA");
  const std::string scan = whole.substr(last_scan, whole.size() - 2 - last_scan);
  std::string content = whole.substr(0, whole.size() - 2);
  for (int i = 0; i < 5000; ++i) content += scan;

  CHECK(drawn::error_of([&] { read(content + "\xFF\xD9"); }).code() == ErrorCode::unreadable);
}

TEST_CASE("a JPEG of 12 bits is unsupported, with what to do", "[radiograph][jpeg]") {
  std::string content = jpeg_of({8, 8}, wedge_samples({8, 8}, 1));
  content[content.find("\xFF\xC0") + 4] = 12;

  const Error error = drawn::error_of([&] { read(content); });

  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.what(), Catch::Contains("PNG"));
}

TEST_CASE("a JPEG quality that does not exist is the caller's mistake", "[radiograph][jpeg]") {
  const ScratchFolder scratch;
  const int quality = GENERATE(0, 101);
  CHECK(drawn::error_of([&] {
          write_jpeg(scratch / "x.jpg", drawn::radiograph({8, 8}), quality);
        }).code() == ErrorCode::bad_argument);
}

}  // namespace osteon
