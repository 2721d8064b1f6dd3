#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "osteon/base/file.hpp"
#include "osteon/report/example_lines.hpp"
#include "osteon/report/forms.hpp"

using namespace osteon;
using nlohmann::json;

namespace {

json parsed(const Line& line) { return json::parse(json_line(line, example::maker())); }

json schema() { return json::parse(read_text("docs/finding.schema.json")); }

std::vector<std::string> names_of(const json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

}  // namespace

TEST_CASE("a line says what was found, how surely, and what said so", "[report]") {
  const json j = parsed(example::found(Verdict::possible, 0.43216));
  CHECK(j["file"] == "films/a.png");
  CHECK(j["part"] == "lower_leg");
  CHECK(j["part_probability"] == 0.9877);
  CHECK(j["finding"] == "possible");
  CHECK(j["probability"] == 0.4322);
  CHECK(j["reason"].is_null());
  CHECK(j["explanation"].is_null());
  CHECK(j["thresholds"] == json({{"sensitive", 0.25}, {"specific", 0.75}}));
  CHECK(j["incomplete"] == false);
  CHECK(j["pack"] == "tiny");
  CHECK(j["version"] == "1.2.3");
  CHECK(j["weights"] == std::string(64, 'a'));
  CHECK(j["precision"] == "fp32");
  CHECK(j["note"] == disclaimer);
  CHECK_FALSE(j.contains("views"));
}

TEST_CASE("a pack that was trained on abnormal never says fracture", "[report]") {
  const auto text = json_line(example::found(Verdict::present, 0.9, "abnormal"), example::maker());
  CHECK_THAT(text, Catch::Contains("\"finding\":\"abnormal\""));
  CHECK_THAT(text, !Catch::Contains("fracture"));
}

TEST_CASE("without an answer there is no probability, and a reason instead", "[report]") {
  const json j = parsed(example::cannot_answer());
  CHECK(j["finding"] == "cannot_answer");
  CHECK(j["reason"] == "blank");
  CHECK(j["explanation"] == "there is no picture in it");
  CHECK(j["part"].is_null());
  CHECK(j["part_probability"].is_null());
  CHECK(j["probability"].is_null());
  CHECK(j["thresholds"].is_null());
}

TEST_CASE("a line stays one line of valid JSON whatever the file is called", "[report]") {
  Line line = example::cannot_answer();
  line.file = "two\nlines \"quoted\" \x1b[31m and \xff\xfe not UTF-8";
  const auto text = json_line(line, example::maker());
  CHECK(text.find('\n') == std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(json::accept(text));
}

// Scripts rely on the schema: a field that appears in one of the two only is a broken promise.
TEST_CASE("the fields of a line are those of the published schema", "[report]") {
  const json published = schema();
  auto required = published["required"].get<std::vector<std::string>>();
  std::ranges::sort(required);
  CHECK(names_of(parsed(example::found(Verdict::none, 0.1))) == required);
  CHECK(names_of(parsed(example::cannot_answer())) == required);

  Line study = example::found(Verdict::none, 0.1);
  study.views = {"a.png", "b.png"};
  CHECK(names_of(parsed(study)) == names_of(published["properties"]));
}

TEST_CASE("every verdict's word is in the published schema", "[report]") {
  const json words = schema()["properties"]["finding"]["enum"];
  for (const auto verdict :
       {Verdict::present, Verdict::possible, Verdict::none, Verdict::cannot_answer})
    for (const auto target : {"fracture", "abnormal"})
      CHECK(std::ranges::count(words, json(verdict_word(verdict, target))) == 1);
}
