// A database as the store needs it: transactions over the SQL that SQLite and PostgreSQL share, and
// a place for bytes. What differs between the two is behind these classes and in migrations.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "osteon/store/records.hpp"

namespace osteon {

using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

/// One row of an answer; columns from 0. Asking for another type than the column's is our own
/// fault.
struct Row {
  std::vector<Value> values;

  bool empty(std::size_t column) const { return values[column].index() == 0; }
  std::int64_t whole(std::size_t column) const { return std::get<std::int64_t>(values[column]); }
  double real(std::size_t column) const { return std::get<double>(values[column]); }
  const std::string& text(std::size_t column) const {
    return std::get<std::string>(values[column]);
  }
  const Bytes& bytes(std::size_t column) const { return std::get<Bytes>(values[column]); }
  Time time(std::size_t column) const { return Time(std::chrono::milliseconds(whole(column))); }
  std::optional<std::string> maybe_text(std::size_t column) const {
    if (empty(column)) return std::nullopt;
    return text(column);
  }
};

/// Undone when destroyed without commit(). One thread's.
class Transaction {
 public:
  Transaction() = default;
  virtual ~Transaction() = default;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// One statement with $1, $2, … for `values`. \throws as Store says, for all of these
  virtual std::vector<Row> run(const std::string& sql, const std::vector<Value>& values = {}) = 0;
  /// The same for a statement that changes rows. \return how many
  virtual std::int64_t change(const std::string& sql, const std::vector<Value>& values = {}) = 0;
  /// Several statements without values.
  virtual void script(const std::string& sql) = 0;
  /// Nobody else holds a lock of this name until the end of the transaction.
  virtual void lock(std::string_view name) = 0;
  /// What makes a SELECT lock the rows of the table so called, and pass over those that another
  /// holds.
  virtual std::string skip_locked(const std::string& table) = 0;
  /// By the one clock that everyone who shares the database goes by.
  virtual Time now() = 0;
  virtual void commit() = 0;
};

/// Uploaded bytes by their SHA-256. What no radiograph uses is for drop() to remove; the caller
/// holds the digest's lock from keep() or drop() on until the end of the transaction.
class Contents {
 public:
  /// Bytes on their way in; destroyed without keep(), they leave nothing behind.
  class Staged {
   public:
    virtual ~Staged() = default;
  };

  virtual ~Contents() = default;
  /// The slow part of keeping, before the transaction. `bytes` outlive the result.
  virtual std::unique_ptr<Staged> stage(std::span<const std::byte> bytes) = 0;
  virtual void keep(Transaction& transaction, Staged& staged, const std::string& digest) = 0;
  virtual std::optional<Bytes> read(Transaction& transaction, const std::string& digest) = 0;
  virtual void drop(Transaction& transaction, const std::string& digest) = 0;
  /// The digests of all that is kept.
  virtual std::vector<std::string> all(Transaction& transaction) = 0;
};

enum class Access {
  read,   ///< sees one moment of the database
  write,  ///< sees what others commit meanwhile, where more than one may write at all
};

/// Safe from several threads.
class Database {
 public:
  enum class Kind { sqlite, postgresql };

  virtual ~Database() = default;
  virtual Kind kind() const = 0;
  virtual std::unique_ptr<Transaction> begin(Access access) = 0;
  virtual Contents& contents() = 0;
  /// Leaves no copy of removed rows where the database can help it.
  virtual void scrub() = 0;
};

/// \param folder  made if need be; holds osteon.sqlite and files/
std::unique_ptr<Database> open_sqlite(const std::string& folder);
/// \param url  postgresql://… or postgres://…
std::unique_ptr<Database> open_postgresql(const std::string& url);

}  // namespace osteon
