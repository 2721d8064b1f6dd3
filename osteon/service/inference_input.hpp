// What a request for inference holds, taken apart (Open Inference Protocol, version 2, with its
// extension for binary data).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "osteon/model/tensor.hpp"

namespace osteon::service {

inline constexpr int most_inference_images = 16;
inline constexpr auto input_of_files = "image";      ///< BYTES
inline constexpr auto input_of_tensor = "prepared";  ///< FP32

struct InferenceInput {
  nlohmann::ordered_json request;     ///< without what follows it
  std::vector<std::string> files;     ///< of `image`
  std::optional<Tensor> tensor = {};  ///< of `prepared`
};

/// \param body         JSON, and after it the binary data of its input
/// \param json_length  the header Inference-Header-Content-Length; empty: all of it is JSON
/// \param side         of the pack's input
/// \throws Problem(400)
InferenceInput read_inference_input(std::string_view body, const std::string& json_length,
                                    int side);

}  // namespace osteon::service
