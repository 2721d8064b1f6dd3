// The Open Inference Protocol, version 2, as KServe and Triton clients speak it.
#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "osteon/detector/folder.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/service/site.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t longest_request = std::size_t{24} << 20;
constexpr int most_images = 16;
constexpr auto from_files = "image";
constexpr auto from_tensor = "prepared";

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

std::vector<Finding> examine_tensor(const Site& site, const json& input) {
  const int side = site.detector.pack().input.side;
  const auto shape = shape_of(input);
  if (shape.size() != 4 || shape[0] < 1 || shape[0] > most_images || shape[1] != 1 ||
      shape[2] != side || shape[3] != side)
    throw bad_request(fmt::format("the shape of '{}' is [1 to {}, 1, {}, {}]", from_tensor,
                                  most_images, side, side));
  Tensor tensor({static_cast<int>(shape[0]), 1, side, side});
  const std::size_t count = tensor.values.size();
  tensor.values.clear();
  tensor.values.reserve(count);
  flatten(data_of(input), tensor.values, count);
  if (tensor.values.size() != count)
    throw bad_request(
        fmt::format("the shape asks for {} data, and {} are there", count, tensor.values.size()));
  return site.detector.examine_prepared(tensor);
}

Finding examine_file(const Site& site, const json& element) {
  if (!element.is_string()) throw bad_request("an element of BYTES is a file in base64");
  const std::string bytes = base64_decoded(element);
  try {
    return site.detector
        .examine(read_radiograph(std::as_bytes(std::span(bytes)),
                                 {.max_pixels = site.settings.limits.max_pixels}))
        .finding;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_a_radiograph) throw;
    return not_a_radiograph(site.detector, error).finding;
  }
}

std::vector<Finding> examine_files(const Site& site, const json& input) {
  const auto shape = shape_of(input);
  const bool is_list = shape.size() == 1 || (shape.size() == 2 && shape[1] == 1);
  const json& data = data_of(input);
  if (!is_list || shape[0] < 1 || shape[0] > most_images || !data.is_array() ||
      static_cast<std::int64_t>(data.size()) != shape[0])
    throw bad_request(fmt::format("'{}' is a list of 1 to {} files, as many as its shape says",
                                  from_files, most_images));
  std::vector<Finding> findings;
  for (const json& element : data)
    findings.push_back(
        examine_file(site, element.is_array() && element.size() == 1 ? element[0] : element));
  return findings;
}

std::vector<Finding> examine(const Site& site, const json& input) {
  const std::string name = input.value("name", "");
  const std::string type = input.value("datatype", "");
  if (name == from_files && type == "BYTES") return examine_files(site, input);
  if (name == from_tensor && type == "FP32") return examine_tensor(site, input);
  throw bad_request(
      fmt::format("the input is '{}' of BYTES or '{}' of FP32", from_files, from_tensor));
}

/// JSON knows no NaN, and a tensor no null: what was not decided is -1.
json number(const std::optional<double>& value) { return value ? json(*value) : json(-1.0); }

struct Output {
  std::string name;
  std::string type;
  json (*value)(const Finding&);
};

const std::vector<Output>& outputs() {
  static const std::vector<Output> list = {
      {"finding", "BYTES",
       [](const Finding& f) { return json(verdict_word(f.verdict, f.target)); }},
      {"probability", "FP32", [](const Finding& f) { return number(f.probability); }},
      {"part", "BYTES", [](const Finding& f) { return json(f.part.value_or("")); }},
      {"part_probability", "FP32", [](const Finding& f) { return number(f.part_probability); }},
      {"reason", "BYTES", [](const Finding& f) { return json(f.reason); }}};
  return list;
}

std::vector<Output> asked_outputs(const json& request) {
  if (!request.contains("outputs") || !request["outputs"].is_array() || request["outputs"].empty())
    return outputs();
  std::vector<Output> asked;
  for (const json& one : request["outputs"]) {
    const std::string name = one.is_object() ? one.value("name", "") : "";
    const auto found = std::ranges::find(outputs(), name, &Output::name);
    if (found == outputs().end())
      throw bad_request("the outputs are finding, probability, part, part_probability and reason");
    asked.push_back(*found);
  }
  return asked;
}

void require_model(const Site& site, const Request& request) {
  if (request.place("name") != site.maker.pack) throw not_found("model of this name");
}

Response infer(Site& site, const Request& request) {
  require_model(site, request);
  const auto arriving = site.long_bodies.enter();
  const json body = json_body(request, longest_request);
  if (!body.contains("inputs") || !body["inputs"].is_array() || body["inputs"].size() != 1 ||
      !body["inputs"][0].is_object())
    throw bad_request("the body must have one input");
  const auto asked = asked_outputs(body);
  std::vector<Finding> findings;
  try {
    const auto place = site.inference.enter();
    findings = examine(site, body["inputs"][0]);
  } catch (const json::exception&) {
    throw bad_request("a field of the input has the wrong type");
  }
  for (const Finding& finding : findings) site.metrics.finding(finding);

  json list = json::array();
  for (const Output& output : asked) {
    json data = json::array();
    for (const Finding& finding : findings) data.push_back(output.value(finding));
    list.push_back({{"name", output.name},
                    {"shape", {findings.size()}},
                    {"datatype", output.type},
                    {"data", std::move(data)}});
  }
  json answer = {{"model_name", site.maker.pack}, {"model_version", site.maker.version}};
  if (body.contains("id") && body["id"].is_string()) answer["id"] = body["id"];
  answer["outputs"] = std::move(list);
  return json_response(answer);
}

Response model(Site& site, const Request& request) {
  require_model(site, request);
  const int side = site.detector.pack().input.side;
  json given = json::array();
  for (const Output& output : outputs())
    given.push_back({{"name", output.name}, {"datatype", output.type}, {"shape", {-1}}});
  return json_response(
      {{"name", site.maker.pack},
       {"versions", {site.maker.version}},
       {"platform", "osteon"},
       {"inputs",
        {{{"name", from_files}, {"datatype", "BYTES"}, {"shape", {-1}}},
         {{"name", from_tensor}, {"datatype", "FP32"}, {"shape", {-1, 1, side, side}}}}},
       {"outputs", std::move(given)}});
}

}  // namespace

void add_inference_routes(Routes& routes, Site& site) {
  const Reply missing{404, "There is no such model.", problem_type, "Problem"};
  routes.add({.method = "GET",
              .pattern = "/v2",
              .least = Access::anyone,
              .tag = "inference",
              .summary = "What answers here.",
              .replies = {{200, "The server.", json_type, "ServerMetadata"}},
              .handle = [](const Request&) {
                return json_response({{"name", "osteon"},
                                      {"version", OSTEON_VERSION},
                                      {"extensions", json::array()}});
              }});
  routes.add({.method = "GET",
              .pattern = "/v2/models/{name}",
              .tag = "inference",
              .summary = "What the model takes and gives.",
              .replies = {{200, "The model.", json_type, "ModelMetadata"}, missing},
              .handle = [&site](const Request& request) { return model(site, request); }});
  routes.add({.method = "POST",
              .pattern = "/v2/models/{name}/infer",
              .tag = "inference",
              .summary = "Examines radiographs at once and keeps nothing: files in base64 as "
                         "'image' of BYTES, or inputs that the caller has prepared as 'prepared' "
                         "of FP32.",
              .body_type = json_type,
              .body_schema = "InferenceRequest",
              .replies = {{200, "What was found.", json_type, "InferenceResponse"},
                          {400, "A value that cannot be.", problem_type, "Problem"},
                          missing,
                          {413, "Too long.", problem_type, "Problem"},
                          {415, "A kind of image that is not taken.", problem_type, "Problem"},
                          {422, "A file that cannot be used.", problem_type, "Problem"},
                          {503, "Too many at once.", problem_type, "Problem"}},
              .handle = [&site](const Request& request) { return infer(site, request); }});
}

}  // namespace osteon::service
