// A PostgreSQL server that several services and workers share.
#include <fmt/format.h>
#include <pqxx/pqxx>

#include "osteon/store/idle.hpp"
#include "osteon/store/store.hpp"
#include "osteon/store/table_contents.hpp"

namespace osteon {
namespace {

/// The server's sentences may quote values, so that only its codes are passed on.
template <class Deed>
auto told(Deed deed) {
  try {
    return deed();
  } catch (const pqxx::disk_full&) {
    throw DiskFull(ErrorCode::busy, "the database server's disk is full; make room or keep less");
  } catch (const pqxx::in_doubt_error&) {
    throw Error(ErrorCode::busy,
                "the database went away during a commit, which may or may not have happened");
  } catch (const pqxx::broken_connection&) {
    throw Error(
        ErrorCode::busy,
        "the database server does not answer or refuses the connection; check the URL given "
        "for the store, the server, and its log");
  } catch (const pqxx::transaction_rollback&) {
    throw Error(ErrorCode::busy, "the database gave another transaction precedence; try again");
  } catch (const pqxx::insufficient_resources&) {
    throw Error(ErrorCode::busy, "the database server has no memory or connections left");
  } catch (const pqxx::sql_error& error) {
    throw Error(ErrorCode::internal,
                fmt::format("PostgreSQL refused a statement with SQLSTATE {}", error.sqlstate()));
  } catch (const pqxx::failure&) {
    throw Error(ErrorCode::internal, "PostgreSQL could not be talked to");
  }
}

std::string as_text(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  static constexpr char digits[] = "0123456789abcdef";
  const auto& bytes = std::get<Bytes>(value);
  std::string hexadecimal = "\\x";
  hexadecimal.reserve(2 + 2 * bytes.size());
  for (const auto byte : bytes) {
    hexadecimal += digits[std::to_integer<int>(byte) >> 4];
    hexadecimal += digits[std::to_integer<int>(byte) & 15];
  }
  return hexadecimal;
}

Value from_text(const pqxx::field& field) {
  if (field.is_null()) return std::monostate{};
  switch (field.type()) {  // numbers of pg_type.dat, which never change
    case 20:               // bigint
    case 23:               // integer
      return field.as<std::int64_t>();
    case 701:  // double precision
      return field.as<double>();
    case 17: {  // bytea
      const pqxx::binarystring binary(field);
      const auto* first = reinterpret_cast<const std::byte*>(binary.data());
      return Bytes(first, first + binary.size());
    }
    default:
      return std::string(field.c_str(), field.size());
  }
}

using Reading = pqxx::transaction<pqxx::repeatable_read, pqxx::read_only>;
using Writing = pqxx::transaction<pqxx::read_committed, pqxx::read_write>;

class PostgresTransaction : public Transaction {
 public:
  /// \throws pqxx::broken_connection
  PostgresTransaction(Idle<pqxx::connection>& idle, std::unique_ptr<pqxx::connection> connection,
                      Access access)
      : idle_(idle), connection_(std::move(connection)) {
    if (access == Access::read)
      transaction_ = std::make_unique<Reading>(*connection_);
    else
      transaction_ = std::make_unique<Writing>(*connection_);
  }
  ~PostgresTransaction() override {
    transaction_.reset();
    if (connection_->is_open()) idle_.give(std::move(connection_));
  }

  std::vector<Row> run(const std::string& sql, const std::vector<Value>& values) override {
    const auto result = ask(sql, values);
    std::vector<Row> rows;
    for (const auto& line : result) {
      Row row;
      for (const auto& field : line) row.values.push_back(from_text(field));
      rows.push_back(std::move(row));
    }
    return rows;
  }
  std::int64_t change(const std::string& sql, const std::vector<Value>& values) override {
    return static_cast<std::int64_t>(ask(sql, values).affected_rows());
  }
  void script(const std::string& sql) override {
    told([&] { transaction_->exec(sql); });
  }
  void lock(std::string_view name) override {
    run("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", {"osteon " + std::string(name)});
  }
  std::string skip_locked(const std::string& table) override {
    return " FOR UPDATE OF " + table + " SKIP LOCKED";
  }
  Time now() override {
    return run("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", {}).front().time(0);
  }
  void commit() override {
    told([&] { transaction_->commit(); });
  }

 private:
  pqxx::result ask(const std::string& sql, const std::vector<Value>& values) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const auto& value : values)
      texts.push_back(value.index() == 0 ? std::string() : as_text(value));
    std::vector<const char*> parameters;
    parameters.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      parameters.push_back(values[i].index() == 0 ? nullptr : texts[i].c_str());
    return told([&] {
      return transaction_->exec_params(sql, pqxx::prepare::make_dynamic_params(parameters));
    });
  }

  Idle<pqxx::connection>& idle_;
  std::unique_ptr<pqxx::connection> connection_;
  std::unique_ptr<pqxx::dbtransaction> transaction_;
};

class PostgresDatabase : public Database {
 public:
  explicit PostgresDatabase(std::string url) : url_(std::move(url)) {
    // Without it a host that drops packets holds a caller for minutes.
    if (url_.find("connect_timeout=") == std::string::npos)
      url_ += (url_.find('?') == std::string::npos ? "?" : "&") + std::string("connect_timeout=10");
  }

  Kind kind() const override { return Kind::postgresql; }
  Contents& contents() override { return contents_; }

  std::unique_ptr<Transaction> begin(Access access) override {
    // One that was idle may have lost its server meanwhile.
    if (auto connection = idle_.take()) try {
        return std::make_unique<PostgresTransaction>(idle_, std::move(connection), access);
      } catch (const pqxx::broken_connection&) {
        idle_.clear();
      }
    return told([&]() -> std::unique_ptr<Transaction> {
      return std::make_unique<PostgresTransaction>(idle_, connect(), access);
    });
  }

  void scrub() override {}  // autovacuum does, and may be told how soon

 private:
  std::unique_ptr<pqxx::connection> connect() const {
    auto connection = std::make_unique<pqxx::connection>(url_);
    // set_variable(), since libpqxx repeats it when it connects anew.
    connection->set_variable("client_min_messages", "error");
    // What is acknowledged is on disk, whatever the server's own setting is.
    if (connection->get_variable("synchronous_commit") == "off")
      connection->set_variable("synchronous_commit", "on");
    return connection;
  }

  std::string url_;
  TableContents contents_;
  Idle<pqxx::connection> idle_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql(const std::string& url) {
  return std::make_unique<PostgresDatabase>(url);
}

}  // namespace osteon
