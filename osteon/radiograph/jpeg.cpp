#include "osteon/radiograph/jpeg.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <jpeglib.h>
// After jpeglib.h, which it does not include.
#include <jerror.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/checked_extent.hpp"
#include "osteon/radiograph/grey_rows.hpp"
#include "osteon/radiograph/jpeg_failure.hpp"
#include "osteon/radiograph/starts_with.hpp"

namespace osteon {
namespace {

constexpr float white = 255;

/// Encoders write up to a dozen scans. Each costs a pass over the whole picture, so a small file
/// with thousands of them would keep a reader busy for hours.
constexpr int most_scans = 64;

/// True where the compressed data stop making sense; libjpeg goes on with made-up values.
bool loses_data(int warning) {
  return warning == JWRN_JPEG_EOF || warning == JWRN_HIT_MARKER || warning == JWRN_HUFF_BAD_CODE ||
         warning == JWRN_ARITH_BAD_CODE || warning == JWRN_MUST_RESYNC;
}

/// libjpeg's state, released even when the constructor around it throws.
struct State {
  jpeg_decompress_struct jpeg{};
  State() = default;
  ~State() { jpeg_destroy_decompress(&jpeg); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

/// A decompressor that notes the first row which the data no longer reach.
class Decompressor {
 public:
  explicit Decompressor(std::span<const std::byte> bytes);

  Extent read_header(const ReadLimits& limits);
  /// Samples per pixel in the rows to come: 1 grey, 3 red green blue, 4 cyan magenta yellow black.
  int start();
  void read_row(std::span<JSAMPLE> samples);

  /// Ink as most programs write CMYK: 255 is none of it.
  bool ink_is_inverted() const { return jpeg_.saw_Adobe_marker != 0; }
  /// The height, when nothing is missing.
  int first_missing_row() const { return std::min(missing_from_, height()); }
  bool incomplete() const { return incomplete_; }

 private:
  int height() const { return static_cast<int>(jpeg_.image_height); }
  void note_loss();
  [[noreturn]] void fail();

  JpegFailure failure_{};
  State state_;
  jpeg_decompress_struct& jpeg_ = state_.jpeg;
  jpeg_progress_mgr progress_{};
  int missing_from_ = JPEG_MAX_DIMENSION;
  bool incomplete_ = false;
};

Decompressor::Decompressor(std::span<const std::byte> bytes) {
  jpeg_.err = quiet_handlers(failure_);
  const bool ready = came_through(failure_, [&] {
    jpeg_create_decompress(&jpeg_);
    jpeg_mem_src(&jpeg_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  });
  if (!ready) fail();
  jpeg_.client_data = this;
  failure_.handlers.emit_message = [](j_common_ptr jpeg, int level) {
    if (level < 0 && loses_data(jpeg->err->msg_code))
      static_cast<Decompressor*>(jpeg->client_data)->note_loss();
  };
  progress_.progress_monitor = [](j_common_ptr jpeg) {
    if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > most_scans)
      ERREXIT(jpeg, JERR_BAD_PROGRESSION);
  };
  jpeg_.progress = &progress_;
}

void Decompressor::note_loss() {
  if (incomplete_) return;
  incomplete_ = true;
  // What is lost after the first scan only made the whole picture finer, or coloured.
  if (jpeg_.input_scan_number <= 1)
    missing_from_ = static_cast<int>(jpeg_.input_iMCU_row) * jpeg_.max_v_samp_factor * DCTSIZE;
}

void Decompressor::fail() {
  const int code = jpeg_.err->msg_code;
  const std::string reason = reason_of(jpeg_);
  if (code == JERR_BAD_PRECISION || code == JERR_SOF_UNSUPPORTED)
    throw Error(ErrorCode::unsupported,
                fmt::format("a JPEG of a kind that is read inside DICOM only ({}); give the DICOM "
                            "object, or convert to PNG",
                            reason));
  throw Error(ErrorCode::unreadable,
              fmt::format("damaged JPEG: {}; copy it again from where it came", reason));
}

Extent Decompressor::read_header(const ReadLimits& limits) {
  if (!came_through(failure_, [this] { jpeg_read_header(&jpeg_, TRUE); })) fail();
  return checked_extent("JPEG", jpeg_.image_width, jpeg_.image_height, limits);
}

int Decompressor::start() {
  switch (jpeg_.jpeg_color_space) {
    case JCS_GRAYSCALE:
      jpeg_.out_color_space = JCS_GRAYSCALE;
      break;
    case JCS_YCbCr:
    case JCS_RGB:
      jpeg_.out_color_space = JCS_RGB;
      break;
    case JCS_YCCK:
    case JCS_CMYK:
      jpeg_.out_color_space = JCS_CMYK;
      break;
    default:
      throw Error(ErrorCode::unsupported,
                  fmt::format("a JPEG of {} components that are neither grey, nor red, green and "
                              "blue, nor inks; convert it to grey",
                              jpeg_.num_components));
  }
  if (!came_through(failure_, [this] { jpeg_start_decompress(&jpeg_); })) fail();
  return jpeg_.output_components;
}

void Decompressor::read_row(std::span<JSAMPLE> samples) {
  if (!came_through(failure_, [&] {
        JSAMPROW row = samples.data();
        jpeg_read_scanlines(&jpeg_, &row, 1);
      }))
    fail();
}

/// Red, green and blue on white paper, in place: the first three of every four samples move up.
void take_ink_off(std::span<JSAMPLE> samples, bool inverted) {
  for (std::size_t x = 0; 4 * x < samples.size(); ++x) {
    const auto light = [&](std::size_t ink) {
      const int value = samples[4 * x + ink];
      return inverted ? value : 255 - value;
    };
    const int black = light(3);
    for (std::size_t c = 0; c < 3; ++c)
      samples[3 * x + c] = static_cast<JSAMPLE>(light(c) * black / 255);
  }
}

}  // namespace

bool is_jpeg(std::span<const std::byte> bytes) { return starts_with(bytes, "\xFF\xD8\xFF"); }

Radiograph read_jpeg(std::span<const std::byte> bytes, const ReadLimits& limits) {
  Decompressor jpeg(bytes);
  const Extent extent = jpeg.read_header(limits);
  const int channels = jpeg.start();

  const auto width = static_cast<std::size_t>(extent.width);
  std::vector<JSAMPLE> samples(width * static_cast<std::size_t>(channels));
  std::vector<float> grey(area(extent));
  GreyOfColour colour(white);
  for (int y = 0; y < extent.height; ++y) {
    jpeg.read_row(samples);
    // Told only now: the row just read may be the first that the data did not reach.
    if (y >= jpeg.first_missing_row()) break;
    const auto row = std::span(grey).subspan(static_cast<std::size_t>(y) * width, width);
    if (channels == 4) take_ink_off(samples, jpeg.ink_is_inverted());
    if (channels == 1)
      grey_row<JSAMPLE>(samples, white, row);
    else
      colour.row<JSAMPLE>(samples, row);
  }
  if (jpeg.first_missing_row() == 0)
    throw Error(ErrorCode::unreadable,
                "the JPEG ends before its first row; copy it again from where it came");
  colour.refuse_photograph("JPEG");
  return Radiograph(extent, std::move(grey), {.bits = 8, .incomplete = jpeg.incomplete()});
}

}  // namespace osteon
