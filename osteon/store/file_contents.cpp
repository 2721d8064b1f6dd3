#include "osteon/store/file_contents.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "osteon/base/file.hpp"
#include "osteon/store/ids.hpp"
#include "osteon/store/store.hpp"

namespace osteon {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view deed, int system_error) {
  if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
    throw DiskFull(ErrorCode::busy,
                   "the data folder's disk or quota is full; make room or keep less");
  throw Error(ErrorCode::unreadable, fmt::format("the data folder: {}: {}; check its permissions",
                                                 deed, std::strerror(system_error)));
}

class Handle {
 public:
  Handle(const fs::path& file, int flags) : number_(::open(file.c_str(), flags | O_CLOEXEC, 0600)) {
    if (number_ < 0) fail("opening a file", errno);
  }
  ~Handle() { ::close(number_); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  void write(std::span<const std::byte> bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("writing a file", errno);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }
  void reach_disk() const {
    if (::fsync(number_) != 0) fail("writing a file", errno);
  }

 private:
  int number_;
};

/// A name is on disk when its folder is.
void folder_reaches_disk(const fs::path& folder) {
  Handle(folder, O_RDONLY | O_DIRECTORY).reach_disk();
}

void make_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0)
    folder_reaches_disk(folder.parent_path());
  else if (errno != EEXIST)
    fail("making a folder", errno);
}

struct StagedFile : Contents::Staged {
  fs::path file;
  explicit StagedFile(fs::path where) : file(std::move(where)) {}
  ~StagedFile() override { ::unlink(file.c_str()); }  // gone already when it was kept
};

}  // namespace

FileContents::FileContents(fs::path folder) : folder_(std::move(folder)) {
  std::error_code error;
  const auto whole = fs::absolute(folder_, error).lexically_normal();
  folder_ = whole.has_filename() ? whole : whole.parent_path();
  fs::create_directories(folder_.parent_path(), error);
  if (error) fail("making a folder", error.value());
  make_folder(folder_);
  make_folder(folder_ / "files");
  make_folder(folder_ / "incoming");
  clear_abandoned();
}

std::unique_ptr<Contents::Staged> FileContents::stage(std::span<const std::byte> bytes) {
  auto staged = std::make_unique<StagedFile>(folder_ / "incoming" / new_secret());
  const Handle handle(staged->file, O_WRONLY | O_CREAT | O_EXCL);
  handle.write(bytes);
  handle.reach_disk();
  return staged;
}

void FileContents::keep(Transaction&, Staged& staged, const std::string& digest) {
  const auto place = place_of(digest);
  make_folder(place.parent_path());
  // Over a file that is there already, which heals one that was damaged.
  if (::rename(static_cast<StagedFile&>(staged).file.c_str(), place.c_str()) != 0)
    fail("renaming a file", errno);
  folder_reaches_disk(place.parent_path());
}

std::optional<Bytes> FileContents::read(Transaction&, const std::string& digest) {
  std::error_code error;
  if (!fs::exists(place_of(digest), error)) return std::nullopt;
  const MappedFile file(place_of(digest));
  return Bytes(file.bytes().begin(), file.bytes().end());
}

void FileContents::drop(Transaction&, const std::string& digest) {
  const auto place = place_of(digest);
  if (::unlink(place.c_str()) != 0) {
    if (errno == ENOENT) return;
    fail("removing a file", errno);
  }
  folder_reaches_disk(place.parent_path());
}

std::vector<std::string> FileContents::all(Transaction&) {
  std::vector<std::string> digests;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder_ / "files", error))
    if (entry.is_regular_file(error)) digests.push_back(entry.path().filename());
  if (error) fail("listing files", error.value());
  return digests;
}

fs::path FileContents::place_of(const std::string& digest) const {
  return folder_ / "files" / digest.substr(0, 2) / digest;
}

void FileContents::clear_abandoned() const {
  std::error_code ignored;  // another process may be clearing too
  const auto hour_ago = fs::file_time_type::clock::now() - std::chrono::hours(1);
  for (const auto& entry : fs::directory_iterator(folder_ / "incoming", ignored))
    if (entry.last_write_time(ignored) < hour_ago) fs::remove(entry.path(), ignored);
}

}  // namespace osteon
