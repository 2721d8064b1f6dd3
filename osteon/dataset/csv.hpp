// Comma-separated values (RFC 4180): read row by row, written cell by cell.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osteon {

/// Reads a table with a header. Takes quotes, line breaks within them, CRLF and a byte order mark;
/// empty lines are skipped. A table that breaks the rules, or ends in a read error, is refused with
/// the line.
class CsvReader {
 public:
  /// Reads the header. `in` must outlive this object. \throws Error(bad_argument) without a header,
  /// or when two columns have one name
  explicit CsvReader(std::istream& in);

  const std::vector<std::string>& columns() const noexcept { return columns_; }
  bool has(std::string_view column) const;
  std::vector<std::string> columns_but(std::span<const std::string_view> these) const;

  /// Moves to the next row; false at the end. \throws Error(bad_argument) when the row has not as
  /// many cells as the header, or a quote is never closed
  bool next();

  /// Where the row begins, counted from 1 as editors do.
  int line() const noexcept { return line_; }
  /// A cell of the row. \throws Error(bad_argument) naming the columns that there are
  const std::string& operator[](std::string_view column) const;
  /// The same, empty where the table has no such column.
  std::string_view cell_or_empty(std::string_view column) const;

 private:
  bool read_record();
  char next_char();
  std::string quoted_cell();

  std::streambuf& in_;  ///< without the stream, which looks at its state before each character
  int next_line_ = 1;
  int line_ = 1;
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;
};

}  // namespace osteon
