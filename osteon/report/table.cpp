// Readings as a table that grows row by row, for people.
#include <string_view>

#include <fmt/format.h>

#include "osteon/report/forms.hpp"
#include "osteon/report/text.hpp"

namespace osteon {
namespace {

// The longest of each: "lower leg", "nothing abnormal seen".
constexpr int part_width = 9;
constexpr int finding_width = 21;

// ECMA-48 SGR. What needs eyes stands out; what does not steps back.
constexpr std::string_view plain = "\x1b[0m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view dim = "\x1b[2m";
constexpr std::string_view bold_red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[33m";

std::string_view colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::present:
      return bold_red;
    case Verdict::possible:
      return yellow;
    case Verdict::none:
      return plain;
    case Verdict::cannot_answer:
      break;
  }
  return dim;
}

std::string coloured(std::string_view text, std::string_view sequence, bool colour) {
  if (!colour || sequence == plain) return std::string(text);
  return fmt::format("{}{}{}", sequence, text, plain);
}

/// The last column: how probable, or why there is no answer, and what to know about the image.
std::string remark(const Line& line) {
  const Finding& finding = line.finding;
  std::string text = finding.probability
                         ? per_cent(*finding.probability)
                         : fmt::format("{}: {}", finding.reason, printable(finding.explanation));
  if (line.views.size() > 1) text += fmt::format("  ({} views)", line.views.size());
  if (finding.incomplete) text += "  (image incomplete)";
  return text;
}

}  // namespace

std::string table_header(int file_width, bool colour) {
  return coloured(fmt::format("{}  {}  {}  {}", cell("file", file_width), cell("part", part_width),
                              cell("finding", finding_width), "probability"),
                  bold, colour);
}

std::string table_row(const Line& line, int file_width, bool colour) {
  const Finding& finding = line.finding;
  const std::string part = finding.part ? part_phrase(*finding.part) : "-";
  const std::string phrase = cell(verdict_phrase(finding.verdict, finding.target), finding_width);
  return fmt::format("{}  {}  {}  {}", cell(printable(line.file), file_width),
                     cell(part, part_width), coloured(phrase, colour_of(finding.verdict), colour),
                     remark(line));
}

std::string table_footer(const Maker& maker) {
  return fmt::format("\n{} {}, {}. {}", maker.pack, maker.version, maker.precision, disclaimer);
}

}  // namespace osteon
