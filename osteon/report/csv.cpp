// One reading as a row of comma-separated values, for spreadsheets and R.
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/report/forms.hpp"

namespace osteon {
namespace {

constexpr std::array columns{
    "file",   "views",       "part",    "part_probability", "finding",  "probability",
    "reason", "explanation", "target",  "sensitive",        "specific", "incomplete",
    "pack",   "version",     "weights", "precision",        "note"};

/// RFC 4180, 2.5 to 2.7: quoted where it holds a comma, a quote or the end of a line.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.4f}", *value) : std::string();
}

}  // namespace

std::string csv_header() { return fmt::format("{}", fmt::join(columns, ",")); }

std::string csv_row(const Line& line, const Maker& maker) {
  const Finding& finding = line.finding;
  std::optional<double> sensitive;
  std::optional<double> specific;
  if (finding.thresholds) {
    sensitive = finding.thresholds->sensitive;
    specific = finding.thresholds->specific;
  }
  const std::array<std::string, columns.size()> row{
      field(line.file),
      field(fmt::format("{}", fmt::join(line.views, ";"))),
      field(finding.part.value_or("")),
      number(finding.part_probability),
      verdict_word(finding.verdict, finding.target),
      number(finding.probability),
      field(finding.reason),
      field(finding.explanation),
      finding.target,
      number(sensitive),
      number(specific),
      finding.incomplete ? "true" : "false",
      field(maker.pack),
      field(maker.version),
      maker.weights,
      maker.precision,
      field(disclaimer)};
  return fmt::format("{}", fmt::join(row, ","));
}

}  // namespace osteon
