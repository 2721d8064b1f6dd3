// Figures for the dashboard.
#include <map>

#include <nlohmann/json.hpp>

#include "osteon/service/site.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

struct Day {
  std::int64_t read = 0;
  std::int64_t cannot_answer = 0;
  std::int64_t failed = 0;
  /// Part by category: the target's word for present, "possible", "none".
  std::map<std::string, std::map<std::string, std::int64_t>> parts;
};

json day_json(std::chrono::sys_days date, const Day& day, const std::string& target) {
  json parts = json::object();
  for (const auto& [part, categories] : day.parts) {
    const auto of = [&counts = categories](const std::string& word) {
      const auto found = counts.find(word);
      return found == counts.end() ? 0 : found->second;
    };
    parts[part] = {{target, of(target)}, {"possible", of("possible")}, {"none", of("none")}};
  }
  return {{"day", written(date)},
          {"read", day.read},
          {"by_part", std::move(parts)},
          {"cannot_answer", day.cannot_answer},
          {"failed", day.failed}};
}

Response statistics(Site& site, const Request& request) {
  const Time to = asked_time(request, "to").value_or(now() + std::chrono::seconds(1));
  const Time from = asked_time(request, "from").value_or(to - std::chrono::days(30));
  const Statistics figures = site.store.statistics(from, to);
  const std::string& target = site.detector.pack().target;

  std::map<std::chrono::sys_days, Day> days;
  for (const auto& row : figures.findings) {
    Day& day = days[row.day];
    day.read += row.count;
    if (row.verdict == Verdict::cannot_answer)
      day.cannot_answer += row.count;
    else if (row.part)
      day.parts[*row.part][verdict_word(row.verdict, target)] += row.count;
  }
  for (const auto& row : figures.failures) days[row.day].failed += row.count;
  json list = json::array();
  for (const auto& [date, day] : days) list.push_back(day_json(date, day, target));

  const QueueLength queue = site.store.queue();
  json latency = nullptr;
  if (figures.latency)
    latency = {{"p50", figures.latency->p50.count()},
               {"p90", figures.latency->p90.count()},
               {"p99", figures.latency->p99.count()}};
  return json_response(
      {{"days", std::move(list)},
       {"agreement",
        {{"agree", figures.agree}, {"disagree", figures.disagree}, {"unsure", figures.unsure}}},
       {"latency_ms", std::move(latency)},
       {"queue",
        {{"waiting", queue.waiting}, {"reading", queue.reading}, {"limit", queue.limit}}}});
}

}  // namespace

void add_statistics_routes(Routes& routes, Site& site) {
  routes.add({.method = "GET",
              .pattern = "/api/v1/statistics",
              .tag = "statistics",
              .summary = "Volume, findings, agreement with readers and latency; without a span the "
                         "last 30 days.",
              .query = {{"from", R"({"type":"string"})", "Received at or after: a date or a time."},
                        {"to", R"({"type":"string"})", "Received before."}},
              .replies = {{200, "The figures.", json_type, "Statistics"},
                          {400, "A value that cannot be.", problem_type, "Problem"}},
              .handle = [&site](const Request& request) { return statistics(site, request); }});
}

}  // namespace osteon::service
