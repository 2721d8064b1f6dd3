// One connection to an SQLite file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "osteon/store/database.hpp"

namespace osteon {

/// One thread's at a time. Functions throw as Store says.
class SqliteConnection {
 public:
  explicit SqliteConnection(const std::filesystem::path& file);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  std::vector<Row> run(const std::string& sql, const std::vector<Value>& values);
  void script(const std::string& sql);
  std::int64_t changes() const;
  /// Also after a failure; never throws.
  void roll_back() noexcept;

 private:
  [[noreturn]] void fail() const;

  sqlite3* handle_ = nullptr;
};

}  // namespace osteon
