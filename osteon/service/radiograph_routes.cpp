// Radiographs one by one and as a list.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/service/answer.hpp"
#include "osteon/service/records_json.hpp"
#include "osteon/service/site.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;
using namespace std::chrono_literals;

bool settled(const RadiographRecord& record) {
  return record.status == Status::done || record.status == Status::failed;
}

Response one(Site& site, const Request& request) {
  const auto longest = std::chrono::seconds(request.asked_number("wait", 0, 0, 30));
  const auto until = std::chrono::steady_clock::now() + longest;
  for (;;) {
    const auto rung = site.answered.count();
    const RadiographRecord record = radiograph_of(site, request);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    if (settled(record) || left <= 0ms || site.stopping)
      return json_response(radiograph_json(record));
    // A worker elsewhere rings no bell here.
    site.answered.wait(rung, std::min(left, 250ms));
  }
}

template <typename Value>
std::optional<Value> asked_word(const Request& request, const std::string& name,
                                std::optional<Value> (*named)(const std::string&),
                                const std::string& words) {
  const auto word = request.asked(name);
  if (!word) return {};
  const auto value = named(*word);
  if (!value) throw bad_request(fmt::format("{} must be one of {}", name, words));
  return value;
}

RadiographFilter filter_of(const Request& request) {
  RadiographFilter filter;
  filter.status =
      asked_word<Status>(request, "status", status_named, "waiting, reading, done, failed");
  filter.part = request.asked("part");
  filter.verdict = asked_word<Verdict>(request, "finding", verdict_named,
                                       "fracture, abnormal, possible, none, cannot_answer");
  if (request.asked("opinion") == "none")
    filter.judged = false;
  else
    filter.judgement =
        asked_word<Judgement>(request, "opinion", judgement_named, "agree, disagree, unsure, none");
  filter.from = asked_time(request, "from");
  filter.to = asked_time(request, "to");
  return filter;
}

Order order_of(const Request& request) {
  const std::string word = request.asked("order").value_or("newest");
  if (word != "newest" && word != "suspicion")
    throw bad_request("order must be one of newest, suspicion");
  return word == "newest" ? Order::newest : Order::suspicion;
}

Response list(Site& site, const Request& request) {
  const auto page =
      site.store.radiographs(filter_of(request), order_of(request),
                             static_cast<int>(request.asked_number("limit", 50, 1, 500)),
                             request.asked("after").value_or(""));
  json items = json::array();
  for (const RadiographRecord& record : page.items) items.push_back(radiograph_json(record));
  return json_response({{"items", std::move(items)},
                        {"next", page.next.empty() ? json(nullptr) : json(page.next)},
                        {"total", page.total}});
}

Response finding(Site& site, const Request& request) {
  const RadiographRecord record = radiograph_of(site, request);
  if (!record.finding) throw not_found("finding of this radiograph yet");
  site.store.record(request.user, "view", record.id);
  json finding = {{"file", record.name}};
  finding.update(json::parse(*record.finding));
  return json_response(finding);
}

Response remove(Site& site, const Request& request) {
  if (!site.store.remove_radiograph(request.place("id"), request.user))
    throw not_found("radiograph of this id");
  site.thumbnails.forget(request.place("id"));
  return empty_response();
}

}  // namespace

void add_radiograph_routes(Routes& routes, Site& site) {
  const Reply missing{404, "There is none of this id.", problem_type, "Problem"};
  routes.add(
      {.method = "GET",
       .pattern = "/api/v1/radiographs",
       .tag = "radiographs",
       .summary = "The worklist, a page at a time.",
       .query =
           {{"status", R"({"type":"string","enum":["waiting","reading","done","failed"]})",
             "How far it is."},
            {"part", R"({"type":"string"})", "Body part of the finding."},
            {"finding",
             R"({"type":"string","enum":["fracture","abnormal","possible","none","cannot_answer"]})",
             "Category of the finding."},
            {"opinion", R"({"type":"string","enum":["agree","disagree","unsure","none"]})",
             "The reader's verdict, or that there is none."},
            {"from", R"({"type":"string"})", "Received at or after: a date or a time (RFC 3339)."},
            {"to", R"({"type":"string"})", "Received before."},
            {"order", R"({"type":"string","enum":["newest","suspicion"],"default":"newest"})",
             "Which come first."},
            {"limit", R"({"type":"integer","minimum":1,"maximum":500,"default":50})", "How many."},
            {"after", R"({"type":"string"})", "`next` of the page before."}},
       .replies = {{200, "One page.", json_type, "RadiographPage"},
                   {400, "A value that cannot be.", problem_type, "Problem"}},
       .handle = [&site](const Request& request) { return list(site, request); }});
  routes.add({.method = "GET",
              .pattern = "/api/v1/radiographs/{id}",
              .tag = "radiographs",
              .summary = "One radiograph: how far it is, and its finding.",
              .query = {{"wait", R"({"type":"integer","minimum":0,"maximum":30,"default":0})",
                         "Seconds to wait for the finding; answers as soon as it is there."}},
              .replies = {{200, "The radiograph.", json_type, "Radiograph"}, missing},
              .handle = [&site](const Request& request) { return one(site, request); }});
  routes.add({.method = "DELETE",
              .pattern = "/api/v1/radiographs/{id}",
              .tag = "radiographs",
              .summary = "Removes a radiograph with its file, finding and opinion.",
              .replies = {{204, "It is gone.", "", ""}, missing},
              .handle = [&site](const Request& request) { return remove(site, request); }});
  routes.add({.method = "GET",
              .pattern = "/api/v1/radiographs/{id}/finding.json",
              .tag = "radiographs",
              .summary = "The finding, as `osteon predict --json` writes it.",
              .replies = {{200, "The finding.", json_type, "FindingFile"}, missing},
              .handle = [&site](const Request& request) { return finding(site, request); }});
}

}  // namespace osteon::service
