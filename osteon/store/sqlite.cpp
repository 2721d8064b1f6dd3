// A data folder: osteon.sqlite for what is counted and searched, files/ for uploaded bytes.
#include <mutex>

#include "osteon/store/file_contents.hpp"
#include "osteon/store/idle.hpp"
#include "osteon/store/sqlite_connection.hpp"
#include "osteon/store/store.hpp"

namespace osteon {
namespace {

class SqliteTransaction : public Transaction {
 public:
  SqliteTransaction(Idle<SqliteConnection>& idle, std::unique_ptr<SqliteConnection> connection,
                    std::unique_lock<std::mutex> writing)
      : idle_(idle), connection_(std::move(connection)), writing_(std::move(writing)) {
    connection_->script(writing_ ? "BEGIN IMMEDIATE" : "BEGIN");
  }
  ~SqliteTransaction() override {
    connection_->roll_back();
    idle_.give(std::move(connection_));
  }

  std::vector<Row> run(const std::string& sql, const std::vector<Value>& values) override {
    return connection_->run(sql, values);
  }
  std::int64_t change(const std::string& sql, const std::vector<Value>& values) override {
    connection_->run(sql, values);
    return connection_->changes();
  }
  void script(const std::string& sql) override { connection_->script(sql); }
  void lock(std::string_view) override {}  // BEGIN IMMEDIATE has shut out every other writer
  std::string skip_locked(const std::string&) override { return ""; }
  Time now() override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
  void commit() override { connection_->script("COMMIT"); }

 private:
  Idle<SqliteConnection>& idle_;
  std::unique_ptr<SqliteConnection> connection_;
  std::unique_lock<std::mutex> writing_;
};

class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(const std::filesystem::path& folder)
      : file_(folder / "osteon.sqlite"), contents_(folder) {}

  Kind kind() const override { return Kind::sqlite; }
  Contents& contents() override { return contents_; }

  std::unique_ptr<Transaction> begin(Access access) override {
    // SQLite's own waiting sleeps and polls; within one process a mutex is quicker and fair.
    std::unique_lock<std::mutex> writing;
    if (access == Access::write) writing = std::unique_lock(writing_);
    return std::make_unique<SqliteTransaction>(idle_, connect(), std::move(writing));
  }

  /// secure_delete has overwritten the rows; older pages stay in the log until it is cut.
  void scrub() override {
    auto connection = connect();
    try {
      connection->run("PRAGMA wal_checkpoint(TRUNCATE)", {});
    } catch (const DiskFull&) {
      // What was removed is removed; the log is cut when there is room again.
    }
    idle_.give(std::move(connection));
  }

 private:
  std::unique_ptr<SqliteConnection> connect() {
    auto connection = idle_.take();
    return connection ? std::move(connection) : std::make_unique<SqliteConnection>(file_);
  }

  std::filesystem::path file_;
  FileContents contents_;
  Idle<SqliteConnection> idle_;
  std::mutex writing_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& folder) {
  return std::make_unique<SqliteDatabase>(folder);
}

}  // namespace osteon
