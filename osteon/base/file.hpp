// Files in and out: mapped for reading, replaced as a whole when written.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace osteon {

/// A file's bytes, mapped read-only for the life of this object. Move-only; readable from threads.
class MappedFile {
 public:
  /// \throws Error(unreadable) missing, not a plain file, or not permitted
  explicit MappedFile(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const noexcept { return {data_, size_}; }

 private:
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

/// \throws Error(unreadable)
std::string read_text(const std::filesystem::path& file);

/// Lets `write` write a file beside this one and renames it over, so that a reader sees the old or
/// the new whole; a device or a pipe is itself written to. \throws what `write` throws, and
/// Error(unreadable) when the renaming fails
void replace_whole(const std::filesystem::path& file,
                   const std::function<void(const std::filesystem::path& beside)>& write);

/// The same with what is in memory.
/// \throws Error(unreadable) when the folder or the disk will not have it
void write_whole(const std::filesystem::path& file, std::string_view content);

}  // namespace osteon
