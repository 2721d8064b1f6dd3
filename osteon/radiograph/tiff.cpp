#include "osteon/radiograph/tiff.hpp"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <tiffio.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/checked_extent.hpp"
#include "osteon/radiograph/grey_rows.hpp"
#include "osteon/radiograph/starts_with.hpp"

namespace osteon {
namespace {

/// Bytes in memory as libtiff wants to read them, and its last complaint.
struct Source {
  std::span<const std::byte> bytes;
  std::size_t at = 0;
  std::string complaint;
};

Source& source_of(thandle_t handle) { return *static_cast<Source*>(handle); }

tmsize_t give(thandle_t handle, void* to, tmsize_t count) {
  Source& source = source_of(handle);
  if (count <= 0 || source.at >= source.bytes.size()) return 0;
  const std::size_t given =
      std::min(static_cast<std::size_t>(count), source.bytes.size() - source.at);
  std::memcpy(to, source.bytes.data() + source.at, given);
  source.at += given;
  return static_cast<tmsize_t>(given);
}

tmsize_t take_nothing(thandle_t, void*, tmsize_t) { return 0; }

toff_t seek(thandle_t handle, toff_t offset, int whence) {
  Source& source = source_of(handle);
  if (whence == SEEK_CUR) offset += source.at;
  if (whence == SEEK_END) offset += source.bytes.size();
  return source.at = static_cast<std::size_t>(offset);
}

int close(thandle_t) { return 0; }

toff_t size(thandle_t handle) { return source_of(handle).bytes.size(); }

/// Lends the bytes as they are, so that libtiff copies nothing that is not compressed.
int map(thandle_t handle, void** base, toff_t* count) {
  const auto bytes = source_of(handle).bytes;
  *base = const_cast<std::byte*>(bytes.data());
  *count = bytes.size();
  return 1;
}

void unmap(thandle_t, void*, toff_t) {}

int note_complaint(TIFF*, void* source, const char*, const char* format, va_list values) {
  std::array<char, 256> text{};
  std::vsnprintf(text.data(), text.size(), format, values);
  static_cast<Source*>(source)->complaint = text.data();
  return 1;  // handled: not printed
}

int ignore_warning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

struct Close {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, Close>;

[[noreturn]] void damaged(std::string_view how) {
  throw Error(ErrorCode::unreadable,
              fmt::format("damaged TIFF: {}; copy it again from where it came", how));
}

[[noreturn]] void unsupported(const std::string& what) {
  throw Error(ErrorCode::unsupported,
              fmt::format("a TIFF of {}; save it as grey of 8 or 16 bits", what));
}

Tiff open(Source& source, const ReadLimits& limits) {
  struct Free {
    void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
  };
  const std::unique_ptr<TIFFOpenOptions, Free> options(TIFFOpenOptionsAlloc());
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), note_complaint, &source);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignore_warning, nullptr);
  // 16-bit colour with alpha takes 8 bytes a pixel; a small picture may have large tables.
  constexpr tmsize_t tables = 16 << 20;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), 8 * limits.max_pixels + tables);
  Tiff tiff(TIFFClientOpenExt("TIFF", "r", &source, give, take_nothing, seek, close, size, map,
                              unmap, options.get()));
  if (tiff == nullptr) damaged(source.complaint);
  return tiff;
}

enum class Alpha { none, premultiplied, apart };

/// What a page says about its samples.
struct Page {
  Extent extent;
  int bits = 8;
  std::size_t channels = 1;  ///< interleaved, alpha included
  std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
  Alpha alpha = Alpha::none;
  Extent block;  ///< of a strip or a tile

  std::size_t colours() const { return channels - (alpha == Alpha::none ? 0 : 1); }
};

template <typename Number>
Number field(const Tiff& tiff, std::uint32_t tag, Number otherwise = 0) {
  Number value = otherwise;
  TIFFGetFieldDefaulted(tiff.get(), tag, &value);
  return value;
}

Alpha alpha_of(const Tiff& tiff) {
  std::uint16_t count = 0;
  const std::uint16_t* kinds = nullptr;
  TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_EXTRASAMPLES, &count, &kinds);
  if (count == 0 || kinds == nullptr) return Alpha::none;
  if (count > 1) unsupported(fmt::format("{} extra channels", count));
  return kinds[0] == EXTRASAMPLE_UNASSALPHA ? Alpha::apart : Alpha::premultiplied;
}

void require_grey_or_colour(const Page& page) {
  switch (page.photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_PALETTE:
      if (page.colours() == 1) return;
      break;
    case PHOTOMETRIC_RGB:
      if (page.colours() == 3) return;
      break;
    default:
      break;
  }
  unsupported(fmt::format("{} channels with photometric interpretation {}", page.colours(),
                          page.photometric));
}

Extent block_of(const Tiff& tiff, Extent extent, const ReadLimits& limits) {
  if (!TIFFIsTiled(tiff.get())) {
    const auto rows = field<std::uint32_t>(tiff, TIFFTAG_ROWSPERSTRIP);
    if (rows == 0) damaged("its strips have no rows");
    const auto height = static_cast<std::uint32_t>(extent.height);
    return {extent.width, static_cast<int>(std::min(rows, height))};
  }
  return checked_extent("tile of the TIFF", field<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH),
                        field<std::uint32_t>(tiff, TIFFTAG_TILELENGTH), limits);
}

Page page_of(const Tiff& tiff, const ReadLimits& limits) {
  Page page;
  page.extent = checked_extent("TIFF", field<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH),
                               field<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH), limits);
  page.bits = field<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE);
  page.channels = field<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL);
  page.photometric = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  page.alpha = alpha_of(tiff);
  const auto kind = field<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  if ((page.bits != 8 && page.bits != 16) || kind != SAMPLEFORMAT_UINT)
    unsupported(fmt::format("{}-bit samples of kind {}", page.bits, kind));
  const auto planes = field<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  if (page.channels > 1 && planes != PLANARCONFIG_CONTIG) unsupported("channels stored apart");
  // JPEG inside TIFF stores luminance and chrominance; libtiff turns them back.
  if (page.photometric == PHOTOMETRIC_YCBCR &&
      field<std::uint16_t>(tiff, TIFFTAG_COMPRESSION) == COMPRESSION_JPEG) {
    TIFFSetField(tiff.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    page.photometric = PHOTOMETRIC_RGB;
  }
  require_grey_or_colour(page);
  page.block = block_of(tiff, page.extent, limits);
  return page;
}

/// Previews of the first page are allowed beside it, other pages are other exposures.
void require_one_page(const Tiff& tiff, const Source& source) {
  // Each directory takes some bytes, so this many cannot be had without a loop.
  constexpr int most_previews = 64;
  for (int previews = 0; TIFFReadDirectory(tiff.get()); ++previews) {
    const bool preview = field<std::uint32_t>(tiff, TIFFTAG_SUBFILETYPE) & FILETYPE_REDUCEDIMAGE;
    if (!preview || previews == most_previews)
      throw Error(ErrorCode::not_a_radiograph,
                  "the TIFF has several pages; give one file for each exposure");
  }
  if (!TIFFSetDirectory(tiff.get(), 0)) damaged(source.complaint);
}

/// The three columns of a palette, each with an entry of 16 bits for each value of a sample.
std::array<std::span<const std::uint16_t>, 3> palette_of(const Tiff& tiff, int bits) {
  std::array<std::uint16_t*, 3> columns{};
  if (!TIFFGetField(tiff.get(), TIFFTAG_COLORMAP, &columns[0], &columns[1], &columns[2]))
    damaged("its palette is missing");
  const std::size_t entries = std::size_t{1} << bits;
  return {std::span<const std::uint16_t>(columns[0], entries),
          std::span<const std::uint16_t>(columns[1], entries),
          std::span<const std::uint16_t>(columns[2], entries)};
}

/// Rows of Sample to rows of grey, as the page says.
template <typename Sample>
class ToGrey {
 public:
  ToGrey(const Tiff& tiff, const Page& page) : page_(page) {
    if (page.photometric == PHOTOMETRIC_PALETTE) palette_ = palette_of(tiff, page.bits);
  }

  void row(std::span<Sample> samples, std::span<float> grey) {
    if (page_.alpha != Alpha::none) drop_alpha(samples);
    switch (page_.photometric) {
      case PHOTOMETRIC_RGB:
        colour_.template row<Sample>(samples, grey);
        break;
      case PHOTOMETRIC_PALETTE:
        look_up(samples.first(grey.size()), grey);
        break;
      default:
        grey_row<Sample>(samples, white, grey);
    }
    if (page_.photometric == PHOTOMETRIC_MINISWHITE)
      for (float& value : grey) value = 1 - value;
  }

  void refuse_photograph() const {
    colour_.refuse_photograph("TIFF");
    palette_colour_.refuse_photograph("TIFF");
  }

 private:
  static constexpr std::uint32_t full = std::numeric_limits<Sample>::max();
  static constexpr float white = full;

  /// Over black: nothing is to be done to what was multiplied before.
  void drop_alpha(std::span<Sample> samples) const {
    const std::size_t colours = page_.colours();
    for (std::size_t x = 0; x < samples.size() / page_.channels; ++x) {
      const std::uint32_t alpha =
          page_.alpha == Alpha::apart ? samples[x * page_.channels + colours] : full;
      for (std::size_t c = 0; c < colours; ++c)
        samples[x * colours + c] =
            static_cast<Sample>((samples[x * page_.channels + c] * alpha + full / 2) / full);
    }
  }

  void look_up(std::span<const Sample> samples, std::span<float> grey) {
    looked_up_.clear();
    for (const Sample sample : samples)
      for (const auto& column : palette_) looked_up_.push_back(column[sample]);
    palette_colour_.template row<std::uint16_t>(looked_up_, grey);
  }

  const Page& page_;
  GreyOfColour colour_{white};
  GreyOfColour palette_colour_{65535};
  std::array<std::span<const std::uint16_t>, 3> palette_;
  std::vector<std::uint16_t> looked_up_;
};

/// Decodes strip by strip or tile by tile, and drops what tiles hold beyond the edges.
template <typename Sample>
std::vector<float> read_pixels(const Tiff& tiff, const Page& page, const Source& source) {
  const auto [width, height] = page.extent;
  const bool tiled = TIFFIsTiled(tiff.get()) != 0;
  const std::size_t in_row = static_cast<std::size_t>(page.block.width) * page.channels;
  std::vector<Sample> block(in_row * static_cast<std::size_t>(page.block.height));
  std::vector<float> grey(area(page.extent));
  ToGrey<Sample> to_grey(tiff, page);

  std::uint32_t index = 0;
  for (int top = 0; top < height; top += page.block.height) {
    const int rows = std::min(page.block.height, height - top);
    for (int left = 0; left < width; left += page.block.width, ++index) {
      const auto columns = static_cast<std::size_t>(std::min(page.block.width, width - left));
      const std::size_t samples = tiled ? block.size() : in_row * static_cast<std::size_t>(rows);
      const auto bytes = static_cast<tmsize_t>(samples * sizeof(Sample));
      const tmsize_t read = tiled ? TIFFReadEncodedTile(tiff.get(), index, block.data(), bytes)
                                  : TIFFReadEncodedStrip(tiff.get(), index, block.data(), bytes);
      if (read != bytes) damaged(source.complaint.empty() ? "it ends early" : source.complaint);
      for (int y = 0; y < rows; ++y) {
        const auto from = static_cast<std::size_t>(y) * in_row;
        const auto to = static_cast<std::size_t>(top + y) * static_cast<std::size_t>(width) +
                        static_cast<std::size_t>(left);
        to_grey.row(std::span(block).subspan(from, columns * page.channels),
                    std::span(grey).subspan(to, columns));
      }
    }
  }
  to_grey.refuse_photograph();
  return grey;
}

}  // namespace

bool is_tiff(std::span<const std::byte> bytes) {
  using namespace std::string_view_literals;
  return starts_with(bytes, "II\x2A\0"sv) || starts_with(bytes, "MM\0\x2A"sv) ||
         starts_with(bytes, "II\x2B\0"sv) || starts_with(bytes, "MM\0\x2B"sv);
}

Radiograph read_tiff(std::span<const std::byte> bytes, const ReadLimits& limits) {
  Source source{.bytes = bytes};
  const Tiff tiff = open(source, limits);
  require_one_page(tiff, source);
  const Page page = page_of(tiff, limits);
  auto grey = page.bits == 8 ? read_pixels<std::uint8_t>(tiff, page, source)
                             : read_pixels<std::uint16_t>(tiff, page, source);
  return Radiograph(page.extent, std::move(grey), {.bits = page.bits});
}

}  // namespace osteon
