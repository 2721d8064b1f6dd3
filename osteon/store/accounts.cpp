#include <algorithm>

#include <fmt/format.h>

#include "osteon/store/password.hpp"
#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {
namespace {

void check_name(std::string_view name) {
  check_text("an account's name", name);
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == 127; };
  if (name.empty() || name.size() > 64 || std::ranges::any_of(name, is_control))
    throw Error(
        ErrorCode::bad_argument,
        fmt::format("an account's name has 1 to 64 bytes without control characters, and this "
                    "one has {} bytes",
                    name.size()));
}

void check_password(std::string_view password) {
  if (password.size() < 8 || password.size() > 1024)
    throw Error(
        ErrorCode::bad_argument,
        fmt::format("a password has 8 to 1024 bytes, and this one has {}", password.size()));
}

}  // namespace

void SqlStore::set_account(std::string_view name, Role role, std::string_view password,
                           std::string_view by) {
  check_name(name);
  check_password(password);
  const auto hash = password_hash(password);  // slow on purpose, so outside the transaction
  const auto transaction = database_->begin(Access::write);
  transaction->run(
      "INSERT INTO accounts (name, role, password) VALUES ($1, $2, $3)"
      " ON CONFLICT (name) DO UPDATE SET role = excluded.role, password = excluded.password",
      {std::string(name), word_of(role_words, role), hash});
  transaction->run("DELETE FROM tokens WHERE account = $1 AND label = 'session'",
                   {std::string(name)});
  write_audit(*transaction, by, "account", "");
  transaction->commit();
}

std::vector<Account> SqlStore::accounts() {
  std::vector<Account> accounts;
  const auto transaction = database_->begin(Access::read);
  for (const auto& row : transaction->run("SELECT name, role FROM accounts ORDER BY name"))
    accounts.push_back({row.text(0), from_word<Role>(role_words, row.text(1))});
  return accounts;
}

bool SqlStore::remove_account(std::string_view name, std::string_view by) {
  const auto transaction = database_->begin(Access::write);
  if (transaction->change("DELETE FROM accounts WHERE name = $1", {std::string(name)}) == 0)
    return false;
  write_audit(*transaction, by, "remove_account", "");
  transaction->commit();
  return true;
}

std::optional<Account> SqlStore::sign_in(std::string_view name, std::string_view password) {
  check_text("an account's name", name);
  std::vector<Row> rows;
  {
    const auto transaction = database_->begin(Access::read);
    rows = transaction->run("SELECT name, role, password FROM accounts WHERE name = $1",
                            {std::string(name)});
  }
  // What nobody's password fits, so that an unknown name takes as long as a wrong password.
  static const auto nobodys = password_hash("nobody has this account");
  const bool fits = password_fits(password, rows.empty() ? nobodys : rows.front().text(2));
  if (rows.empty() || !fits) return std::nullopt;
  return Account{rows.front().text(0), from_word<Role>(role_words, rows.front().text(1))};
}

}  // namespace osteon
