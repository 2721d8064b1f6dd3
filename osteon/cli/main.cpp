// The program `osteon`: reads radiographs itself, and hands everything else on to `osteon-all`.
// What draws, serves and stores is in sixty libraries, which take as long to load as a radiograph
// takes to read (docs/decisions/0033).
#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include <malloc.h>

#include "osteon/cli/program.hpp"

namespace {

bool needs_all(std::span<const char* const> words) {
  return words.size() < 2 || std::string_view(words[1]) != "predict" ||
         std::ranges::any_of(words,
                             [](std::string_view word) { return word.starts_with("--overlay"); });
}

/// By default glibc gives large blocks back to the system at once, which clears their pages again
/// for the next layer's weights, and the next film's: a third of all page faults of a start.
void keep_freed_memory() {
  constexpr int larger_than_most_films = 32 << 20;
  mallopt(M_MMAP_THRESHOLD, larger_than_most_films);
  mallopt(M_TRIM_THRESHOLD, larger_than_most_films);
}

}  // namespace

int main(int argc, char* argv[]) {
  if (needs_all({argv, static_cast<std::size_t>(argc)}))
    return osteon::cli::become_all({argv + 1, argv + argc});
  keep_freed_memory();
  const std::array table{osteon::cli::predict(nullptr)};
  return osteon::cli::program(argc, argv, table);
}
