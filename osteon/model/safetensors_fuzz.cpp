// Any bytes as a weight file: refused, or every tensor inside it.
#include <cstdint>
#include <cstdlib>

#include "osteon/base/error.hpp"
#include "osteon/model/safetensors.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  try {
    std::map<std::string, std::string> metadata;
    for (const auto& [name, tensor] : osteon::parse_safetensors(bytes, metadata))
      if (tensor.floats().size() != tensor.count()) std::abort();
  } catch (const osteon::Error&) {
    // A clear refusal is what a damaged file should get.
  }
  return 0;
}
