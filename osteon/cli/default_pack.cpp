#include "osteon/cli/default_pack.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon::cli {
namespace {

bool is_pack(const std::filesystem::path& folder) {
  std::error_code unreadable_counts_as_absent;
  return std::filesystem::exists(folder / "pack.json", unreadable_counts_as_absent);
}

}  // namespace

std::filesystem::path pack_beside(const std::filesystem::path& program) {
  std::filesystem::path shipped = std::filesystem::path("models") / "osteon-base";
  const auto bin = program.parent_path();
  if (auto installed = bin.parent_path() / "share" / "osteon" / shipped; is_pack(installed))
    return installed;
  for (auto folder = bin; folder.has_relative_path(); folder = folder.parent_path())
    if (is_pack(folder / shipped)) return folder / shipped;
  if (is_pack(shipped)) return shipped;
  throw Error(ErrorCode::bad_model,
              fmt::format("no model pack: there is no {} above {} or in the current folder; name "
                          "one with --model or in OSTEON_MODEL",
                          shipped.string(), bin.string()));
}

std::filesystem::path default_pack() {
  if (const char* named = std::getenv("OSTEON_MODEL"); named != nullptr && *named != '\0')
    return named;
  return pack_beside(std::filesystem::canonical("/proc/self/exe"));
}

}  // namespace osteon::cli
