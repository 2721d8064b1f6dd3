#include "osteon/radiograph/jpeg2000.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <openjpeg.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/checked_extent.hpp"
#include "osteon/radiograph/starts_with.hpp"

namespace osteon {
namespace {

template <auto release>
struct Release {
  template <typename T>
  void operator()(T* held) const {
    release(held);
  }
};
using Codec = std::unique_ptr<opj_codec_t, Release<opj_destroy_codec>>;
using Stream = std::unique_ptr<opj_stream_t, Release<opj_stream_destroy>>;
using Image = std::unique_ptr<opj_image_t, Release<opj_image_destroy>>;

/// Bytes in memory as OpenJPEG wants to read them.
struct Source {
  std::span<const std::byte> bytes;
  std::size_t at = 0;

  static OPJ_SIZE_T read(void* to, OPJ_SIZE_T count, void* self) {
    auto& source = *static_cast<Source*>(self);
    const std::size_t given = std::min<std::size_t>(count, source.bytes.size() - source.at);
    if (given == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(to, source.bytes.data() + source.at, given);
    source.at += given;
    return given;
  }
  static OPJ_OFF_T skip(OPJ_OFF_T count, void* self) {
    auto& source = *static_cast<Source*>(self);
    const auto left = static_cast<OPJ_OFF_T>(source.bytes.size() - source.at);
    if (count < 0 || left == 0) return -1;
    const OPJ_OFF_T skipped = std::min(count, left);
    source.at += static_cast<std::size_t>(skipped);
    return skipped;
  }
  static OPJ_BOOL seek(OPJ_OFF_T to, void* self) {
    auto& source = *static_cast<Source*>(self);
    if (to < 0 || static_cast<std::size_t>(to) > source.bytes.size()) return OPJ_FALSE;
    source.at = static_cast<std::size_t>(to);
    return OPJ_TRUE;
  }
};

Stream stream_over(Source& source) {
  Stream stream(opj_stream_default_create(OPJ_TRUE));
  if (stream == nullptr) throw Error(ErrorCode::internal, "OpenJPEG could not be started");
  opj_stream_set_user_data(stream.get(), &source, nullptr);
  opj_stream_set_user_data_length(stream.get(), source.bytes.size());
  opj_stream_set_read_function(stream.get(), Source::read);
  opj_stream_set_skip_function(stream.get(), Source::skip);
  opj_stream_set_seek_function(stream.get(), Source::seek);
  return stream;
}

[[noreturn]] void damaged(std::string_view how) {
  throw Error(ErrorCode::unreadable,
              fmt::format("damaged JPEG 2000 data: {}; send or copy the file again", how));
}

void check(const opj_image_t& image, const StoredPixels& shape) {
  const Extent expected = shape.extent;
  const std::span components(image.comps, image.numcomps);
  if (components.size() != static_cast<std::size_t>(shape.channels))
    damaged(fmt::format("they hold {} channels and the object around them {}", components.size(),
                        shape.channels));
  for (const opj_image_comp_t& component : components) {
    const bool whole = component.dx == 1 && component.dy == 1;
    if (!whole || component.prec > 16)
      throw Error(ErrorCode::unsupported,
                  fmt::format("JPEG 2000 data of {} bits, {}; only up to 16 bits and channels of "
                              "one size are read",
                              component.prec, whole ? "whole" : "subsampled"));
    if (component.prec != components[0].prec || component.sgnd != components[0].sgnd)
      damaged("its channels are of different kinds");
    if (component.w != static_cast<OPJ_UINT32>(expected.width) ||
        component.h != static_cast<OPJ_UINT32>(expected.height))
      damaged(fmt::format("they hold {} x {} pixels and the object around them {} x {}",
                          component.w, component.h, expected.width, expected.height));
  }
}

std::vector<std::uint16_t> samples_of(const opj_image_t& image, const StoredPixels& shape) {
  const std::size_t count = area(shape.extent);
  const std::size_t channels = image.numcomps;
  std::vector<std::uint16_t> samples(count * channels);
  const int mask = (1 << shape.bits) - 1;
  const int lowest = shape.is_signed ? -(1 << (shape.bits - 1)) : 0;
  // A lossy stream can decode to values just outside the range. One without a sign for an object
  // with one holds two's complement, in which the upper half of the range is negative.
  const bool complement = shape.is_signed && image.comps[0].sgnd == 0;
  const int highest = complement ? mask : lowest + mask;
  for (std::size_t c = 0; c < channels; ++c) {
    const std::span decoded(image.comps[c].data, count);
    for (std::size_t i = 0; i < count; ++i)
      samples[i * channels + c] =
          static_cast<std::uint16_t>(std::clamp(decoded[i], lowest, highest) & mask);
  }
  return samples;
}

}  // namespace

StoredPixels decode_jpeg2000(std::span<const std::byte> bytes, StoredPixels shape) {
  // DICOM asks for the bare code stream; some writers wrap it into a JP2 file all the same.
  const bool bare = starts_with(bytes, "\xFF\x4F\xFF\x51");
  const Codec codec(opj_create_decompress(bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2));
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  if (codec == nullptr || !opj_setup_decoder(codec.get(), &parameters))
    throw Error(ErrorCode::internal, "OpenJPEG could not be started");
  Source source{bytes};
  const Stream stream = stream_over(source);

  opj_image_t* header = nullptr;
  const bool has_header = opj_read_header(stream.get(), codec.get(), &header);
  const Image image(header);
  if (!has_header || image == nullptr) damaged("no header can be read");
  check(*image, shape);
  if (!opj_decode(codec.get(), stream.get(), image.get()) ||
      !opj_end_decompress(codec.get(), stream.get()))
    damaged("they cannot be decoded, or end early");
  for (const opj_image_comp_t& component : std::span(image->comps, image->numcomps))
    if (component.data == nullptr) damaged("a channel is missing");
  check(*image, shape);  // decoding may have changed it
  shape.samples = samples_of(*image, shape);
  return shape;
}

}  // namespace osteon
