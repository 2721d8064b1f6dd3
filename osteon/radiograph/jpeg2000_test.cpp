#include "osteon/radiograph/jpeg2000.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <openjpeg.h>

#include "osteon/radiograph/drawn.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

struct Kind {
  int bits = 12;
  bool is_signed = false;
  int channels = 1;
  bool lossless = true;
  OPJ_CODEC_FORMAT wrapping = OPJ_CODEC_J2K;
};

/// `values` channel by channel.
std::string stream_of(Extent extent, const Kind& kind, const std::vector<int>& values) {
  const auto width = static_cast<OPJ_UINT32>(extent.width);
  const auto height = static_cast<OPJ_UINT32>(extent.height);
  std::vector<opj_image_cmptparm_t> components(static_cast<std::size_t>(kind.channels));
  for (auto& component : components) {
    component = {};
    component.dx = component.dy = 1;
    component.w = width;
    component.h = height;
    component.prec = static_cast<OPJ_UINT32>(kind.bits);
    component.sgnd = kind.is_signed ? 1 : 0;
  }
  opj_image_t* image = opj_image_create(static_cast<OPJ_UINT32>(kind.channels), components.data(),
                                        kind.channels == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY);
  image->x1 = width;
  image->y1 = height;
  const std::size_t count = values.size() / static_cast<std::size_t>(kind.channels);
  for (std::size_t i = 0; i < values.size(); ++i)
    image->comps[i / count].data[i % count] = values[i];

  opj_cparameters_t parameters;
  opj_set_default_encoder_parameters(&parameters);
  parameters.numresolution = 1;
  parameters.tcp_numlayers = 1;
  parameters.cp_disto_alloc = 1;
  parameters.tcp_rates[0] = kind.lossless ? 0 : 4;
  parameters.irreversible = kind.lossless ? 0 : 1;
  opj_codec_t* codec = opj_create_compress(kind.wrapping);
  const ScratchFolder scratch;
  const auto file = scratch / "x.j2k";
  opj_stream_t* stream = opj_stream_create_default_file_stream(file.c_str(), OPJ_FALSE);
  const bool written = opj_setup_encoder(codec, &parameters, image) != 0 &&
                       opj_start_compress(codec, image, stream) != 0 &&
                       opj_encode(codec, stream) != 0 && opj_end_compress(codec, stream) != 0;
  opj_stream_destroy(stream);
  opj_destroy_codec(codec);
  opj_image_destroy(image);
  REQUIRE(written);
  return drawn::content_of(file);
}

StoredPixels decode(const std::string& stream, const StoredPixels& shape) {
  return decode_jpeg2000(drawn::bytes(stream), shape);
}

std::vector<int> wedge_values(Extent extent, int bits) {
  std::vector<int> values;
  for (const float value : drawn::wedge(extent))
    values.push_back(static_cast<int>(value * static_cast<float>((1 << bits) - 1)));
  return values;
}

}  // namespace

TEST_CASE("a lossless JPEG 2000 stream gives back each sample, bare or wrapped",
          "[radiograph][jpeg2000]") {
  const Extent extent = GENERATE(Extent{37, 23}, Extent{1, 9}, Extent{9, 1});
  const int bits = GENERATE(8, 10, 12, 16);
  const auto wrapping = GENERATE(OPJ_CODEC_J2K, OPJ_CODEC_JP2);
  CAPTURE(extent.width, extent.height, bits, wrapping);
  const auto values = wedge_values(extent, bits);

  const StoredPixels pixels =
      decode(stream_of(extent, {.bits = bits, .wrapping = wrapping}, values),
             {.extent = extent, .bits = bits});

  REQUIRE(pixels.samples.size() == values.size());
  for (std::size_t i = 0; i < values.size(); ++i) REQUIRE(pixels.samples[i] == values[i]);
}

TEST_CASE("signed samples come as two's complement, whether or not the stream has the sign",
          "[radiograph][jpeg2000]") {
  const StoredPixels shape{.extent = {3, 1}, .bits = 12, .is_signed = true};
  const std::vector<std::uint16_t> expected{0x800, 0xFFF, 0x7FF};

  CHECK(decode(stream_of({3, 1}, {.is_signed = true}, {-2048, -1, 2047}), shape).samples ==
        expected);
  CHECK(decode(stream_of({3, 1}, {}, {0x800, 0xFFF, 0x7FF}), shape).samples == expected);
}

TEST_CASE("channels come interleaved", "[radiograph][jpeg2000]") {
  const auto stream = stream_of({2, 1}, {.bits = 8, .channels = 3}, {1, 2, 3, 4, 5, 6});

  CHECK(decode(stream, {.extent = {2, 1}, .channels = 3, .bits = 8}).samples ==
        std::vector<std::uint16_t>{1, 3, 5, 2, 4, 6});
}

// 1023 + 1 masked to 10 bits would be a black dot in the brightest bone.
TEST_CASE("samples beyond the bits that the object stores are its brightest",
          "[radiograph][jpeg2000]") {
  const auto stream = stream_of({2, 1}, {.bits = 12}, {1024, 1000});

  CHECK(decode(stream, {.extent = {2, 1}, .bits = 10}).samples ==
        std::vector<std::uint16_t>{1023, 1000});
}

TEST_CASE("a lossy stream comes close", "[radiograph][jpeg2000]") {
  const Extent extent{64, 64};
  const auto values = wedge_values(extent, 12);

  const auto samples =
      decode(stream_of(extent, {.lossless = false}, values), {.extent = extent, .bits = 12})
          .samples;

  for (std::size_t i = 0; i < values.size(); ++i) REQUIRE(std::abs(samples[i] - values[i]) < 100);
}

TEST_CASE("a stream of another size or of more channels than its object says is damage",
          "[radiograph][jpeg2000]") {
  const auto stream = stream_of({4, 2}, {}, std::vector<int>(8));

  for (const StoredPixels& shape : {StoredPixels{.extent = {2, 4}}, StoredPixels{.extent = {1, 1}},
                                    StoredPixels{.extent = {4, 2}, .channels = 3}})
    CHECK(drawn::error_of([&] { decode(stream, shape); }).code() == ErrorCode::unreadable);
}

TEST_CASE("a JPEG 2000 stream cut in its header is unreadable", "[radiograph][jpeg2000]") {
  const auto stream = stream_of({16, 16}, {}, wedge_values({16, 16}, 12));
  for (std::size_t length = 0; length < 60; length += 3) {
    CAPTURE(length);
    CHECK(drawn::error_of([&] {
            decode(stream.substr(0, length), {.extent = {16, 16}, .bits = 12});
          }).code() == ErrorCode::unreadable);
  }
}

}  // namespace osteon
