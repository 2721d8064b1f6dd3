// The figures of shifts as tables for people.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/evaluate/shift/figures.hpp"
#include "osteon/evaluate/shift/report.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

std::string number(const json& value) {
  return value.is_number() ? fmt::format("{:.3f}", value.get<double>()) : "-";
}

std::string mark(const json& figure) {
  if (!figure.contains("beyond") || figure.at("beyond").is_null()) return " ";
  return figure.at("beyond") == "floor" ? "!" : "*";
}

std::string line(const std::string& name, const json& figures) {
  std::string text = fmt::format("{:<18}", name);
  for (const shift::Figure& figure : shift::figures()) {
    const json& entry = figures.at(std::string(figure.name));
    text += fmt::format("{:>7}{}", number(entry.at("value")), mark(entry));
  }
  return text + "\n";
}

std::string difference(const json& entry) {
  if (!entry.at("difference").is_number()) return fmt::format("{:<26}", "  -");
  std::string text = fmt::format("  {:+.3f}", entry.at("difference").get<double>());
  if (const json& interval = entry.at("difference_interval"); interval.is_array())
    text += fmt::format(" ({:+.3f} {:+.3f})", interval[0].get<double>(), interval[1].get<double>());
  return fmt::format("{:<26}", text);
}

std::string shifts_table(const json& result) {
  std::string text = fmt::format("{} images", result.at("images").get<int>());
  if (const int unread = result.at("unread"); unread > 0)
    text += fmt::format("; {} files could not be read", unread);
  text += fmt::format("\n\n{:<18}{:<32}{:>8}{:>8}{:>8}{:>8}\n{:<18}", "", "", "possible", "",
                      "sure", "", "shift");
  for (const shift::Figure& figure : shift::figures())
    text += fmt::format("{:>7} ", figure.heading);
  text += "\n" + line("as it is", result.at("as_is"));
  for (const auto& [name, shift] : result.at("shifts").items())
    text += line(name, shift.at("figures"));
  text += fmt::format("Falls by more than {} are marked *, by more than {} are marked !\n",
                      result.at("limits").at("aim").get<double>(),
                      result.at("limits").at("floor").get<double>());

  text += fmt::format(
      "\nDifference from the films as they are (95 % interval)\n{:<18}  {:<24}  {:<24}  "
      "{:<24}  {}\n",
      "shift", "part", "AUROC", "given", "points");
  for (const auto& [name, shift] : result.at("shifts").items()) {
    text += fmt::format("{:<18}", name);
    std::string cells;
    for (const char* figure : {"region_accuracy", "auroc", "auroc_given_part", "pointing"})
      cells += difference(shift.at("figures").at(figure));
    text += cells.substr(0, cells.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string share_line(const std::string& name, const json& share, const std::string& note) {
  std::string text =
      fmt::format("{:<24}{:>6}{:>8}", name, share.at("n").get<int>(), number(share.at("share")));
  if (const json& interval = share.at("interval"); interval.is_array())
    text += fmt::format("  {:.3f}-{:.3f}", interval[0].get<double>(), interval[1].get<double>());
  return text + (note.empty() ? "" : "  " + note) + "\n";
}

std::string out_of_scope_table(const json& result) {
  const json& scope = result.at("out_of_scope");
  std::string text =
      fmt::format("\nOut of scope: share that it did not answer\n{:<24}{:>6}{:>8}  {}\n", "kind",
                  "n", "share", "95 % interval");
  for (const auto& [name, kind] : scope.at("drawn").items())
    text += share_line(name, kind, kind.at("for_training").get<bool>() ? "may be trained on" : "");
  if (!scope.at("drawn").empty()) {
    text += share_line("all for training", scope.at("drawn_for_training"), "");
    text += share_line("all never trained on", scope.at("drawn_never_trained_on"), "");
  }
  for (const auto& [name, kind] : scope.at("files").items())
    text += share_line(name, kind, "files");
  if (result.contains("as_is")) {
    const json& abstained = result.at("as_is").at("abstained").at("value");
    if (abstained.is_number())
      text +=
          fmt::format("Of the films in scope it answered {:.3f}.\n", 1 - abstained.get<double>());
  }
  return text;
}

}  // namespace

std::string shift_table(const std::string& shift_json) {
  const json result = json::parse(shift_json);
  const auto word = [&](const char* key) { return result.at(key).get<std::string>(); };
  std::string text =
      fmt::format("{} {} at {} on {}{}: ", word("pack"), word("version"), word("precision"),
                  word("dataset"), word("subset").empty() ? "" : ", " + word("subset"));
  text += result.contains("shifts") ? shifts_table(result) : "pictures out of scope\n";
  if (result.contains("out_of_scope")) text += out_of_scope_table(result);
  return text;
}

}  // namespace osteon
