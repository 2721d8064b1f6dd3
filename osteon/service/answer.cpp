#include "osteon/service/answer.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "osteon/service/http/problem.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

std::string finding_json(const Reading& reading, const Maker& maker) {
  json finding = json::parse(json_line(
      {.file = "", .views = {}, .finding = reading.finding, .boxes = reading.boxes}, maker));
  finding.erase("file");
  return finding.dump();
}

Bytes bytes_of(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

Bytes kept(const Heatmap& map) {
  return bytes_of(json{
      {"columns", map.columns},
      {"rows", map.rows},
      {"area", {map.area.left, map.area.top, map.area.width, map.area.height}},
      {"floor", map.floor},
      {"to_log_odds", map.to_log_odds},
      {"values",
       map.values}}.dump());
}

std::optional<Heatmap> heatmap_in(const Bytes& bytes) {
  if (bytes.empty()) return {};
  const auto* text = reinterpret_cast<const char*>(bytes.data());
  const json j = json::parse(text, text + bytes.size());
  const auto area = j.at("area").get<std::vector<float>>();
  return Heatmap{.columns = j.at("columns"),
                 .rows = j.at("rows"),
                 .values = j.at("values").get<std::vector<float>>(),
                 .area = {area.at(0), area.at(1), area.at(2), area.at(3)},
                 .floor = j.at("floor"),
                 .to_log_odds = j.at("to_log_odds")};
}

std::optional<double> number(const json& j) {
  return j.is_number() ? std::optional(j.get<double>()) : std::nullopt;
}

std::string text(const json& j) { return j.is_string() ? j.get<std::string>() : std::string(); }

}  // namespace

std::string facts_json(const Radiograph& radiograph) {
  const Acquisition& taken = radiograph.acquisition();
  json facts = {{"width", radiograph.extent().width},
                {"height", radiograph.extent().height},
                {"bits", taken.bits},
                {"window", nullptr},
                {"spacing", nullptr}};
  if (taken.window)
    facts["window"] = {{"black", taken.window->black}, {"white", taken.window->white}};
  if (taken.spacing)
    facts["spacing"] = {
        {"across_mm", taken.spacing->across_mm},
        {"down_mm", taken.spacing->down_mm},
        {"source",
         taken.spacing->source == PixelSpacing::Source::calibrated ? "calibrated" : "detector"}};
  return facts.dump();
}

Answer answer_of(const Reading& reading, const Radiograph& radiograph, const Maker& maker) {
  Answer answer = answer_without_radiograph(reading, maker);
  if (reading.heatmap) answer.heatmap = kept(*reading.heatmap);
  answer.facts = facts_json(radiograph);
  return answer;
}

Answer answer_without_radiograph(const Reading& reading, const Maker& maker) {
  return {.verdict = reading.finding.verdict,
          .part = reading.finding.part,
          .probability = reading.finding.probability,
          .finding = finding_json(reading, maker),
          .heatmap = {},
          .pack = maker.weights};
}

std::optional<Verdict> verdict_named(const std::string& word) {
  for (const Verdict verdict :
       {Verdict::present, Verdict::possible, Verdict::none, Verdict::cannot_answer})
    for (const auto* target : {"fracture", "abnormal"})
      if (verdict_word(verdict, target) == word) return verdict;
  return {};
}

StoredReading stored_reading(const std::string& finding, const Bytes& heatmap) {
  const json j = json::parse(finding);
  StoredReading stored;
  Finding& said = stored.reading.finding;
  said.verdict = verdict_named(j.at("finding")).value_or(Verdict::cannot_answer);
  said.target = j.at("target");
  if (j.at("part").is_string()) said.part = j["part"].get<std::string>();
  said.part_probability = number(j.at("part_probability"));
  said.probability = number(j.at("probability"));
  if (j.at("thresholds").is_object())
    said.thresholds = Thresholds{.sensitive = j["thresholds"].at("sensitive"),
                                 .specific = j["thresholds"].at("specific")};
  said.reason = text(j.at("reason"));
  said.explanation = text(j.at("explanation"));
  said.incomplete = j.at("incomplete");
  for (const json& box : j.at("boxes"))
    stored.reading.boxes.push_back(
        {.box = {box.at("left"), box.at("top"), box.at("width"), box.at("height")},
         .probability = box.at("probability"),
         .shown = true});
  stored.reading.heatmap = heatmap_in(heatmap);
  stored.maker = {.pack = j.at("pack"),
                  .version = j.at("version"),
                  .weights = j.at("weights"),
                  .precision = j.at("precision")};
  return stored;
}

nlohmann::ordered_json heatmap_json(const Bytes& heatmap) {
  const auto map = heatmap_in(heatmap);
  if (!map) throw not_found("heatmap: this radiograph was not judged by a network, so none");
  json values = json::array();
  for (const float value : map->values)
    values.push_back(std::round(sigmoid(value + map->to_log_odds) * 1e4) / 1e4);
  return {{"columns", map->columns},
          {"rows", map->rows},
          {"area",
           {{"left", map->area.left},
            {"top", map->area.top},
            {"width", map->area.width},
            {"height", map->area.height}}},
          {"values", std::move(values)}};
}

}  // namespace osteon::service
