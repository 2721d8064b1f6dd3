// What can go wrong, in one table for the three audiences: a shell, an HTTP client, a DICOM peer.
#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace osteon {

enum class ErrorCode {
  bad_argument,      ///< the caller asked for something that cannot be
  unreadable,        ///< missing, truncated or damaged
  not_a_radiograph,  ///< a picture, but not one X-ray exposure
  unsupported,       ///< sound, but in a form that this build does not take
  bad_model,         ///< a pack that is damaged or does not fit
  busy,              ///< no room now; later there may be
  internal,          ///< our own fault
};

struct ErrorMeaning {
  ErrorCode code;
  std::string_view name;  ///< stable: scripts and clients match on it
  int exit_code;          ///< of a command that ends on it
  int http_status;
  int c_store_status;  ///< PS3.4 table B.2-1
};

inline constexpr std::array error_meanings{
    ErrorMeaning{ErrorCode::bad_argument, "bad_argument", 2, 400, 0xC000},
    ErrorMeaning{ErrorCode::unreadable, "unreadable", 3, 422, 0xC000},
    ErrorMeaning{ErrorCode::not_a_radiograph, "not_a_radiograph", 3, 422, 0xA900},
    ErrorMeaning{ErrorCode::unsupported, "unsupported", 3, 415, 0xA900},
    ErrorMeaning{ErrorCode::bad_model, "bad_model", 4, 500, 0x0110},
    ErrorMeaning{ErrorCode::busy, "busy", 5, 503, 0xA700},
    ErrorMeaning{ErrorCode::internal, "internal", 70, 500, 0x0110},
};
static_assert(error_meanings.size() == static_cast<std::size_t>(ErrorCode::internal) + 1,
              "every ErrorCode needs its row");

constexpr const ErrorMeaning& meaning_of(ErrorCode code) {
  return error_meanings[static_cast<std::size_t>(code)];
}

/// True where the file at hand is to blame, so that a batch can go on with the next one.
constexpr bool input_at_fault(ErrorCode code) {
  return code == ErrorCode::unreadable || code == ErrorCode::not_a_radiograph ||
         code == ErrorCode::unsupported;
}

/// A failure with a code, told from the deed to the cause: "reading a.dcm: 3 bytes missing".
/// Messages never hold names, birth dates or IDs of patients.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& what) : std::runtime_error(what), code_(code) {}

  /// The same failure with what was being done put before it: `throw error.during("reading x")`.
  Error during(std::string_view deed) const { return {code_, std::string(deed) + ": " + what()}; }

  ErrorCode code() const noexcept { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace osteon
