#include "osteon/radiograph/dicom_pixels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/checked_extent.hpp"
#include "osteon/radiograph/dicom_item.hpp"
#include "osteon/radiograph/jpeg2000.hpp"
#include "osteon/radiograph/jpeg_extent.hpp"

namespace osteon {
namespace {

enum class Decoder {
  none,        ///< stored as it is
  dcmtk,       ///< run lengths: the size is the data set's
  dcmtk_jpeg,  ///< JPEG or JPEG-LS: the stream has a size of its own
  openjpeg,
};

struct Syntax {
  std::string_view uid;
  Decoder decoder;
  bool lossy;
};

/// PS3.6 annex A, those that X-ray equipment and archives use.
constexpr std::array syntaxes{
    Syntax{"1.2.840.10008.1.2", Decoder::none, false},
    Syntax{"1.2.840.10008.1.2.1", Decoder::none, false},
    Syntax{"1.2.840.10008.1.2.1.99", Decoder::none, false},
    Syntax{"1.2.840.10008.1.2.2", Decoder::none, false},
    Syntax{"1.2.840.10008.1.2.4.50", Decoder::dcmtk_jpeg, true},
    Syntax{"1.2.840.10008.1.2.4.51", Decoder::dcmtk_jpeg, true},
    Syntax{"1.2.840.10008.1.2.4.57", Decoder::dcmtk_jpeg, false},
    Syntax{"1.2.840.10008.1.2.4.70", Decoder::dcmtk_jpeg, false},
    Syntax{"1.2.840.10008.1.2.4.80", Decoder::dcmtk_jpeg, false},
    Syntax{"1.2.840.10008.1.2.4.81", Decoder::dcmtk_jpeg, true},
    Syntax{"1.2.840.10008.1.2.4.90", Decoder::openjpeg, false},
    Syntax{"1.2.840.10008.1.2.4.91", Decoder::openjpeg, true},
    Syntax{"1.2.840.10008.1.2.5", Decoder::dcmtk, false},
};

const Syntax& syntax_of(std::string_view uid) {
  const auto* found = std::ranges::find(syntaxes, uid, &Syntax::uid);
  if (found == syntaxes.end())
    throw Error(ErrorCode::unsupported,
                fmt::format("the DICOM object is in transfer syntax {}, which this build cannot "
                            "open; have the archive send it uncompressed (1.2.840.10008.1.2.1)",
                            uid));
  return *found;
}

[[noreturn]] void damaged(const std::string& how) {
  throw Error(ErrorCode::unreadable,
              fmt::format("damaged DICOM object: {}; send or copy it again", how));
}

/// The attributes of PS3.3 C.7.6.3 that say how pixels lie in the data.
struct Layout {
  Extent extent;
  int channels = 1;
  int bits_allocated = 16;
  int bits_stored = 16;
  int high_bit = 15;
  bool is_signed = false;
  bool by_plane = false;
  std::string photometric;

  std::size_t samples() const { return area(extent) * static_cast<std::size_t>(channels); }
};

Layout layout_of(DcmItem& dataset, const ReadLimits& limits) {
  Layout layout;
  layout.extent = checked_extent("DICOM object", number_of(dataset, DCM_Columns).value_or(0),
                                 number_of(dataset, DCM_Rows).value_or(0), limits);
  layout.channels = number_of(dataset, DCM_SamplesPerPixel).value_or(1);
  layout.bits_allocated = number_of(dataset, DCM_BitsAllocated).value_or(16);
  layout.bits_stored = number_of(dataset, DCM_BitsStored).value_or(layout.bits_allocated);
  layout.high_bit = number_of(dataset, DCM_HighBit).value_or(layout.bits_stored - 1);
  layout.is_signed = number_of(dataset, DCM_PixelRepresentation).value_or(0) == 1;
  layout.by_plane = number_of(dataset, DCM_PlanarConfiguration).value_or(0) == 1;
  layout.photometric = text_of(dataset, DCM_PhotometricInterpretation);

  if (layout.channels != 1 && layout.channels != 3)
    throw Error(ErrorCode::unsupported,
                fmt::format("a DICOM object of {} samples per pixel; grey has 1 and colour 3",
                            layout.channels));
  if (layout.bits_allocated != 8 && layout.bits_allocated != 16)
    throw Error(ErrorCode::unsupported,
                fmt::format("a DICOM object of {} bits allocated; radiographs have 8 or 16",
                            layout.bits_allocated));
  if (layout.bits_stored < 1 || layout.high_bit < layout.bits_stored - 1 ||
      layout.high_bit >= layout.bits_allocated)
    damaged(fmt::format("{} bits up to bit {} cannot lie in {}", layout.bits_stored,
                        layout.high_bit, layout.bits_allocated));
  return layout;
}

DcmPixelData& pixel_data_of(DcmDataset& dataset) {
  DcmElement* element = nullptr;
  if (dataset.findAndGetElement(DCM_PixelData, element).bad() || element->ident() != EVR_PixelData)
    damaged("it has no pixel data");
  return *static_cast<DcmPixelData*>(element);
}

/// The compressed stream of an object with one frame, its fragments put together.
std::vector<std::byte> stream_of(DcmDataset& dataset) {
  DcmPixelSequence* fragments = nullptr;
  if (pixel_data_of(dataset)
          .getEncapsulatedRepresentation(dataset.getOriginalXfer(), nullptr, fragments)
          .bad() ||
      fragments == nullptr)
    damaged("its pixels are not compressed as its transfer syntax says");
  std::vector<std::byte> stream;
  for (unsigned long i = 1; i < fragments->card(); ++i) {  // the first is a table of offsets
    DcmPixelItem* fragment = nullptr;
    Uint8* bytes = nullptr;
    if (fragments->getItem(fragment, i).bad() || fragment->getUint8Array(bytes).bad()) continue;
    const auto* begin = reinterpret_cast<const std::byte*>(bytes);
    stream.insert(stream.end(), begin, begin + fragment->getLength());
  }
  return stream;
}

/// DCMTK makes room for the size that the data set declares, so the stream must agree.
void require_same_size(std::span<const std::byte> stream, Extent declared) {
  const Extent within = jpeg_extent(stream);
  if (within == declared) return;
  damaged(fmt::format("its JPEG stream holds {} x {} pixels where it declares {} x {}",
                      within.width, within.height, declared.width, declared.height));
}

SampleBits bits_of(const Layout& layout, bool lossy) {
  return {.shift = layout.high_bit + 1 - layout.bits_stored,
          .mask = (1 << layout.bits_stored) - 1,
          // A lossy codec can overshoot the brightest value, which masking would turn into black.
          // Other bits may hold overlays, and are masked.
          .clamp = lossy && !layout.is_signed};
}

/// Pixels that are not compressed, or not any more.
struct RawPixels {
  std::span<const std::byte> bytes;
  bool swapped = false;  ///< in words of 16 bits, the upper half first
};

/// The words of `raw`, if they can be used where they are.
std::span<const std::uint16_t> words_in_place(const RawPixels& raw, const Layout& layout) {
  const auto address = reinterpret_cast<std::uintptr_t>(raw.bytes.data());
  if (layout.bits_allocated != 16 || layout.channels != 1 || address % 2 != 0 ||
      layout.photometric == "PALETTE COLOR" ||
      raw.swapped == (std::endian::native == std::endian::little))
    return {};
  return {reinterpret_cast<const std::uint16_t*>(raw.bytes.data()), layout.samples()};
}

/// Interleaves what lies plane by plane.
std::vector<std::uint16_t> samples_from(const RawPixels& raw, const Layout& layout,
                                        SampleBits bits) {
  const std::size_t count = area(layout.extent);
  const auto channels = static_cast<std::size_t>(layout.channels);
  const bool in_words = layout.bits_allocated == 16;
  const auto byte = [&](std::size_t i) { return std::to_integer<int>(raw.bytes[i]); };
  const std::size_t upper = raw.swapped ? 0 : 1;
  const auto sample = [&](std::size_t i) {
    if (in_words) return bits(byte(2 * i + upper) << 8 | byte(2 * i + 1 - upper));
    return bits(byte(raw.swapped ? i ^ 1 : i));
  };
  std::vector<std::uint16_t> samples(count * channels);
  for (std::size_t c = 0; c < channels; ++c)
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = i * channels + c;
      samples[at] = sample(layout.by_plane ? c * count + i : at);
    }
  return samples;
}

template <typename Word, typename Get>
RawPixels words_of_kind(DcmPixelData& data, Get get) {
  Word* words = nullptr;
  if ((data.*get)(words).bad() || words == nullptr) return {};
  return {.bytes = std::as_bytes(std::span(words, data.getLength() / sizeof(Word))),
          .swapped = sizeof(Word) == 2 && std::endian::native == std::endian::big};
}

RawPixels decompressed(DcmDataset& dataset, const Layout& layout) {
  DcmPixelData& data = pixel_data_of(dataset);
  return layout.bits_allocated == 8 ? words_of_kind<Uint8>(data, &DcmElement::getUint8Array)
                                    : words_of_kind<Uint16>(data, &DcmElement::getUint16Array);
}

/// PS3.3 C.7.6.3.1.2, YBR_FULL.
void to_rgb(StoredPixels& pixels) {
  const double white = (1 << pixels.bits) - 1;
  const double middle = 1 << (pixels.bits - 1);
  for (std::size_t i = 0; i < pixels.samples.size(); i += 3) {
    auto* p = &pixels.samples[i];
    const double y = p[0];
    const double blue = p[1] - middle;
    const double red = p[2] - middle;
    const auto stored = [&](double value) {
      return static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0, white)));
    };
    const auto r = stored(y + 1.402 * red);
    const auto g = stored(y - 0.344136 * blue - 0.714136 * red);
    const auto b = stored(y + 1.772 * blue);
    p[0] = r;
    p[1] = g;
    p[2] = b;
  }
}

/// Colour of any kind as red, green and blue.
void settle_colours(StoredPixels& pixels, std::string_view photometric) {
  // OpenJPEG has undone the reversible and the irreversible colour transform of JPEG 2000.
  static constexpr std::array<std::string_view, 3> settled{"RGB", "YBR_RCT", "YBR_ICT"};
  if (pixels.channels == 1 || std::ranges::find(settled, photometric) != settled.end()) return;
  if (photometric != "YBR_FULL")
    throw Error(ErrorCode::unsupported,
                fmt::format("a colour DICOM object stored as {}; have it sent as RGB",
                            photometric.empty() ? "nothing known" : photometric));
  to_rgb(pixels);
}

/// Puts what `raw` holds where StoredPixels keeps it.
void take(const RawPixels& raw, const Layout& layout, bool lossy, StoredPixels& pixels) {
  const std::size_t sample_bytes = layout.bits_allocated == 8 ? 1 : 2;
  const std::size_t held = raw.bytes.size() / sample_bytes;
  // In words, the last of an odd number of bytes stands before the one that fills its word up.
  const std::size_t needed =
      layout.samples() + (raw.swapped && sample_bytes == 1 ? layout.samples() % 2 : 0);
  if (held < needed)
    damaged(fmt::format("its pixels need {} values and {} are there", layout.samples(), held));
  const SampleBits bits = bits_of(layout, lossy);
  pixels.words = words_in_place(raw, layout);
  pixels.in_word = bits;
  if (pixels.words.empty()) pixels.samples = samples_from(raw, layout, bits);
}

}  // namespace

void require_known_syntax(std::string_view transfer_syntax) { syntax_of(transfer_syntax); }

bool is_uncompressed(std::string_view transfer_syntax) {
  return syntax_of(transfer_syntax).decoder == Decoder::none;
}

StoredPixels stored_pixels(DcmDataset& dataset, const DicomBody& body, const ReadLimits& limits) {
  const Syntax& syntax = syntax_of(body.transfer_syntax);
  Layout layout = layout_of(dataset, limits);
  if (syntax.decoder == Decoder::dcmtk_jpeg) require_same_size(stream_of(dataset), layout.extent);
  if (syntax.decoder == Decoder::dcmtk || syntax.decoder == Decoder::dcmtk_jpeg) {
    if (const auto done = dataset.chooseRepresentation(EXS_LittleEndianExplicit, nullptr);
        done.bad())
      damaged(fmt::format("its pixels cannot be decompressed ({})", done.text()));
    layout = layout_of(dataset, limits);  // colour spaces and planes may have changed
  }

  StoredPixels pixels{.extent = layout.extent,
                      .channels = layout.channels,
                      .bits = layout.bits_stored,
                      .is_signed = layout.is_signed};
  if (syntax.decoder == Decoder::openjpeg)
    pixels = decode_jpeg2000(stream_of(dataset), std::move(pixels));
  else if (syntax.decoder == Decoder::none)
    take({.bytes = body.pixels, .swapped = body.pixels_swapped}, layout, syntax.lossy, pixels);
  else
    take(decompressed(dataset, layout), layout, syntax.lossy, pixels);
  settle_colours(pixels, layout.photometric);
  return pixels;
}

}  // namespace osteon
