#include <charconv>
#include <fstream>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/csv.hpp"
#include "osteon/evaluate/evaluate.hpp"

namespace osteon {
namespace {

constexpr std::string_view by = "by_";

/// One row of the table, with complaints that name the column.
class Row {
 public:
  explicit Row(const CsvReader& table) : table_(table) {}

  std::string text(const std::string& column) const { return table_[column]; }

  std::string required(const std::string& column) const {
    if (table_[column].empty()) fail(column, "it is empty");
    return table_[column];
  }

  std::optional<double> number(const std::string& column) const {
    const std::string& cell = table_[column];
    if (cell.empty()) return {};
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size())
      fail(column, fmt::format("'{}' is not a number", cell));
    return value;
  }

  std::optional<double> probability(const std::string& column) const {
    const auto value = number(column);
    if (value && !(*value >= 0 && *value <= 1))
      fail(column, fmt::format("{} is not a probability, which lies between 0 and 1", *value));
    return value;
  }

  int pixels(const std::string& column) const {
    const double value = number(column).value_or(0);
    if (!(value >= 0 && value < 1e9)) fail(column, fmt::format("{} is no width or height", value));
    return static_cast<int>(value);
  }

  bool positive() const {
    const std::string& cell = table_["positive"];
    if (cell != "0" && cell != "1") fail("positive", fmt::format("'{}' is neither 1 nor 0", cell));
    return cell == "1";
  }

  /// What one of the two questions was answered; the columns of the second have a suffix.
  Finding finding(const std::string& suffix) const {
    Finding finding;
    const std::string word = text("finding" + suffix);
    if (word == "fracture" || word == "abnormal") {
      finding.verdict = Verdict::present;
      finding.target = word;
    } else if (word == "possible") {
      finding.verdict = Verdict::possible;
    } else if (word == "none") {
      finding.verdict = Verdict::none;
    } else if (word != "cannot_answer") {
      fail("finding" + suffix, fmt::format("'{}' is none of fracture, abnormal, possible, none and "
                                           "cannot_answer",
                                           word));
    }
    finding.probability = probability("probability" + suffix);
    finding.reason = text("reason" + suffix);
    if (finding.probability.has_value() != (finding.verdict != Verdict::cannot_answer))
      fail("probability" + suffix, "an answer has one, and cannot_answer has none");
    const auto sensitive = number("sensitive_threshold" + suffix);
    const auto specific = number("specific_threshold" + suffix);
    if (sensitive && specific) finding.thresholds = Thresholds{*sensitive, *specific};
    if (finding.probability && !finding.thresholds)
      fail("sensitive_threshold" + suffix, "an answer needs both thresholds");
    return finding;
  }

 private:
  [[noreturn]] void fail(const std::string& column, const std::string& why) const {
    throw Error(ErrorCode::bad_argument,
                fmt::format("line {}, {}: {}", table_.line(), column, why));
  }
  const CsvReader& table_;
};

Prediction prediction_from(const CsvReader& table, const std::vector<std::string>& columns) {
  const Row cells(table);
  Prediction row;
  row.entry = {.file = cells.required("file"),
               .part = cells.required("true_part"),
               .positive = cells.positive(),
               .group = cells.required("group"),
               .study = cells.text("study"),
               .subset = cells.text("subset")};
  row.finding = cells.finding("");
  row.given_part = cells.finding("_given_part");
  row.finding.part_probability = cells.probability("part_probability");
  if (row.finding.probability) row.finding.part = cells.required("part");
  if (row.given_part.probability) row.given_part.part = row.entry.part;
  row.score = cells.number("score_given_part").value_or(row.score);
  row.extent = {cells.pixels("width"), cells.pixels("height")};
  for (const std::string& column : columns)
    row.values.push_back(cells.text(std::string(by) + column));
  return row;
}

}  // namespace

Predictions read_predictions(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Error(ErrorCode::unreadable,
                fmt::format("{}: it cannot be opened; 'osteon evaluate DATA --out FOLDER' writes "
                            "one",
                            file.string()));
  try {
    CsvReader table(in);
    Predictions predictions;
    for (const std::string& column : table.columns())
      if (column.starts_with(by)) predictions.columns.push_back(column.substr(by.size()));
    while (table.next()) predictions.rows.push_back(prediction_from(table, predictions.columns));
    return predictions;
  } catch (const Error& error) {
    throw error.during(file.string());
  }
}

}  // namespace osteon
