#include "osteon/service/openapi.hpp"

#include <nlohmann/json.hpp>

#include "osteon/base/letters.hpp"
#include "osteon/service/http/problem.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

/// A name of a schema, or a schema as text.
json schema_of(const std::string& schema) {
  if (schema.starts_with('{')) return json::parse(schema);
  return {{"$ref", "#/components/schemas/" + schema}};
}

std::string operation_id(const Route& route) {
  std::string id = lower_case(route.method);
  for (const char c : route.pattern) id += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return id;
}

json reply_json(const Reply& reply) {
  json described = {{"description", reply.description}};
  if (!reply.type.empty())
    described["content"] = {{reply.type, {{"schema", schema_of(reply.schema)}}}};
  return described;
}

json operation_of(const Route& route) {
  json operation = {
      {"operationId", operation_id(route)}, {"tags", {route.tag}}, {"summary", route.summary}};
  json parameters = json::array();
  for (const std::string& place : places_in(route.pattern))
    parameters.push_back(
        {{"name", place}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  for (const Parameter& parameter : route.query)
    parameters.push_back({{"name", parameter.name},
                          {"in", "query"},
                          {"description", parameter.description},
                          {"schema", json::parse(parameter.schema)}});
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (!route.body_type.empty())
    operation["requestBody"] = {
        {"required", true},
        {"content", {{route.body_type, {{"schema", schema_of(route.body_schema)}}}}}};
  json replies = json::object();
  for (const Reply& reply : route.replies)
    replies[std::to_string(reply.status)] = reply_json(reply);
  replies["default"] = {{"$ref", "#/components/responses/Problem"}};
  operation["responses"] = std::move(replies);
  operation["security"] = route.least == Access::anyone
                              ? json::array()
                              : json::parse(R"([{"token": []}, {"cookie": []}])");
  return operation;
}

}  // namespace

json openapi_of(const Routes& routes) {
  json paths = json::object();
  for (const Route& route : routes.all())
    if (!route.tag.empty()) paths[route.pattern][lower_case(route.method)] = operation_of(route);
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "Osteon"},
            {"version", OSTEON_VERSION},
            {"description",
             "Reads bone radiographs. Supports a reader; not a medical device and not a "
             "diagnosis."},
            {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", openapi_schemas()},
            {"responses",
             {{"Problem",
               {{"description", "It cannot be done, and why (RFC 9457)."},
                {"content", {{"application/problem+json", {{"schema", schema_of("Problem")}}}}}}}}},
            {"securitySchemes",
             {{"token", {{"type", "http"}, {"scheme", "bearer"}}},
              {"cookie", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "osteon_session"}}}}}}}};
}

}  // namespace osteon::service
