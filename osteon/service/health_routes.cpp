// Whether it lives, whether it can read, and what it counts.
#include <nlohmann/json.hpp>

#include "osteon/service/site.hpp"

namespace osteon::service {
namespace {

/// A real inference has passed, and the store answers now.
bool is_ready(Site& site) {
  if (!site.ready || site.stopping) return false;
  try {
    site.store.queue();
    return true;
  } catch (const Error&) {
    return false;
  }
}

void require_ready(Site& site) {
  if (!is_ready(site))
    throw Problem(503, "busy", "not ready: no inference has passed yet, or the store is away", 2);
}

}  // namespace

void add_health_routes(Routes& routes, Site& site) {
  const auto add = [&](const std::string& pattern, Access least, const std::string& summary,
                       std::vector<Reply> replies, std::function<Response(const Request&)> handle) {
    routes.add({.method = "GET",
                .pattern = pattern,
                .least = least,
                .tag = "operation",
                .summary = summary,
                .replies = std::move(replies),
                .handle = std::move(handle)});
  };
  const Reply not_ready{503, "Not ready.", problem_type, "Problem"};
  add("/v2/health/live", Access::anyone, "It answers.", {{200, "It does.", json_type, "Live"}},
      [](const Request&) {
        return json_response({{"live", true}});
      });
  add("/v2/health/ready", Access::anyone, "A real inference has passed, and the store answers.",
      {{200, "Ready.", json_type, "Ready"}, not_ready}, [&site](const Request&) {
        require_ready(site);
        return json_response({{"ready", true}});
      });
  add("/v2/models/{name}/ready", Access::anyone, "The model can be asked.",
      {{200, "Ready.", json_type, "ModelReady"},
       {404, "There is no such model.", problem_type, "Problem"},
       not_ready},
      [&site](const Request& request) {
        if (request.place("name") != site.maker.pack) throw not_found("model of this name");
        require_ready(site);
        return json_response({{"name", site.maker.pack}, {"ready", true}});
      });
  add("/metrics", Access::reader, "What the service counts, for Prometheus.",
      {{200, "Prometheus' text format.", "text/plain", R"({"type":"string"})"}},
      [&site](const Request&) {
        return Response{.type = "text/plain; version=0.0.4; charset=utf-8",
                        .body = site.metrics.text(site.store.queue(), site.connections())};
      });
}

}  // namespace osteon::service
