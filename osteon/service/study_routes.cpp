// Several views together.
#include <nlohmann/json.hpp>

#include "osteon/service/records_json.hpp"
#include "osteon/service/site.hpp"

namespace osteon::service {
namespace {

Response one(Site& site, const Request& request) {
  const auto study = site.store.study(request.place("id"));
  if (!study) throw not_found("study of this id");
  return json_response(study_json(*study));
}

Response remove(Site& site, const Request& request) {
  const auto study = site.store.study(request.place("id"));
  if (!study || !site.store.remove_study(study->id, request.user))
    throw not_found("study of this id");
  for (const RadiographRecord& record : study->radiographs) site.thumbnails.forget(record.id);
  return empty_response();
}

}  // namespace

void add_study_routes(Routes& routes, Site& site) {
  const Reply missing{404, "There is none of this id.", problem_type, "Problem"};
  routes.add({.method = "GET",
              .pattern = "/api/v1/studies/{id}",
              .tag = "studies",
              .summary = "A study: its radiographs, and one finding of all of them.",
              .replies = {{200, "The study.", json_type, "Study"}, missing},
              .handle = [&site](const Request& request) { return one(site, request); }});
  routes.add({.method = "DELETE",
              .pattern = "/api/v1/studies/{id}",
              .tag = "studies",
              .summary = "Removes a study with all its radiographs.",
              .replies = {{204, "It is gone.", "", ""}, missing},
              .handle = [&site](const Request& request) { return remove(site, request); }});
}

}  // namespace osteon::service
