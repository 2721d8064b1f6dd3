#include "osteon/cli/printer.hpp"

#include <algorithm>
#include <utility>

#include "osteon/cli/terminal.hpp"

namespace osteon::cli {
namespace {

// Leaves the other columns of a table room on a terminal of 100 columns.
constexpr int widest_name = 50;
constexpr int narrowest_name = 12;

}  // namespace

Printer::Printer(Form form, Maker maker, int longest_name, Console& console)
    : form_(form),
      maker_(std::move(maker)),
      file_width_(std::clamp(longest_name, narrowest_name, widest_name)),
      colour_(wants_colour(console)),
      console_(console) {}

void Printer::begin() {
  if (form_ == Form::table) console_.say(table_header(file_width_, colour_));
  if (form_ == Form::csv) console_.say(csv_header());
}

void Printer::print(const Line& line) {
  switch (form_) {
    case Form::table:
      return console_.say(table_row(line, file_width_, colour_));
    case Form::json:
      return console_.say(json_line(line, maker_));
    case Form::csv:
      return console_.say(csv_row(line, maker_));
  }
}

void Printer::end() {
  if (form_ == Form::table) console_.say(table_footer(maker_));
}

}  // namespace osteon::cli
