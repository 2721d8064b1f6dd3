#include "osteon/service/records_json.hpp"

#include <array>

#include <nlohmann/json.hpp>

#include "osteon/report/forms.hpp"
#include "osteon/service/answer.hpp"
#include "osteon/service/http/problem.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

constexpr std::array<const char*, 4> statuses{"waiting", "reading", "done", "failed"};
constexpr std::array<const char*, 3> judgements{"agree", "disagree", "unsure"};

json opinion_json(const Opinion& opinion) {
  return {{"opinion", judgement_word(opinion.judgement)},
          {"comment", opinion.comment},
          {"boxes", json::parse(opinion.boxes)},
          {"by", opinion.by},
          {"at", written(opinion.at)}};
}

json problem_json(const osteon::Problem& problem) {
  int status = 500;
  for (const ErrorMeaning& meaning : error_meanings)
    if (meaning.name == problem.code) status = meaning.http_status;
  return Problem(status, problem.code, problem.detail).json();
}

/// What several views say together, in the same fields.
json combined_finding(const StudyRecord& study) {
  std::vector<Finding> views;
  Maker maker;
  for (const RadiographRecord& record : study.radiographs) {
    if (!record.finding) continue;
    auto stored = stored_reading(*record.finding, {});
    views.push_back(std::move(stored.reading.finding));
    maker = std::move(stored.maker);
  }
  if (views.empty()) return nullptr;
  json finding = json::parse(
      json_line({.file = "", .views = {}, .finding = combine_views(views), .boxes = {}}, maker));
  finding.erase("file");
  return finding;
}

}  // namespace

std::string status_word(Status status) { return statuses[static_cast<std::size_t>(status)]; }

std::optional<Status> status_named(const std::string& word) {
  for (std::size_t i = 0; i < statuses.size(); ++i)
    if (word == statuses[i]) return static_cast<Status>(i);
  return {};
}

std::string judgement_word(Judgement judgement) {
  return judgements[static_cast<std::size_t>(judgement)];
}

std::optional<Judgement> judgement_named(const std::string& word) {
  for (std::size_t i = 0; i < judgements.size(); ++i)
    if (word == judgements[i]) return static_cast<Judgement>(i);
  return {};
}

json radiograph_json(const RadiographRecord& record) {
  const json facts = record.facts.empty() ? json::object() : json::parse(record.facts);
  json radiograph = {{"id", record.id},
                     {"study", record.study},
                     {"name", record.name},
                     {"received", written(record.received)},
                     {"status", status_word(record.status)},
                     {"problem", record.problem ? problem_json(*record.problem) : json(nullptr)}};
  for (const auto* fact : {"width", "height", "bits", "window", "spacing"})
    radiograph[fact] = facts.contains(fact) ? facts[fact] : json(nullptr);
  radiograph["finding"] = record.finding ? json::parse(*record.finding) : json(nullptr);
  radiograph["opinion"] = record.opinion ? opinion_json(*record.opinion) : json(nullptr);
  return radiograph;
}

json study_json(const StudyRecord& study) {
  json radiographs = json::array();
  for (const RadiographRecord& record : study.radiographs)
    radiographs.push_back(radiograph_json(record));
  return {{"id", study.id},
          {"received", written(study.received)},
          {"finding", combined_finding(study)},
          {"radiographs", std::move(radiographs)}};
}

}  // namespace osteon::service
