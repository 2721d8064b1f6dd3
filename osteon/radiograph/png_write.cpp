#include <bit>
#include <csetjmp>
#include <cstdint>
#include <limits>
#include <string>

#include <fmt/format.h>
#include <png.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/radiograph/samples.hpp"
#include "osteon/radiograph/write.hpp"

namespace osteon {
namespace {

class PngEncoder {
 public:
  PngEncoder() {
    const auto note_and_jump = [](png_structp png, png_const_charp reason) {
      static_cast<PngEncoder*>(png_get_error_ptr(png))->reason_ = reason;
      png_longjmp(png, 1);
    };
    const auto ignore = [](png_structp, png_const_charp) {};
    png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, note_and_jump, ignore);
    info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
  }
  ~PngEncoder() { png_destroy_write_struct(&png_, &info_); }
  PngEncoder(const PngEncoder&) = delete;
  PngEncoder& operator=(const PngEncoder&) = delete;

  template <typename Sample>
  std::string encode(const Radiograph& radiograph);

 private:
  static void keep(png_structp png, png_bytep bytes, std::size_t count) {
    static_cast<PngEncoder*>(png_get_io_ptr(png))
        ->content_.append(reinterpret_cast<const char*>(bytes), count);
  }

  std::string content_;
  std::string reason_ = "libpng could not be started";
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
};

template <typename Sample>
std::string PngEncoder::encode(const Radiograph& radiograph) {
  const auto samples = samples_of<Sample>(radiograph.grey(), std::numeric_limits<Sample>::max());
  const auto width = static_cast<std::size_t>(radiograph.extent().width);
  // Nothing below has a destructor for the jump to skip.
  if (info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0) throw Error(ErrorCode::internal, reason_);
  png_set_write_fn(png_, this, keep, nullptr);
  png_set_IHDR(png_, info_, static_cast<png_uint_32>(radiograph.extent().width),
               static_cast<png_uint_32>(radiograph.extent().height), 8 * sizeof(Sample),
               PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png_, info_);
  if constexpr (std::endian::native == std::endian::little) png_set_swap(png_);
  for (std::size_t at = 0; at < samples.size(); at += width)
    png_write_row(png_, reinterpret_cast<png_const_bytep>(samples.data() + at));
  png_write_end(png_, info_);
  return content_;
}

}  // namespace

void write_png(const std::filesystem::path& file, const Radiograph& radiograph, int bits) {
  if (bits != 8 && bits != 16)
    throw Error(ErrorCode::bad_argument,
                fmt::format("a PNG of {} bits cannot be written; choose 8 or 16", bits));
  PngEncoder png;
  write_whole(file, bits == 8 ? png.encode<std::uint8_t>(radiograph)
                              : png.encode<std::uint16_t>(radiograph));
}

}  // namespace osteon
