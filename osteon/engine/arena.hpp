// One stretch of memory that many buffers are laid out in.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>

namespace osteon {

/// Bytes without a value, in large pages where the system has them: with small ones a network's
/// weights and activations cost tens of thousands of page faults.
class Arena {
 public:
  Arena() = default;
  explicit Arena(std::size_t bytes);

  std::byte* data() const noexcept { return data_.get(); }
  std::size_t size() const noexcept { return size_; }

 private:
  struct Free {
    void operator()(std::byte* data) const noexcept { std::free(data); }
  };
  std::unique_ptr<std::byte, Free> data_;
  std::size_t size_ = 0;
};

/// Hands out places in an arena that is still to be made.
class ArenaPlan {
 public:
  /// The offset of `bytes` that begin on a cache line.
  std::size_t reserve(std::size_t bytes) {
    const std::size_t offset = size_;
    size_ += (bytes + line - 1) / line * line;
    return offset;
  }
  std::size_t size() const noexcept { return size_; }

 private:
  static constexpr std::size_t line = 64;
  std::size_t size_ = 0;
};

}  // namespace osteon
