// A check's findings as a table for people and as JSON.
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/dataset/check.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;
using Path = std::filesystem::path;

/// "differing labels, across subsets"
std::string faults_of(const Copies& copies) {
  std::vector<std::string_view> faults;
  if (copies.labels_differ) faults.emplace_back("different labels");
  if (copies.parts_differ) faults.emplace_back("different parts");
  if (copies.across_subsets) faults.emplace_back("across subsets");
  if (copies.across_groups) faults.emplace_back("across groups");
  return fmt::format("{}", fmt::join(faults, ", "));
}

std::string title_of(const Copies& copies) {
  const std::string faults = faults_of(copies);
  return fmt::format("  {} {}{}{}\n", copies.files.size(),
                     copies.exact ? "equal images" : "images that look alike",
                     faults.empty() ? "" : ": ", faults);
}

std::string title_of(const LeakedGroup& leak, std::size_t number) {
  std::string counts;
  for (const auto& [subset, images] : leak.images)
    counts += fmt::format("{}{} in {}", counts.empty() ? "" : ", ", images, subset);
  return fmt::format("  group {}: {}\n", number, counts);
}

std::string title_of(const ShortcutFound& found) {
  std::string text = fmt::format("  {}: {} tells the label, {} {:.2f} (limit {:.2f})\n", found.part,
                                 found.property, found.statistic, found.value, found.limit);
  constexpr std::size_t most = 5;
  for (std::size_t i = 0; i < found.values.size() && i < most; ++i) {
    const auto& [value, images] = found.values[i];
    text += fmt::format("    {}: {} negative, {} positive\n", value, images[0], images[1]);
  }
  return text;
}

std::string indented(const std::vector<Path>& files) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t i = 0; i < files.size() && i < most; ++i)
    text += fmt::format("    {}\n", files[i].string());
  if (files.size() > most) text += fmt::format("    and {} more\n", files.size() - most);
  return text;
}

/// One kind of finding: a title with the count, and the first of them.
template <typename Findings>
std::string section(std::string_view title, const Findings& findings, std::size_t most,
                    const std::function<std::string(const typename Findings::value_type&,
                                                    std::size_t number)>& line) {
  std::string text = fmt::format("\n{}: {}\n", title, findings.size());
  for (std::size_t i = 0; i < findings.size() && i < most; ++i) text += line(findings[i], i + 1);
  if (findings.size() > most)
    text += fmt::format("  and {} more; --json has them all\n", findings.size() - most);
  return text;
}

json names(const std::vector<Path>& files) {
  json list = json::array();
  for (const Path& file : files) list.push_back(file.string());
  return list;
}

json troubles(const std::vector<FileTrouble>& findings) {
  json list = json::array();
  for (const auto& [file, why] : findings) list.push_back({{"file", file.string()}, {"why", why}});
  return list;
}

}  // namespace

std::string check_table(const CheckReport& report, std::size_t most) {
  std::string text = fmt::format("{}: {} images checked{}\n", report.source, report.images,
                                 report.clean() ? ", nothing found" : "");
  // An error names its file already.
  const auto trouble = [](const FileTrouble& found, std::size_t) {
    const std::string file = found.file.string();
    return found.why.starts_with(file) ? fmt::format("  {}\n", found.why)
                                       : fmt::format("  {}: {}\n", file, found.why);
  };
  if (!report.unreadable.empty())
    text += section("files that cannot be used", report.unreadable, most, trouble);
  if (!report.truncated.empty())
    text +=
        section("files that end early", report.truncated, most,
                [](const Path& file, std::size_t) { return fmt::format("  {}\n", file.string()); });
  if (!report.outlines.empty())
    text += section("outlines that do not fit", report.outlines, most, trouble);
  if (!report.copies.empty())
    text += section("copies of one picture", report.copies, most,
                    [](const Copies& copies, std::size_t) {
                      return title_of(copies) + indented(copies.files);
                    });
  if (!report.leaks.empty())
    text += section("patients or groups in more than one subset", report.leaks, most,
                    [](const LeakedGroup& leak, std::size_t number) {
                      return title_of(leak, number) + indented(leak.files);
                    });
  if (!report.shortcuts.empty())
    text += section("shortcuts to the label", report.shortcuts, most,
                    [](const ShortcutFound& found, std::size_t) {
                      return title_of(found) + indented(found.files);
                    });
  return text;
}

std::string check_json(const CheckReport& report) {
  json root = {{"source", report.source},
               {"images", report.images},
               {"clean", report.clean()},
               {"unreadable", troubles(report.unreadable)},
               {"truncated", names(report.truncated)},
               {"outlines", troubles(report.outlines)}};
  json& copies = root["copies"] = json::array();
  for (const Copies& found : report.copies)
    copies.push_back({{"exact", found.exact},
                      {"labels_differ", found.labels_differ},
                      {"parts_differ", found.parts_differ},
                      {"across_subsets", found.across_subsets},
                      {"across_groups", found.across_groups},
                      {"files", names(found.files)}});
  json& leaks = root["groups_across_subsets"] = json::array();
  for (const LeakedGroup& found : report.leaks)
    leaks.push_back({{"images", found.images}, {"files", names(found.files)}});
  json& shortcuts = root["shortcuts"] = json::array();
  for (const ShortcutFound& found : report.shortcuts) {
    json& shortcut = shortcuts.emplace_back(json{{"part", found.part},
                                                 {"property", found.property},
                                                 {"statistic", found.statistic},
                                                 {"value", found.value},
                                                 {"limit", found.limit}});
    for (const auto& [value, images] : found.values)
      shortcut["values"][value] = {{"negative", images[0]}, {"positive", images[1]}};
    shortcut["files"] = names(found.files);
  }
  return root.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace osteon
