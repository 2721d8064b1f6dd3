#include "osteon/store/sqlite_connection.hpp"

#include <cerrno>
#include <memory>

#include <fmt/format.h>

#include "osteon/store/store.hpp"

namespace osteon {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

/// A full disk has a code of its own; a quota and a limit on the size of files come as a failed
/// write, of which SQLite does not always keep the system's reason.
bool means_no_room(int code, int system_error) {
  if (code == SQLITE_FULL) return true;
  return (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE) && system_error != EIO;
}

void bind(sqlite3_stmt* statement, int at, const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    sqlite3_bind_int64(statement, at, *whole);
  } else if (const auto* real = std::get_if<double>(&value)) {
    sqlite3_bind_double(statement, at, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
    sqlite3_bind_blob64(statement, at,
                        bytes->empty() ? "" : static_cast<const void*>(bytes->data()),
                        bytes->size(), SQLITE_STATIC);
  } else {
    sqlite3_bind_null(statement, at);
  }
}

Value column_of(sqlite3_stmt* statement, int at) {
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, at));
  switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, at)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, at);
    case SQLITE_TEXT:
      return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, at)), size);
    case SQLITE_BLOB: {
      const auto* first = static_cast<const std::byte*>(sqlite3_column_blob(statement, at));
      return Bytes(first, first + size);
    }
    default:
      return std::monostate{};
  }
}

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& file) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  try {
    if (sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr) != SQLITE_OK) fail();
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, 30'000);
    // FULL: a commit is on disk when it returns. secure_delete: what is deleted is overwritten.
    script(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;");
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() { sqlite3_close_v2(handle_); }

std::vector<Row> SqliteConnection::run(const std::string& sql, const std::vector<Value>& values) {
  sqlite3_stmt* prepared = nullptr;
  const int length = static_cast<int>(sql.size());
  if (sqlite3_prepare_v2(handle_, sql.data(), length, &prepared, nullptr) != SQLITE_OK) fail();
  const Statement statement(prepared);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto name = fmt::format("${}", i + 1);
    bind(prepared, sqlite3_bind_parameter_index(prepared, name.c_str()), values[i]);
  }

  std::vector<Row> rows;
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(prepared)) == SQLITE_ROW) {
    Row row;
    for (int i = 0; i < sqlite3_column_count(prepared); ++i)
      row.values.push_back(column_of(prepared, i));
    rows.push_back(std::move(row));
  }
  if (result != SQLITE_DONE) fail();
  return rows;
}

void SqliteConnection::script(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t SqliteConnection::changes() const { return sqlite3_changes64(handle_); }

void SqliteConnection::roll_back() noexcept {
  if (sqlite3_get_autocommit(handle_) == 0)
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

/// SQLite's own sentence is left out where it could quote a value.
void SqliteConnection::fail() const {
  const int code = sqlite3_extended_errcode(handle_);
  const int system_error = sqlite3_system_errno(handle_);
  if (means_no_room(code, system_error))
    throw DiskFull(ErrorCode::busy,
                   "the data folder's disk or quota is full; make room or keep less");
  switch (code & 0xff) {
    case SQLITE_IOERR:
      throw Error(ErrorCode::unreadable,
                  fmt::format("the database in the data folder cannot be read or written "
                              "(SQLite {}, system error {}); check the disk",
                              code, system_error));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorCode::busy,
                  "the database in the data folder stayed locked by another process; try again");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Error(
          ErrorCode::unreadable,
          "osteon.sqlite in the data folder is damaged or no SQLite file; restore a backup");
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw Error(ErrorCode::unreadable,
                  "osteon.sqlite in the data folder cannot be opened for writing; check the "
                  "folder's owner and permissions");
    default:
      throw Error(ErrorCode::internal,
                  fmt::format("SQLite refused a statement with code {}", code));
  }
}

}  // namespace osteon
