// Two packs side by side, for people.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/evaluate/compare.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

std::string number(const json& value) {
  return value.is_number() ? fmt::format("{:.3f}", value.get<double>()) : "-";
}

std::string signed_number(const json& value) {
  return value.is_number() ? fmt::format("{:+.3f}", value.get<double>()) : "-";
}

std::string range(const json& interval) {
  if (!interval.is_array()) return "";
  return fmt::format("{:+.3f} to {:+.3f}", interval[0].get<double>(), interval[1].get<double>());
}

std::string p_value(const json& p) {
  if (!p.is_number()) return "-";
  return p.get<double>() < 0.001 ? "<0.001" : fmt::format("{:.3f}", p.get<double>());
}

std::string row(const std::string& name, const json& figure, const std::string& p) {
  return fmt::format("  {:<30}{:>8}{:>8}{:>9}  {:<18}{:>7}\n", name, number(figure.at("a")),
                     number(figure.at("b")), signed_number(figure.at("difference")),
                     range(figure.at("difference_interval")), p);
}

std::string heading(const std::string& title) {
  return fmt::format("\n{}\n  {:<30}{:>8}{:>8}{:>9}  {:<18}{:>7}\n", title, "", "A", "B", "B - A",
                     "95 % interval", "p");
}

std::string region(const std::string& name, const json& figures) {
  const bool tested = figures.contains("delong");
  std::string delong = "-";
  if (tested && figures.at("delong").is_object()) delong = p_value(figures.at("delong").at("p"));
  std::string text =
      tested ? fmt::format("  {}: {} images, {} positive\n", name, figures.at("n").get<int>(),
                           figures.at("positives").get<int>())
             : fmt::format("  {}\n", name);
  text += row("  AUROC", figures.at("auroc"), tested ? delong : "");
  text += row("  AUPRC", figures.at("auprc"), "");
  for (const auto& [threshold, words] :
       {std::pair("sensitive", "possible"), std::pair("specific", "sure")})
    for (const char* figure : {"sensitivity", "specificity", "accuracy"}) {
      const std::string p =
          tested ? p_value(figures.at("mcnemar").at(threshold).at(figure).at("exact_p")) : "";
      text += row(fmt::format("  {}, {}", figure, words), figures.at(threshold).at(figure), p);
    }
  return text;
}

std::string experts(const std::string& title, const json& figures) {
  if (figures.at("pooled").is_null()) return fmt::format("\n{}: no image in both\n", title);
  std::string text = heading(title);
  for (const auto& [part, row] : figures.at("regions").items()) text += region(part, row);
  text += region("all", figures.at("pooled"));
  return text + region("mean over regions", figures.at("macro"));
}

std::string subject(const json& one) {
  const auto word = [&](const char* key) { return one.at(key).get<std::string>(); };
  if (word("pack").empty()) return word("file");
  return fmt::format("{} {} at {} ({})", word("pack"), word("version"), word("precision"),
                     word("file"));
}

}  // namespace

std::string comparison_table(const std::string& comparison_json) {
  const json all = json::parse(comparison_json);
  std::string text =
      fmt::format("A: {}\nB: {}\n{} images of {} groups in both\n", subject(all.at("a")),
                  subject(all.at("b")), all.at("images").get<int>(), all.at("groups").get<int>());
  const json& router = all.at("router");
  text += heading("Body part");
  text += row("right", router.at("accuracy"), p_value(router.at("mcnemar").at("exact_p")));
  text += experts("Experts, true part given", all.at("experts_given_part"));
  text += experts("Both stages in sequence, a wrong part counts as wrong", all.at("in_sequence"));
  return text +
         "\nIntervals: paired bootstrap over groups. p of AUROC: DeLong; of decisions and of the "
         "body part: McNemar,\nexact. Both tests take images as independent; where a group has "
         "several, trust the interval.\nMany rows are many tests: of 20 without any difference "
         "one has p < 0.05.\n";
}

}  // namespace osteon
