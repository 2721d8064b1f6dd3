// libjpeg's way of failing, turned into Osteon's. Included by the JPEG sources only.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <string>

#include <jpeglib.h>

#include "osteon/base/error.hpp"

namespace osteon {

/// libjpeg reports a failure by a call that must not return. Throwing through its C frames is not
/// allowed, so that call jumps back to came_through(), whose caller throws.
struct JpegFailure {
  jpeg_error_mgr handlers;  ///< first, so that libjpeg's pointer to it is one to this
  std::jmp_buf back;
};

/// Handlers that neither print nor exit.
inline jpeg_error_mgr* quiet_handlers(JpegFailure& failure) {
  jpeg_std_error(&failure.handlers);
  failure.handlers.error_exit = [](j_common_ptr jpeg) {
    std::longjmp(reinterpret_cast<JpegFailure*>(jpeg->err)->back, 1);
  };
  failure.handlers.emit_message = [](j_common_ptr, int) {};
  return &failure.handlers;
}

/// What libjpeg says went wrong.
template <typename Jpeg>
std::string reason_of(Jpeg& jpeg) {
  char text[JMSG_LENGTH_MAX];
  jpeg.err->format_message(reinterpret_cast<j_common_ptr>(&jpeg), text);
  return text;
}

/// Runs a call into libjpeg and returns whether it came through. The jump skips destructors:
/// `call` holds references only and makes nothing that has one.
template <typename Call>
[[nodiscard]] bool came_through(JpegFailure& failure, const Call& call) {
  if (setjmp(failure.back) != 0) return false;
  call();
  return true;
}

}  // namespace osteon
