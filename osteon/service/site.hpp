// What every route works with.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "osteon/detector/detector.hpp"
#include "osteon/report/forms.hpp"
#include "osteon/service/bell.hpp"
#include "osteon/service/http/problem.hpp"
#include "osteon/service/http/route.hpp"
#include "osteon/service/metrics.hpp"
#include "osteon/service/rate.hpp"
#include "osteon/service/settings.hpp"
#include "osteon/service/slots.hpp"
#include "osteon/service/thumbnails.hpp"
#include "osteon/store/store.hpp"

namespace osteon::service {

struct Site {
  Site(const Detector& with, Store& in, const Settings& as)
      : detector(with),
        store(in),
        settings(as),
        maker(maker_of(with)),
        uploads(as.limits.uploads_a_minute),
        sign_ins(as.limits.sign_ins_a_minute) {}

  const Detector& detector;
  Store& store;
  const Settings& settings;
  const Maker maker;
  Metrics metrics;
  Bell waiting;       ///< a radiograph was queued here
  Bell answered;      ///< an answer was written here
  Slots darkroom{2};  ///< decoded radiographs, beside the worker's
  Slots inference{2};
  Slots passwords{2};    ///< hashing one takes much memory on purpose
  Slots long_bodies{8};  ///< requests for inference that are arriving
  Budget outgoing{std::size_t{512} << 20};
  Thumbnails thumbnails{std::size_t{64} << 20};
  Rate uploads;
  Rate sign_ins;
  std::atomic<bool> ready = false;     ///< a real inference has passed
  std::atomic<bool> stopping = false;  ///< nobody is kept waiting any more
  std::function<int()> connections = [] { return 0; };
};

void add_session_routes(Routes& routes, Site& site);
void add_upload_routes(Routes& routes, Site& site);
void add_radiograph_routes(Routes& routes, Site& site);
void add_picture_routes(Routes& routes, Site& site);
void add_opinion_routes(Routes& routes, Site& site);
void add_study_routes(Routes& routes, Site& site);
void add_statistics_routes(Routes& routes, Site& site);
void add_pack_routes(Routes& routes, Site& site);
void add_audit_routes(Routes& routes, Site& site);
void add_health_routes(Routes& routes, Site& site);
void add_inference_routes(Routes& routes, Site& site);
void add_page_routes(Routes& routes, Site& site);

/// Every route of the service.
Routes routes_of(Site& site);

// --- what they share
// ------------------------------------------------------------------------------

inline constexpr auto json_type = "application/json";
inline constexpr auto problem_type = "application/problem+json";

Response json_response(const nlohmann::ordered_json& body, int status = 200);
Response empty_response();  ///< 204

/// \throws Problem(404)
RadiographRecord radiograph_of(Site& site, const Request& request);
/// \throws Problem(400) when it is no JSON object or nested deeper than 16, (413) when it is longer
/// than `most`
nlohmann::ordered_json json_body(const Request& request);

/// A date or a time of the query; empty when it was not given. \throws Problem(400)
std::optional<Time> asked_time(const Request& request, const std::string& name);

}  // namespace osteon::service
