// The files and fields of one upload, as they arrive: files go to the disk, never into memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "osteon/base/file.hpp"
#include "osteon/service/http/multipart.hpp"
#include "osteon/service/http/problem.hpp"
#include "osteon/service/settings.hpp"

namespace osteon::service {

/// A file without a name in a folder; gone with this object, and with the process.
class NamelessFile {
 public:
  /// \throws Problem(507) when the disk is full, Error(internal) when it fails otherwise
  explicit NamelessFile(const std::filesystem::path& folder);
  ~NamelessFile();
  NamelessFile(const NamelessFile&) = delete;
  NamelessFile& operator=(const NamelessFile&) = delete;

  void append(std::string_view bytes);
  std::int64_t size() const { return size_; }
  MappedFile map() const;

 private:
  int file_ = -1;
  std::int64_t size_ = 0;
};

struct UploadedFile {
  std::string name;        ///< cleaned: no folders, no control characters
  std::int64_t begin = 0;  ///< where it lies among the bytes of the upload
  std::int64_t size = 0;
  std::optional<Problem> problem = {};  ///< why it was not taken
};

class Upload final : public PartReceiver {
 public:
  Upload(const Limits& limits, const std::filesystem::path& folder);

  void begin(const PartHead& head) override;
  void piece(std::string_view bytes) override;
  void end() override;

  const std::vector<UploadedFile>& files() const { return files_; }
  /// All files, one after another.
  MappedFile map() const { return content_.map(); }
  /// Empty when it was not sent.
  std::string field(const std::string& name) const;

 private:
  const Limits& limits_;
  /// One for all: a hundred files of each of a hundred clients would be more than may be open.
  NamelessFile content_;
  std::vector<UploadedFile> files_;
  std::map<std::string, std::string> fields_;
  std::string* field_ = nullptr;  ///< that pieces belong to; null for a file
};

/// What is kept of a name that a client sent: its last component, printable, at most 255 bytes.
std::string cleaned_name(std::string_view sent);

}  // namespace osteon::service
