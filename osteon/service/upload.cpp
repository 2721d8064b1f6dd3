#include "osteon/service/upload.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "osteon/report/text.hpp"

namespace osteon::service {
namespace {

constexpr std::size_t longest_field = 1024;
constexpr std::size_t most_fields = 16;
constexpr std::size_t longest_name = 255;

[[noreturn]] void throw_disk(int reason) {
  if (reason == ENOSPC || reason == EDQUOT)
    throw Problem(507, "disk_full", "the disk has no room for the upload", 60);
  throw Error(ErrorCode::internal,
              fmt::format("an upload cannot be written: {}", std::strerror(reason)));
}

}  // namespace

NamelessFile::NamelessFile(const std::filesystem::path& folder)
    : file_(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)) {
  if (file_ < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
    // Network file systems have no files without names: its name goes at once.
    std::string pattern = folder / "XXXXXX";
    file_ = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (file_ >= 0) ::unlink(pattern.c_str());
  }
  if (file_ < 0) throw_disk(errno);
}

NamelessFile::~NamelessFile() {
  if (file_ >= 0) ::close(file_);
}

void NamelessFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw_disk(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
    size_ += count;
  }
}

MappedFile NamelessFile::map() const { return MappedFile(fmt::format("/proc/self/fd/{}", file_)); }

Upload::Upload(const Limits& limits, const std::filesystem::path& folder)
    : limits_(limits), content_(folder) {}

void Upload::begin(const PartHead& head) {
  field_ = nullptr;
  if (head.is_file) {
    if (head.name != "file") throw bad_request("files are sent in fields of the name 'file'");
    if (static_cast<int>(files_.size()) >= limits_.files)
      throw Problem(413, "too_large",
                    fmt::format("more than {} files in one request; send the rest in another",
                                limits_.files));
    files_.push_back({.name = cleaned_name(head.file_name), .begin = content_.size()});
    return;
  }
  if (head.name != "study" && head.name != "part")
    throw bad_request("the fields of an upload are 'file', 'study' and 'part'");
  if (fields_.size() >= most_fields || fields_.contains(head.name))
    throw bad_request(fmt::format("the field '{}' was sent twice", head.name));
  field_ = &fields_[head.name];
}

void Upload::piece(std::string_view bytes) {
  if (field_ != nullptr) {
    if (field_->size() + bytes.size() > longest_field)
      throw bad_request(fmt::format("a field has more than {} bytes", longest_field));
    *field_ += bytes;
    return;
  }
  UploadedFile& file = files_.back();
  if (file.problem) return;
  file.size += static_cast<std::int64_t>(bytes.size());
  if (file.size > limits_.file_bytes) {
    file.problem.emplace(413, "too_large",
                         fmt::format("the file has more than {} MiB", limits_.file_bytes >> 20));
    return;
  }
  content_.append(bytes);
}

void Upload::end() { field_ = nullptr; }

std::string Upload::field(const std::string& name) const {
  const auto found = fields_.find(name);
  return found == fields_.end() ? std::string() : found->second;
}

std::string cleaned_name(std::string_view sent) {
  if (const auto slash = sent.find_last_of("/\\"); slash != std::string_view::npos)
    sent.remove_prefix(slash + 1);
  // Cut before it is made printable, which may lengthen it: U+FFFD has three bytes.
  std::string name = printable(sent.substr(0, longest_name / 3));
  if (const std::string whole = printable(sent); whole.size() <= longest_name) name = whole;
  return name.empty() || name == "." || name == ".." ? "unnamed" : name;
}

}  // namespace osteon::service
