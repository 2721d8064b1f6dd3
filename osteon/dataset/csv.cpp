#include "osteon/dataset/csv.hpp"

#include <algorithm>
#include <istream>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

[[noreturn]] void fail(int line, std::string_view why) {
  throw Error(ErrorCode::bad_argument, fmt::format("line {}: {}", line, why));
}

constexpr int end_of_file = std::istream::traits_type::eof();

/// Spreadsheets put it before the first column's name.
void skip_byte_order_mark(std::streambuf& in) {
  for (const char expected : std::string_view("\xEF\xBB\xBF")) {
    if (in.sgetc() != std::istream::traits_type::to_int_type(expected)) return;
    in.sbumpc();
  }
}

}  // namespace

CsvReader::CsvReader(std::istream& in) : in_(*in.rdbuf()) {
  if (!read_record()) fail(line_, "the table is empty; its first line must name the columns");
  columns_ = std::move(cells_);
  for (auto column = columns_.begin(); column != columns_.end(); ++column)
    if (std::find(columns_.begin(), column, *column) != column)
      fail(line_, fmt::format("two columns are called '{}'", *column));
}

bool CsvReader::has(std::string_view column) const {
  return std::ranges::find(columns_, column) != columns_.end();
}

std::vector<std::string> CsvReader::columns_but(std::span<const std::string_view> these) const {
  std::vector<std::string> others;
  std::ranges::copy_if(columns_, std::back_inserter(others), [&](const std::string& column) {
    return std::ranges::find(these, column) == these.end();
  });
  return others;
}

bool CsvReader::next() {
  if (!read_record()) return false;
  if (cells_.size() != columns_.size())
    fail(line_, fmt::format("{} cells, where the header has {}", cells_.size(), columns_.size()));
  return true;
}

const std::string& CsvReader::operator[](std::string_view column) const {
  const auto found = std::ranges::find(columns_, column);
  if (found == columns_.end())
    throw Error(ErrorCode::bad_argument, fmt::format("there is no column '{}'; there are: {}",
                                                     column, fmt::join(columns_, ", ")));
  return cells_[static_cast<std::size_t>(std::distance(columns_.begin(), found))];
}

std::string_view CsvReader::cell_or_empty(std::string_view column) const {
  return has(column) ? std::string_view((*this)[column]) : std::string_view();
}

/// One character, the two of a CRLF as one.
char CsvReader::next_char() {
  const int c = in_.sbumpc();
  if (c == '\r' && in_.sgetc() == '\n') return next_char();
  if (c == '\n') ++next_line_;
  return std::istream::traits_type::to_char_type(c);
}

/// The rest of a cell behind its opening quote.
std::string CsvReader::quoted_cell() {
  const int opened = next_line_;
  std::string cell;
  while (in_.sgetc() != end_of_file) {
    const char c = next_char();
    if (c != '"') {
      cell += c;
    } else if (in_.sgetc() == '"') {
      cell += next_char();
    } else {
      return cell;
    }
  }
  fail(opened, "a quote that opens here is never closed");
}

bool CsvReader::read_record() try {
  if (next_line_ == 1) skip_byte_order_mark(in_);
  while (in_.sgetc() == '\n' || in_.sgetc() == '\r') next_char();
  cells_.clear();
  line_ = next_line_;
  if (in_.sgetc() == end_of_file) return false;

  cells_.emplace_back();
  bool quoted = false;
  while (in_.sgetc() != end_of_file) {
    const char c = next_char();
    if (c == '\n') return true;
    if (c == ',') {
      cells_.emplace_back();
      quoted = false;
    } else if (quoted) {
      fail(next_line_, "text between a closing quote and the next comma");
    } else if (c == '"' && cells_.back().empty()) {
      cells_.back() = quoted_cell();
      quoted = true;
    } else {
      cells_.back() += c;
    }
  }
  return true;
} catch (const std::ios_base::failure&) {
  throw Error(ErrorCode::unreadable,
              fmt::format("line {}: the table cannot be read any further", next_line_));
}

}  // namespace osteon
