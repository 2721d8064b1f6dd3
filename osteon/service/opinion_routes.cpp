// What readers say of findings.
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/base/csv_cell.hpp"
#include "osteon/service/answer.hpp"
#include "osteon/service/records_json.hpp"
#include "osteon/service/site.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

constexpr std::size_t longest_comment = 10'000;
constexpr std::size_t most_boxes_drawn = 100;

json box_of(const json& given) {
  json box;
  for (const auto* side : {"left", "top", "width", "height"}) {
    const auto found = given.is_object() ? given.find(side) : given.end();
    if (!given.is_object() || found == given.end() || !found->is_number() ||
        !std::isfinite(found->get<double>()) || std::abs(found->get<double>()) > 1e6)
      throw bad_request("a box has left, top, width and height, in pixels of the radiograph");
    box[side] = *found;
  }
  if (box["width"].get<double>() <= 0 || box["height"].get<double>() <= 0)
    throw bad_request("a box's width and height are more than 0");
  return box;
}

Opinion opinion_of(const json& given) {
  for (const auto& [key, value] : given.items())
    if (key != "opinion" && key != "comment" && key != "boxes")
      throw bad_request("an opinion has the fields opinion, comment and boxes");
  Opinion opinion;
  const auto judgement = given.contains("opinion") && given["opinion"].is_string()
                             ? judgement_named(given["opinion"])
                             : std::nullopt;
  if (!judgement) throw bad_request("opinion must be one of agree, disagree, unsure");
  opinion.judgement = *judgement;
  if (given.contains("comment") && !given["comment"].is_null()) {
    if (!given["comment"].is_string()) throw bad_request("comment must be a text");
    opinion.comment = given["comment"];
    if (opinion.comment.size() > longest_comment)
      throw bad_request(fmt::format("comment has more than {} bytes", longest_comment));
  }
  json boxes = json::array();
  if (given.contains("boxes") && !given["boxes"].is_null()) {
    if (!given["boxes"].is_array() || given["boxes"].size() > most_boxes_drawn)
      throw bad_request(fmt::format("boxes must be a list of at most {}", most_boxes_drawn));
    for (const json& box : given["boxes"]) boxes.push_back(box_of(box));
  }
  opinion.boxes = boxes.dump();
  return opinion;
}

Response put(Site& site, const Request& request) {
  const Opinion opinion = opinion_of(json_body(request));
  if (!site.store.set_opinion(request.place("id"), opinion, request.user))
    throw not_found("radiograph of this id");
  return json_response(radiograph_json(radiograph_of(site, request)));
}

Response remove(Site& site, const Request& request) {
  radiograph_of(site, request);
  if (!site.store.remove_opinion(request.place("id"), request.user))
    throw not_found("opinion of this radiograph");
  return empty_response();
}

/// What the reader says the radiograph shows, as a label of docs/datasets.md; empty where that is
/// not settled: an unsure reader, or one who agrees that it is possible or cannot be answered.
std::string label_of(const Finding& finding, const Opinion& opinion) {
  const bool said = finding.verdict == Verdict::present || finding.verdict == Verdict::possible;
  std::string positive = finding.target == "abnormal" ? "abnormal" : "fractured";
  if (opinion.judgement == Judgement::agree) {
    if (finding.verdict == Verdict::present) return positive;
    if (finding.verdict == Verdict::none) return "normal";
  }
  if (opinion.judgement == Judgement::disagree) {
    if (said) return "normal";
    if (finding.verdict == Verdict::none) return positive;
  }
  return {};
}

std::string boxes_cell(const Opinion& opinion) {
  std::string cell;
  for (const json& box : json::parse(opinion.boxes)) {
    if (!cell.empty()) cell += "; ";
    cell += fmt::format("{} {} {} {}", box["left"].get<double>(), box["top"].get<double>(),
                        box["width"].get<double>(), box["height"].get<double>());
  }
  return cell;
}

std::string row_of(const RadiographRecord& record) {
  const StoredReading stored = stored_reading(*record.finding, {});
  const Finding& finding = stored.reading.finding;
  const std::string label = label_of(finding, *record.opinion);
  if (label.empty() || !finding.part) return {};
  // Named by its id, as `.../file` gives it: what an upload was called may be two files, or a name.
  const std::string path = record.id;
  return fmt::format("{},{},{},{},{},{},{},{}\n", path, csv_cell(*finding.part), label,
                     record.study, label == "normal" ? std::string() : boxes_cell(*record.opinion),
                     judgement_word(record.opinion->judgement),
                     verdict_word(finding.verdict, finding.target), written(record.opinion->at));
}

Response csv(Site& site, const Request&) {
  std::string table = "path,part,label,group,boxes,opinion,finding,judged\n";
  std::string after;
  do {
    const auto page = site.store.radiographs({.judged = true}, Order::newest, 1000, after);
    for (const RadiographRecord& record : page.items)
      if (record.finding && record.opinion) table += row_of(record);
    after = page.next;
  } while (!after.empty());
  return {.type = "text/csv; charset=utf-8",
          .body = std::move(table),
          .headers = {{"Content-Disposition", "attachment; filename=\"opinions.csv\""}}};
}

}  // namespace

void add_opinion_routes(Routes& routes, Site& site) {
  const Reply missing{404, "There is none.", problem_type, "Problem"};
  routes.add({.method = "PUT",
              .pattern = "/api/v1/radiographs/{id}/opinion",
              .tag = "opinions",
              .summary = "The reader's verdict on the finding; replaces the one there was.",
              .body_type = json_type,
              .body_schema = "NewOpinion",
              .replies = {{200, "The radiograph with it.", json_type, "Radiograph"},
                          {400, "A value that cannot be.", problem_type, "Problem"},
                          missing},
              .handle = [&site](const Request& request) { return put(site, request); }});
  routes.add({.method = "DELETE",
              .pattern = "/api/v1/radiographs/{id}/opinion",
              .tag = "opinions",
              .summary = "Takes the reader's verdict back.",
              .replies = {{204, "It is gone.", "", ""}, missing},
              .handle = [&site](const Request& request) { return remove(site, request); }});
  routes.add({.method = "GET",
              .pattern = "/api/v1/opinions.csv",
              .tag = "opinions",
              .summary =
                  "What readers settled, as a table that `osteon evaluate` and `osteon train` "
                  "take.",
              .replies = {{200, "The table.", "text/csv", R"({"type":"string"})"}},
              .handle = [&site](const Request& request) { return csv(site, request); }});
}

}  // namespace osteon::service
