#include "osteon/radiograph/inflate.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <zlib.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

/// A running decompression, ended with its scope.
struct Stream {
  z_stream state{};
  Stream() {
    constexpr int without_header = -MAX_WBITS;
    if (inflateInit2(&state, without_header) != Z_OK)
      throw Error(ErrorCode::internal, "zlib could not be started");
  }
  ~Stream() { inflateEnd(&state); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

uInt at_most_one_call(std::size_t count) {
  return static_cast<uInt>(std::min<std::size_t>(count, std::numeric_limits<uInt>::max()));
}

}  // namespace

std::vector<std::byte> inflate(std::span<const std::byte> deflated, std::size_t most) {
  Stream stream;
  z_stream& state = stream.state;
  std::vector<std::byte> out(std::min(most, 4 * deflated.size() + 4096));
  std::size_t taken = 0;
  std::size_t made = 0;
  for (;;) {
    state.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(deflated.data())) + taken;
    state.avail_in = at_most_one_call(deflated.size() - taken);
    state.next_out = reinterpret_cast<Bytef*>(out.data()) + made;
    state.avail_out = at_most_one_call(out.size() - made);
    const uInt room_in = state.avail_in;
    const uInt room_out = state.avail_out;
    const int status = ::inflate(&state, Z_NO_FLUSH);
    taken += room_in - state.avail_in;
    made += room_out - state.avail_out;
    if (status == Z_STREAM_END) break;
    const bool wants_room = made == out.size();
    if ((status != Z_OK && status != Z_BUF_ERROR) || (taken == deflated.size() && !wants_room))
      throw Error(
          ErrorCode::unreadable,
          fmt::format("the deflated data are damaged or end early, after {} bytes; copy the "
                      "file again from where it came",
                      taken));
    if (!wants_room) continue;
    if (out.size() == most)
      throw Error(
          ErrorCode::unsupported,
          fmt::format("the deflated data hold more than {} bytes; raise the limit on pixels "
                      "if the picture is really so large",
                      most));
    out.resize(std::min(most, 2 * out.size()));
  }
  out.resize(made);
  return out;
}

}  // namespace osteon
