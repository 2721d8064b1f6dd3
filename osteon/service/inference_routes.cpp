// The Open Inference Protocol, version 2, as KServe and Triton clients speak it.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "osteon/detector/folder.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/service/inference_input.hpp"
#include "osteon/service/site.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t longest_request = std::size_t{24} << 20;

Finding examine_file(const Site& site, const std::string& file) {
  try {
    return site.detector
        .examine(read_radiograph(std::as_bytes(std::span(file)),
                                 {.max_pixels = site.settings.limits.max_pixels}))
        .finding;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::not_a_radiograph) throw;
    return not_a_radiograph(site.detector, error).finding;
  }
}

std::vector<Finding> examine(const Site& site, const InferenceInput& input) {
  if (input.tensor) return site.detector.examine_prepared(*input.tensor);
  std::vector<Finding> findings;
  for (const std::string& file : input.files) findings.push_back(examine_file(site, file));
  return findings;
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
  const InferenceInput input = read_inference_input(
      request.body(longest_request), request.header("Inference-Header-Content-Length"),
      site.detector.pack().input.side);
  const auto asked = asked_outputs(input.request);
  std::vector<Finding> findings;
  {
    const auto place = site.inference.enter();
    findings = examine(site, input);
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
  if (input.request.contains("id") && input.request["id"].is_string())
    answer["id"] = input.request["id"];
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
        {{{"name", input_of_files}, {"datatype", "BYTES"}, {"shape", {-1}}},
         {{"name", input_of_tensor}, {"datatype", "FP32"}, {"shape", {-1, 1, side, side}}}}},
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
                                      {"extensions", {"binary_tensor_data"}}});
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
