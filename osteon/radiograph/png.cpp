#include "osteon/radiograph/png.hpp"

#include <bit>
#include <csetjmp>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <png.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/checked_extent.hpp"
#include "osteon/radiograph/grey_rows.hpp"
#include "osteon/radiograph/starts_with.hpp"

namespace osteon {
namespace {

/// A decoder over bytes in memory. libpng reports a failure by a call that must not return, and
/// throwing through its C frames is not allowed; so that call jumps back to guarded(), which
/// throws.
class Decoder {
 public:
  explicit Decoder(std::span<const std::byte> bytes);
  ~Decoder() { png_destroy_read_struct(&png_, &info_, nullptr); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  Extent read_header(const ReadLimits& limits);
  int declared_bits() const { return png_get_bit_depth(png_, info_); }
  bool has_palette() const { return png_get_color_type(png_, info_) == PNG_COLOR_TYPE_PALETTE; }

  /// Asks for rows of 8- or 16-bit samples in the machine's byte order, palette and transparency
  /// spelled out, and returns in how many passes they come.
  int start();
  int channels() const { return png_get_channels(png_, info_); }  ///< after start()
  std::size_t row_bytes() const { return png_get_rowbytes(png_, info_); }
  void read_row(std::span<png_byte> row);
  /// Reads to the last byte that belongs to the picture, so that a cut file is noticed.
  void finish();

 private:
  template <typename Call>
  void guarded(const Call& call);
  static void give(png_structp png, png_bytep to, std::size_t count);

  std::span<const std::byte> rest_;
  std::string reason_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

Decoder::Decoder(std::span<const std::byte> bytes) : rest_(bytes) {
  const auto note_and_jump = [](png_structp png, png_const_charp reason) {
    static_cast<Decoder*>(png_get_error_ptr(png))->reason_ = reason;
    png_longjmp(png, 1);
  };
  const auto ignore = [](png_structp, png_const_charp) {};
  png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, note_and_jump, ignore);
  info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
  if (info_ == nullptr) {
    png_destroy_read_struct(&png_, nullptr, nullptr);
    throw Error(ErrorCode::internal, "libpng could not be started");
  }
  png_set_read_fn(png_, this, give);
  // Osteon has its own limit, and tells its own.
  constexpr auto longest = static_cast<png_uint_32>(std::numeric_limits<std::int32_t>::max());
  png_set_user_limits(png_, longest, longest);
}

/// The jump skips destructors: `call` holds references only and makes nothing that has one.
template <typename Call>
void Decoder::guarded(const Call& call) {
  if (setjmp(png_jmpbuf(png_)) != 0)
    throw Error(ErrorCode::unreadable,
                fmt::format("damaged PNG: {}; copy it again from where it came", reason_));
  call();
}

void Decoder::give(png_structp png, png_bytep to, std::size_t count) {
  auto& rest = static_cast<Decoder*>(png_get_io_ptr(png))->rest_;
  if (count > rest.size()) png_error(png, "it ends early");
  std::memcpy(to, rest.data(), count);
  rest = rest.subspan(count);
}

Extent Decoder::read_header(const ReadLimits& limits) {
  guarded([this] { png_read_info(png_, info_); });
  return checked_extent("PNG", png_get_image_width(png_, info_), png_get_image_height(png_, info_),
                        limits);
}

int Decoder::start() {
  int passes = 0;
  guarded([&] {
    png_set_expand(png_);
    if constexpr (std::endian::native == std::endian::little) png_set_swap(png_);
    passes = png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
  });
  return passes;
}

void Decoder::read_row(std::span<png_byte> row) {
  guarded([&] { png_read_row(png_, row.data(), nullptr); });
}

void Decoder::finish() {
  guarded([this] { png_read_end(png_, nullptr); });
}

/// Lays the picture over black, in place, and closes the gaps that the alpha samples leave.
template <typename Sample>
void lay_over_black(std::span<Sample> samples, std::size_t channels) {
  constexpr std::uint32_t opaque = std::numeric_limits<Sample>::max();
  const std::size_t colours = channels - 1;
  for (std::size_t x = 0; x < samples.size() / channels; ++x) {
    const std::uint32_t alpha = samples[x * channels + colours];
    for (std::size_t c = 0; c < colours; ++c)
      samples[x * colours + c] =
          static_cast<Sample>((samples[x * channels + c] * alpha + opaque / 2) / opaque);
  }
}

/// Rows of Sample to grey.
template <typename Sample>
std::vector<float> read_pixels(Decoder& png, Extent extent, int passes) {
  const auto width = static_cast<std::size_t>(extent.width);
  const auto channels = static_cast<std::size_t>(png.channels());
  const std::size_t in_row = width * channels;
  // An interlaced picture is refined in place, pass by pass; any other needs one row at a time.
  const bool interlaced = passes > 1;
  std::vector<Sample> samples(in_row * (interlaced ? static_cast<std::size_t>(extent.height) : 1));
  std::vector<float> grey(area(extent));
  constexpr float white = std::numeric_limits<Sample>::max();
  GreyOfColour colour(white);

  for (int pass = 1; pass <= passes; ++pass) {
    for (int y = 0; y < extent.height; ++y) {
      const auto at = static_cast<std::size_t>(y);
      const auto row = std::span(samples).subspan(interlaced ? at * in_row : 0, in_row);
      png.read_row({reinterpret_cast<png_byte*>(row.data()), row.size_bytes()});
      if (pass < passes) continue;
      const auto out = std::span(grey).subspan(at * width, width);
      if (channels % 2 == 0) lay_over_black<Sample>(row, channels);
      if (channels < 3)
        grey_row<Sample>(row, white, out);
      else
        colour.row<Sample>(row, out);
    }
  }
  png.finish();
  colour.refuse_photograph("PNG");
  return grey;
}

}  // namespace

bool is_png(std::span<const std::byte> bytes) { return starts_with(bytes, "\x89PNG\r\n\x1A\n"); }

Radiograph read_png(std::span<const std::byte> bytes, const ReadLimits& limits) {
  Decoder png(bytes);
  const Extent extent = png.read_header(limits);
  const int bits = png.has_palette() ? 8 : png.declared_bits();
  const int passes = png.start();
  auto grey = bits == 16 ? read_pixels<std::uint16_t>(png, extent, passes)
                         : read_pixels<std::uint8_t>(png, extent, passes);
  return Radiograph(extent, std::move(grey), {.bits = bits});
}

}  // namespace osteon
