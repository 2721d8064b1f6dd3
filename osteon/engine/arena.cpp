#include "osteon/engine/arena.hpp"

#include <new>

#include <sys/mman.h>

namespace osteon {
namespace {
constexpr std::size_t large_page = std::size_t{2} << 20;
}

Arena::Arena(std::size_t bytes) : size_(bytes) {
  if (bytes == 0) return;
  const std::size_t pages = (bytes + large_page - 1) / large_page;
  data_.reset(static_cast<std::byte*>(std::aligned_alloc(large_page, pages * large_page)));
  if (!data_) throw std::bad_alloc();
  // Only a wish: refused, everything works as before and the first touch is slower.
  ::madvise(data_.get(), pages * large_page, MADV_HUGEPAGE);
}

}  // namespace osteon
