#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/radiograph/jpeg_failure.hpp"
#include "osteon/radiograph/samples.hpp"
#include "osteon/radiograph/write.hpp"

namespace osteon {
namespace {

class JpegEncoder {
 public:
  JpegEncoder() { jpeg_.err = quiet_handlers(failure_); }
  ~JpegEncoder() {
    jpeg_destroy_compress(&jpeg_);
    std::free(content_);
  }
  JpegEncoder(const JpegEncoder&) = delete;
  JpegEncoder& operator=(const JpegEncoder&) = delete;

  std::string encode(const Radiograph& radiograph, int quality) {
    auto samples = samples_of<JSAMPLE>(radiograph.grey(), MAXJSAMPLE);
    const auto width = static_cast<std::size_t>(radiograph.extent().width);
    const bool written = came_through(failure_, [&] {
      jpeg_create_compress(&jpeg_);
      jpeg_mem_dest(&jpeg_, &content_, &size_);
      jpeg_.image_width = static_cast<JDIMENSION>(radiograph.extent().width);
      jpeg_.image_height = static_cast<JDIMENSION>(radiograph.extent().height);
      jpeg_.input_components = 1;
      jpeg_.in_color_space = JCS_GRAYSCALE;
      jpeg_set_defaults(&jpeg_);
      jpeg_set_quality(&jpeg_, quality, TRUE);
      jpeg_start_compress(&jpeg_, TRUE);
      for (std::size_t at = 0; at < samples.size(); at += width) {
        JSAMPROW row = samples.data() + at;
        jpeg_write_scanlines(&jpeg_, &row, 1);
      }
      jpeg_finish_compress(&jpeg_);
    });
    if (!written)
      throw Error(ErrorCode::bad_argument,
                  fmt::format("the radiograph does not fit into a JPEG: {}", reason_of(jpeg_)));
    return {reinterpret_cast<const char*>(content_), size_};
  }

 private:
  JpegFailure failure_{};
  jpeg_compress_struct jpeg_{};
  unsigned char* content_ = nullptr;
  unsigned long size_ = 0;
};

}  // namespace

std::string jpeg_bytes(const Radiograph& radiograph, int quality) {
  if (quality < 1 || quality > 100)
    throw Error(ErrorCode::bad_argument,
                fmt::format("JPEG quality {} is outside 1 to 100", quality));
  JpegEncoder jpeg;
  return jpeg.encode(radiograph, quality);
}

void write_jpeg(const std::filesystem::path& file, const Radiograph& radiograph, int quality) {
  write_whole(file, jpeg_bytes(radiograph, quality));
}

}  // namespace osteon
