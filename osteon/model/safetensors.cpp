#include "osteon/model/safetensors.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <immintrin.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

/// The format's own limit: a longer header is an attack, not a model.
constexpr std::uint64_t max_header = 100'000'000;

struct TypeName {
  ElementType type;
  std::string_view name;
  std::size_t size;
};
constexpr std::array type_names{TypeName{ElementType::f32, "F32", 4},
                                TypeName{ElementType::f16, "F16", 2},
                                TypeName{ElementType::bf16, "BF16", 2}};

const TypeName& row_of(ElementType type) { return type_names[static_cast<std::size_t>(type)]; }

[[noreturn]] void fail(const std::string& why) {
  throw Error(ErrorCode::bad_model, "not a sound safetensors file: " + why);
}

// IEEE 754 binary16 to binary32 by arithmetic: shifted into place, the exponent's bias (127 - 15)
// is made up by one exact multiplication, which handles subnormals as well.
float widen_f16(std::uint16_t half) {
  const std::uint32_t magnitude = static_cast<std::uint32_t>(half & 0x7FFFu) << 13;
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000u) << 16;
  if ((half & 0x7C00u) == 0x7C00u)
    return std::bit_cast<float>(sign | 0x7F800000u | (magnitude & 0x007FFFFFu));
  const float value = std::bit_cast<float>(magnitude) * 0x1.0p112F;
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) | sign);
}

#if defined(__x86_64__)
__attribute__((target("avx,f16c"))) std::size_t widen_f16_fast(const std::byte* from,
                                                               std::size_t count, float* to) {
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8)
    _mm256_storeu_ps(
        to + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 2 * i))));
  return i;
}
#endif

void widen_f16(std::span<const std::byte> from, std::vector<float>& to) {
  std::size_t done = 0;
#if defined(__x86_64__)
  // clang 14 knows no "f16c" here; every CPU with AVX2 has it.
  if (__builtin_cpu_supports("avx2")) done = widen_f16_fast(from.data(), to.size(), to.data());
#endif
  for (; done < to.size(); ++done) {
    std::uint16_t half = 0;
    std::memcpy(&half, from.data() + 2 * done, 2);
    to[done] = widen_f16(half);
  }
}

/// Round to nearest, ties to even.
std::uint16_t narrow_f16(float value, const std::string& name) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
  const auto sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000u);
  const float magnitude = std::abs(value);
  // 65520 is the first value that rounds to infinity; written so that NaN fails too.
  if (!(magnitude < 65520.0F))
    throw Error(ErrorCode::bad_argument,
                fmt::format("{}: {} does not fit a 16-bit float (at most 65504)", name, value));
  if (magnitude < 0x1.0p-14F) {  // subnormal: a multiple of 2^-24
    return static_cast<std::uint16_t>(
        sign | static_cast<std::uint16_t>(std::nearbyint(magnitude * 0x1.0p24F)));
  }
  std::uint32_t rest = std::bit_cast<std::uint32_t>(magnitude);
  rest += 0xFFFu + ((rest >> 13) & 1u);
  return static_cast<std::uint16_t>(sign | ((rest - (112u << 23)) >> 13));
}

std::uint16_t narrow_bf16(float value) {
  std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
  if (std::isnan(value)) return static_cast<std::uint16_t>((bits >> 16) | 0x40u);
  bits += 0x7FFFu + ((bits >> 16) & 1u);
  return static_cast<std::uint16_t>(bits >> 16);
}

std::string bytes_of(const NamedTensor& tensor) {
  const std::size_t size = row_of(tensor.stored_as).size;
  std::string bytes(tensor.values.size() * size, '\0');
  for (std::size_t i = 0; i < tensor.values.size(); ++i) {
    const float value = tensor.values[i];
    if (tensor.stored_as == ElementType::f32) {
      std::memcpy(bytes.data() + i * size, &value, size);
    } else {
      const std::uint16_t narrow = tensor.stored_as == ElementType::f16
                                       ? narrow_f16(value, tensor.name)
                                       : narrow_bf16(value);
      std::memcpy(bytes.data() + i * size, &narrow, size);
    }
  }
  return bytes;
}

StoredTensor stored_tensor(const std::string& name, const nlohmann::json& entry,
                           std::span<const std::byte> data) {
  const auto& type = entry.at("dtype").get_ref<const std::string&>();
  const auto row = std::ranges::find(type_names, type, &TypeName::name);
  if (row == type_names.end())
    fail(fmt::format("{} is stored as {}, which this build does not read (F32, F16, BF16)", name,
                     type));
  StoredTensor tensor{.type = row->type, .shape = {}, .bytes = {}};
  std::uint64_t count = 1;
  for (const auto& size : entry.at("shape")) {
    if (!size.is_number_unsigned()) fail(name + " has a negative or fractional size");
    const auto side = size.get<std::uint64_t>();
    if (side != 0 && count > data.size() / side) fail(name + " is larger than the file");
    count *= side;
    tensor.shape.push_back(static_cast<std::int64_t>(side));
  }
  const auto& offsets = entry.at("data_offsets");
  if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
      !offsets[1].is_number_unsigned())
    fail(name + " lacks its two data_offsets");
  const auto begin = offsets[0].get<std::uint64_t>();
  const auto end = offsets[1].get<std::uint64_t>();
  if (begin > end || end > data.size())
    fail(fmt::format("{} lies at {} to {}, the file holds {} bytes of data", name, begin, end,
                     data.size()));
  if (end - begin != count * row->size)
    fail(fmt::format("{} takes {} bytes, {} are given", name, count * row->size, end - begin));
  tensor.bytes = data.subspan(begin, end - begin);
  return tensor;
}

}  // namespace

std::size_t StoredTensor::count() const { return bytes.size() / row_of(type).size; }

std::vector<float> StoredTensor::floats() const {
  std::vector<float> values(count());
  switch (type) {
    case ElementType::f32:
      if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
      break;
    case ElementType::f16:
      widen_f16(bytes, values);
      break;
    case ElementType::bf16:
      for (std::size_t i = 0; i < values.size(); ++i) {
        std::uint16_t narrow = 0;
        std::memcpy(&narrow, bytes.data() + 2 * i, 2);
        values[i] = std::bit_cast<float>(static_cast<std::uint32_t>(narrow) << 16);
      }
      break;
  }
  return values;
}

std::map<std::string, StoredTensor, std::less<>> parse_safetensors(
    std::span<const std::byte> bytes, std::map<std::string, std::string>& metadata) {
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length) fail("it ends before its header");
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > max_header || length > bytes.size() - sizeof length)
    fail(fmt::format("its header claims {} bytes, the file has {}", length, bytes.size()));

  const auto* text = reinterpret_cast<const char*>(bytes.data()) + sizeof length;
  const auto data = bytes.subspan(sizeof length + length);
  std::map<std::string, StoredTensor, std::less<>> tensors;
  try {
    const auto header = nlohmann::json::parse(text, text + length);
    if (!header.is_object()) fail("its header is not a JSON object");
    for (const auto& [name, entry] : header.items()) {
      if (name == "__metadata__")
        metadata = entry.get<std::map<std::string, std::string>>();
      else
        tensors.emplace(name, stored_tensor(name, entry, data));
    }
  } catch (const nlohmann::json::exception& error) {
    fail(fmt::format("its header: {}", error.what()));
  }
  return tensors;
}

Safetensors::Safetensors(const std::filesystem::path& file) : file_(file) {
  try {
    tensors_ = parse_safetensors(file_.bytes(), metadata_);
  } catch (const Error& error) {
    throw error.during("reading " + file.string());
  }
}

bool Safetensors::contains(std::string_view name) const { return tensors_.contains(name); }

const StoredTensor& Safetensors::at(std::string_view name) const {
  const auto found = tensors_.find(name);
  if (found == tensors_.end())
    throw Error(ErrorCode::bad_model, fmt::format("the weight file lacks '{}'", name));
  return found->second;
}

std::vector<float> Safetensors::floats(std::string_view name,
                                       std::span<const std::int64_t> shape) const {
  const StoredTensor& tensor = at(name);
  if (!std::ranges::equal(tensor.shape, shape))
    throw Error(ErrorCode::bad_model,
                fmt::format("'{}' has the shape [{}], the architecture wants [{}]", name,
                            fmt::join(tensor.shape, ", "), fmt::join(shape, ", ")));
  return tensor.floats();
}

void write_safetensors(const std::filesystem::path& file, std::span<const NamedTensor> tensors,
                       const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::string data;
  for (const NamedTensor& tensor : tensors) {
    const std::string bytes = bytes_of(tensor);
    header[tensor.name] = {{"dtype", row_of(tensor.stored_as).name},
                           {"shape", tensor.shape},
                           {"data_offsets", {data.size(), data.size() + bytes.size()}}};
    data += bytes;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');  // so that the data are aligned
  const std::uint64_t length = text.size();
  std::string content(reinterpret_cast<const char*>(&length), sizeof length);
  content += text;
  content += data;
  write_whole(file, content);
}

}  // namespace osteon
