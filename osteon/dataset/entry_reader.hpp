// The entries of a dataset one after the other: what is read is not kept, so that a manifest of
// millions takes no more memory than one of ten, and its first entry is there at once.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "osteon/dataset/entry.hpp"

namespace osteon {

class EntryReader {
 public:
  EntryReader() = default;
  virtual ~EntryReader() = default;
  EntryReader(const EntryReader&) = delete;
  EntryReader& operator=(const EntryReader&) = delete;

  /// The next entry; empty at the end. A source gives the same entries in the same order each time.
  /// \throws Error(bad_argument) with the row that is wrong
  virtual std::optional<Entry> next() = 0;

  /// The dataset without its entries. What positive means is known from the first positive on.
  virtual Dataset about() const = 0;
};

/// A source as open_dataset() takes it. \throws as open_dataset() does, where a single row is at
/// fault from next(); a source without any entry is refused by the first next()
std::unique_ptr<EntryReader> open_entries(const std::string& source);

}  // namespace osteon
