// The figures as a table for people.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/evaluate/evaluate.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view row_format =
    "{:<18}{:>6}{:>6}  {:>6}  {:<14}{:>8}{:>7}{:>8}{:>7}{:>8}\n";

std::string number(const json& value) {
  return value.is_number() ? fmt::format("{:.3f}", value.get<double>()) : "-";
}

std::string range(const json& interval) {
  if (!interval.is_array()) return "";
  return fmt::format("{:.3f}-{:.3f}", interval[0].get<double>(), interval[1].get<double>());
}

std::string row(const std::string& name, const json& figures) {
  const auto count = [&](const char* key) {
    return figures.contains(key) ? fmt::format("{}", figures[key].get<int>()) : "";
  };
  return fmt::format(
      fmt::runtime(row_format), name, count("n"), count("positives"), number(figures.at("auroc")),
      range(figures.at("auroc_interval")), number(figures.at("sensitive").at("sensitivity")),
      number(figures.at("sensitive").at("specificity")),
      number(figures.at("specific").at("sensitivity")),
      number(figures.at("specific").at("specificity")), number(figures.at("specific").at("kappa")));
}

std::string experts(const std::string& title, const json& figures) {
  if (figures.at("pooled").is_null()) return fmt::format("\n{}: no image\n", title);
  std::string text = fmt::format("\n{}", title);
  if (const int unanswered = figures.at("unanswered"); unanswered > 0)
    text += fmt::format(" ({} not answered)", unanswered);
  text += "\n";
  text += fmt::format(fmt::runtime(row_format), "", "", "", "", "", "possible", "", "sure", "", "");
  text += fmt::format(fmt::runtime(row_format), "region", "n", "pos.", "AUROC", "95 % interval",
                      "sens.", "spec.", "sens.", "spec.", "kappa");
  for (const auto& [part, region] : figures.at("regions").items()) text += row(part, region);
  text += row("all", figures.at("pooled"));
  text += row("mean over regions", figures.at("macro"));
  return text;
}

std::string router(const json& figures) {
  if (!figures.at("accuracy").is_number()) return "\nBody part: no image\n";
  std::string text = fmt::format("\nBody part: {:.3f} right", figures.at("accuracy").get<double>());
  if (const std::string interval = range(figures.at("accuracy_interval")); !interval.empty())
    text += fmt::format(" (95 % interval {})", interval);
  return text + fmt::format(", kappa {}, {} of {} not answered\n", number(figures.at("kappa")),
                            figures.at("abstained").get<int>(), figures.at("n").get<int>());
}

/// Studies, where any has several views; else they are the images once more.
std::string studies(const json& metrics) {
  const json& level = metrics.at("study_level");
  if (level.at("studies") == metrics.at("images")) return "";
  return fmt::format("\n{} studies, each the mean of its views\n", level.at("studies").get<int>()) +
         experts("Experts, true part given", level.at("experts_given_part")) +
         experts("Both stages in sequence", level.at("in_sequence"));
}

std::string subgroups(const json& by) {
  std::string text;
  for (const auto& [column, rows] : by.items()) {
    if (rows.empty()) continue;
    text += fmt::format("\nBoth stages in sequence, by {}\n", column);
    text += fmt::format(fmt::runtime(row_format), column, "n", "pos.", "AUROC", "95 % interval",
                        "sens.", "spec.", "sens.", "spec.", "kappa");
    for (const auto& [value, figures] : rows.items()) text += row(value, figures.at("in_sequence"));
  }
  return text;
}

}  // namespace

std::string metrics_table(const std::string& metrics_json) {
  const json metrics = json::parse(metrics_json);
  const auto word = [&](const char* key) { return metrics.at(key).get<std::string>(); };
  const std::string subset = word("subset");
  std::string text =
      word("pack").empty()
          ? fmt::format("{} images", metrics.at("images").get<int>())
          : fmt::format("{} {} at {} on {}{}: {} images", word("pack"), word("version"),
                        word("precision"), word("dataset"), subset.empty() ? "" : ", " + subset,
                        metrics.at("images").get<int>());
  if (const int outside = metrics.at("outside_pack"); outside > 0)
    text += fmt::format(", {} of parts that the pack does not read", outside);
  if (const int unread = metrics.at("unread").at("count"); unread > 0)
    text += fmt::format("; {} files could not be read", unread);
  text += "\n";
  text += router(metrics.at("router"));
  const std::string target = word("target");
  text += experts(fmt::format("Experts, true part given: {}", target),
                  metrics.at("experts_given_part"));
  text += experts(fmt::format("Both stages in sequence, a wrong part counts as wrong: {}", target),
                  metrics.at("in_sequence"));
  text += studies(metrics);
  text += subgroups(metrics.at("by"));
  return text;
}

}  // namespace osteon
