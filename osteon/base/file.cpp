#include "osteon/base/file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, std::string_view why) {
  throw Error(ErrorCode::unreadable, fmt::format("{}: {}", file.string(), why));
}

bool is_device_or_pipe(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  return exists(status) && !is_regular_file(status) && !is_directory(status);
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& file) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) fail(file, std::strerror(errno));
  struct stat status {};
  if (::fstat(handle, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(handle);
    fail(file, "not a plain file");
  }
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ > 0) {
    void* mapping = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, handle, 0);
    if (mapping == MAP_FAILED) {
      const int reason = errno;
      ::close(handle);
      fail(file, std::strerror(reason));
    }
    data_ = static_cast<const std::byte*>(mapping);
  }
  ::close(handle);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

std::string read_text(const std::filesystem::path& file) {
  const MappedFile mapped(file);
  const auto bytes = mapped.bytes();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void replace_whole(const std::filesystem::path& file,
                   const std::function<void(const std::filesystem::path& beside)>& write) {
  // A plain file in its place would take /dev/null away from the whole machine.
  if (is_device_or_pipe(file)) return write(file);
  auto beside = file;
  beside += ".part";
  write(beside);
  std::error_code error;
  std::filesystem::rename(beside, file, error);
  if (error) fail(file, error.message());
}

void write_whole(const std::filesystem::path& file, std::string_view content) {
  replace_whole(file, [&](const std::filesystem::path& beside) {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.flush();
    if (!out) fail(file, "cannot be written; check the folder, its permissions and free space");
  });
}

}  // namespace osteon
