#include "osteon/service/inference_input.hpp"

#include <charconv>
#include <cstdint>
#include <cstring>
#include <limits>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "osteon/service/http/problem.hpp"
#include "osteon/service/json_text.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

std::string base64_decoded(const std::string& text) {
  // OpenSSL's block decoder wants whole groups of four and counts the padding as bytes.
  if (text.empty() || text.size() % 4 != 0 || text.size() > std::numeric_limits<int>::max())
    throw bad_request("an element of BYTES is a file in base64");
  std::string bytes(text.size() / 4 * 3, '\0');
  const int count = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                    reinterpret_cast<const unsigned char*>(text.data()),
                                    static_cast<int>(text.size()));
  if (count < 0) throw bad_request("an element of BYTES is a file in base64");
  const auto padding = static_cast<std::size_t>(text.ends_with("==") ? 2 : text.ends_with('='));
  bytes.resize(static_cast<std::size_t>(count) - padding);
  return bytes;
}

std::vector<std::int64_t> shape_of(const json& input) {
  std::vector<std::int64_t> shape;
  if (!input.contains("shape") || !input["shape"].is_array())
    throw bad_request("an input has a shape");
  for (const json& size : input["shape"]) {
    if (!size.is_number_integer()) throw bad_request("a shape is a list of whole numbers");
    shape.push_back(size);
  }
  return shape;
}

const json& data_of(const json& input) {
  if (!input.contains("data") || !input["data"].is_array())
    throw bad_request("an input has its data as a list");
  return input["data"];
}

/// Numbers in the order of the tensor, whether they were sent flat or nested.
void flatten(const json& data, std::vector<float>& values, std::size_t most) {
  if (data.is_array()) {
    for (const json& inner : data) flatten(inner, values, most);
    return;
  }
  if (!data.is_number()) throw bad_request("the data of FP32 are numbers");
  if (values.size() >= most) throw bad_request("there are more data than the shape says");
  values.push_back(data);
}

/// The first bytes of what is left, which is then shorter.
std::string_view taken(std::string_view& left, std::size_t count) {
  if (count > left.size()) throw bad_request("the binary data end early");
  const std::string_view bytes = left.substr(0, count);
  left.remove_prefix(count);
  return bytes;
}

/// The bytes that belong to the input, where it has none in the JSON.
std::optional<std::string_view> binary_of(const json& input, std::string_view after) {
  const json parameters = input.value("parameters", json::object());
  if (!parameters.is_object() || !parameters.contains("binary_data_size")) return {};
  const json& size = parameters["binary_data_size"];
  if (!size.is_number_unsigned() || size.get<std::uint64_t>() != after.size())
    throw bad_request("binary_data_size is not the number of bytes that follow");
  return after;
}

Tensor tensor_of(const json& input, std::string_view after, int side) {
  const auto shape = shape_of(input);
  if (shape.size() != 4 || shape[0] < 1 || shape[0] > most_inference_images || shape[1] != 1 ||
      shape[2] != side || shape[3] != side)
    throw bad_request(fmt::format("the shape of '{}' is [1 to {}, 1, {}, {}]", input_of_tensor,
                                  most_inference_images, side, side));
  Tensor tensor({static_cast<int>(shape[0]), 1, side, side});
  const std::size_t count = tensor.values.size();
  if (const auto binary = binary_of(input, after)) {
    if (binary->size() != count * sizeof(float))
      throw bad_request(fmt::format("the shape asks for {} bytes, and {} follow",
                                    count * sizeof(float), binary->size()));
    std::memcpy(tensor.values.data(), binary->data(), binary->size());
    return tensor;
  }
  tensor.values.clear();
  flatten(data_of(input), tensor.values, count);
  if (tensor.values.size() != count)
    throw bad_request(
        fmt::format("the shape asks for {} data, and {} are there", count, tensor.values.size()));
  return tensor;
}

/// Each behind its length, in four bytes, little endian.
std::vector<std::string> files_in(std::string_view binary, std::size_t count) {
  std::vector<std::string> files;
  while (files.size() < count) {
    std::uint32_t length = 0;
    std::memcpy(&length, taken(binary, sizeof length).data(), sizeof length);
    files.emplace_back(taken(binary, length));
  }
  if (!binary.empty()) throw bad_request("there are more binary data than the shape says");
  return files;
}

std::vector<std::string> files_of(const json& input, std::string_view after) {
  const auto shape = shape_of(input);
  const bool is_list = shape.size() == 1 || (shape.size() == 2 && shape[1] == 1);
  if (!is_list || shape[0] < 1 || shape[0] > most_inference_images)
    throw bad_request(
        fmt::format("'{}' is a list of 1 to {} files", input_of_files, most_inference_images));
  const auto count = static_cast<std::size_t>(shape[0]);
  if (const auto binary = binary_of(input, after)) return files_in(*binary, count);
  const json& data = data_of(input);
  if (data.size() != count) throw bad_request("there are not as many files as the shape says");
  std::vector<std::string> files;
  for (const json& element : data) {
    const json& file = element.is_array() && element.size() == 1 ? element[0] : element;
    if (!file.is_string()) throw bad_request("an element of BYTES is a file in base64");
    files.push_back(base64_decoded(file));
  }
  return files;
}

std::size_t length_of_json(const std::string& header, std::size_t body) {
  if (header.empty()) return body;
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), length);
  if (error != std::errc() || end != header.data() + header.size() || length > body)
    throw bad_request("Inference-Header-Content-Length is the length of the JSON in the body");
  return length;
}

}  // namespace

InferenceInput read_inference_input(std::string_view body, const std::string& json_length,
                                    int side) try {
  const std::string_view text = body.substr(0, length_of_json(json_length, body.size()));
  const std::string_view after = body.substr(text.size());
  InferenceInput result{.request = json_object(text), .files = {}};
  if (!result.request.contains("inputs") || !result.request["inputs"].is_array() ||
      result.request["inputs"].size() != 1 || !result.request["inputs"][0].is_object())
    throw bad_request("the body must have one input");
  const json& input = result.request["inputs"][0];
  const std::string name = input.value("name", "");
  const std::string type = input.value("datatype", "");
  if (name == input_of_files && type == "BYTES")
    result.files = files_of(input, after);
  else if (name == input_of_tensor && type == "FP32")
    result.tensor = tensor_of(input, after, side);
  else
    throw bad_request(
        fmt::format("the input is '{}' of BYTES or '{}' of FP32", input_of_files, input_of_tensor));
  return result;
} catch (const json::exception&) {
  throw bad_request("a field of the request has the wrong type");
}

}  // namespace osteon::service
