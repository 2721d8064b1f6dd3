#include "osteon/service/site.hpp"

#include <memory>

#include <nlohmann/json.hpp>

#include "osteon/service/json_text.hpp"
#include "osteon/service/openapi.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {

using json = nlohmann::ordered_json;

Routes routes_of(Site& site) {
  Routes routes;
  add_upload_routes(routes, site);
  add_radiograph_routes(routes, site);
  add_picture_routes(routes, site);
  add_opinion_routes(routes, site);
  add_study_routes(routes, site);
  add_statistics_routes(routes, site);
  add_pack_routes(routes, site);
  add_session_routes(routes, site);
  add_audit_routes(routes, site);
  add_health_routes(routes, site);
  add_inference_routes(routes, site);
  add_page_routes(routes, site);
  // The description holds itself: it is made once everything, this route included, is in the table.
  const auto description = std::make_shared<std::string>();
  routes.add({.method = "GET",
              .pattern = "/api/openapi.json",
              .least = Access::anyone,
              .tag = "operation",
              .summary = "This description.",
              .replies = {{200, "OpenAPI 3.1.", json_type, R"({"type":"object"})"}},
              .handle = [description](const Request&) {
                return Response{.type = json_type, .body = *description};
              }});
  *description = openapi_of(routes).dump();
  return routes;
}

Response json_response(const json& body, int status) {
  // Names are bytes that somebody sent: what is not UTF-8 becomes U+FFFD rather than a failure.
  return {.status = status,
          .type = json_type,
          .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

Response empty_response() { return {.status = 204}; }

RadiographRecord radiograph_of(Site& site, const Request& request) {
  auto record = site.store.radiograph(request.place("id"));
  if (!record) throw not_found("radiograph of this id");
  return *std::move(record);
}

std::optional<Time> asked_time(const Request& request, const std::string& name) {
  const auto text = request.asked(name);
  if (!text) return {};
  const auto time = read_time(*text);
  if (!time)
    throw bad_request(name +
                      " must be a date or a time, such as 2025-03-01 or "
                      "2025-03-01T09:30:00Z");
  return time;
}

json json_body(const Request& request) { return json_object(request.body(1 << 20)); }

}  // namespace osteon::service
