// Who uploaded, viewed, judged and removed what.
#include <nlohmann/json.hpp>

#include "osteon/service/site.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

Response audit(Site& site, const Request& request) {
  const auto page = site.store.audit(static_cast<int>(request.asked_number("limit", 100, 1, 1000)),
                                     request.asked("after").value_or(""));
  json items = json::array();
  for (const AuditEntry& entry : page.items)
    items.push_back({{"at", written(entry.at)},
                     {"user", entry.by},
                     {"action", entry.action},
                     {"subject", entry.subject}});
  return json_response(
      {{"items", std::move(items)}, {"next", page.next.empty() ? json(nullptr) : json(page.next)}});
}

}  // namespace

void add_audit_routes(Routes& routes, Site& site) {
  routes.add({.method = "GET",
              .pattern = "/api/v1/audit",
              .least = Access::admin,
              .tag = "audit",
              .summary = "Who did what, newest first.",
              .query = {{"limit", R"({"type":"integer","minimum":1,"maximum":1000,"default":100})",
                         "How many."},
                        {"after", R"({"type":"string"})", "`next` of the page before."}},
              .replies = {{200, "One page.", json_type, "AuditPage"}},
              .handle = [&site](const Request& request) { return audit(site, request); }});
}

}  // namespace osteon::service
