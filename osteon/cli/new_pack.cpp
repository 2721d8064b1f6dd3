#include "osteon/cli/new_pack.hpp"

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon::cli {

void refuse_existing_pack(const std::filesystem::path& out) {
  if (std::filesystem::exists(out / "pack.json"))
    throw Error(ErrorCode::bad_argument,
                fmt::format("--out {} holds a pack already; name another folder, or remove it",
                            out.string()));
}

}  // namespace osteon::cli
