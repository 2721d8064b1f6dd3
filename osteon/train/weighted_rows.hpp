// Which row of a table is drawn: parts and labels that are rare come more often than their share.
#pragma once

#include <cstddef>
#include <vector>

#include "osteon/dataset/entry_table.hpp"

namespace osteon {

/// Every row has a length, the same for those of one part and label: their count to the power of
/// minus `balance`, so that 0 draws rows as often as they come and 1 all parts and labels equally
/// often. Keeps some bytes for hundreds of rows. Reading from several threads is safe.
class WeightedRows {
 public:
  /// \param entries  must outlive this, and stay as they are
  WeightedRows(const EntryTable& entries, double balance);

  /// The lengths of all rows, one behind the other.
  double length() const noexcept { return length_; }
  /// The row that covers a place in [0, length()); beyond, the number of rows.
  std::size_t at(double place) const;

 private:
  const EntryTable& entries_;
  std::vector<double> lengths_;  ///< of a row of each kind
  std::vector<double> begins_;   ///< of every so many rows
  double length_ = 0;
};

}  // namespace osteon
