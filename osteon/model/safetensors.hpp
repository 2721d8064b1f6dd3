// The safetensors weight format (github.com/huggingface/safetensors): an 8-byte length, a JSON
// header of that length, and raw little-endian values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/base/file.hpp"

namespace osteon {

enum class ElementType { f32, f16, bf16 };

struct StoredTensor {
  ElementType type = ElementType::f32;
  std::vector<std::int64_t> shape;
  std::span<const std::byte> bytes;  ///< inside the mapped file

  std::size_t count() const;          ///< product of the shape; 1 for a scalar
  std::vector<float> floats() const;  ///< widened, whatever the type
};

/// A weight file, mapped. Every offset is checked when it is opened, so that what at() gives is
/// always inside the file. Reading from several threads is safe.
class Safetensors {
 public:
  /// \throws Error(unreadable) missing; Error(bad_model) not a sound safetensors file
  explicit Safetensors(const std::filesystem::path& file);

  bool contains(std::string_view name) const;
  /// \throws Error(bad_model) naming the tensor that the file lacks
  const StoredTensor& at(std::string_view name) const;
  /// The values of `name`, which must have `shape`. \throws Error(bad_model)
  std::vector<float> floats(std::string_view name, std::span<const std::int64_t> shape) const;

  const std::map<std::string, StoredTensor, std::less<>>& tensors() const { return tensors_; }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }

 private:
  MappedFile file_;
  std::map<std::string, StoredTensor, std::less<>> tensors_;
  std::map<std::string, std::string> metadata_;
};

/// Checks a header and lays its tensors over `bytes` (the whole file); the parser behind
/// Safetensors, apart so that it can be fuzzed. \throws Error(bad_model)
std::map<std::string, StoredTensor, std::less<>> parse_safetensors(
    std::span<const std::byte> bytes, std::map<std::string, std::string>& metadata);

struct NamedTensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::vector<float> values;
  ElementType stored_as = ElementType::f32;
};

/// \throws Error(unreadable) when it cannot be written, Error(bad_argument) when a value does not
/// fit its type (an f16 beyond 65504)
void write_safetensors(const std::filesystem::path& file, std::span<const NamedTensor> tensors,
                       const std::map<std::string, std::string>& metadata = {});

}  // namespace osteon
