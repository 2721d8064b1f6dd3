// One reading as a row of comma-separated values, for spreadsheets and R.
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/csv_cell.hpp"
#include "osteon/report/forms.hpp"

namespace osteon {
namespace {

constexpr std::array columns{
    "file",   "views",       "part",    "part_probability", "finding",  "probability",
    "reason", "explanation", "target",  "sensitive",        "specific", "incomplete",
    "pack",   "version",     "weights", "precision",        "note"};

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
      csv_cell(line.file),
      csv_cell(fmt::format("{}", fmt::join(line.views, ";"))),
      csv_cell(finding.part.value_or("")),
      number(finding.part_probability),
      verdict_word(finding.verdict, finding.target),
      number(finding.probability),
      csv_cell(finding.reason),
      csv_cell(finding.explanation),
      finding.target,
      number(sensitive),
      number(specific),
      finding.incomplete ? "true" : "false",
      csv_cell(maker.pack),
      csv_cell(maker.version),
      maker.weights,
      maker.precision,
      csv_cell(disclaimer)};
  return fmt::format("{}", fmt::join(row, ","));
}

}  // namespace osteon
