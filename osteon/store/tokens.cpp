#include "osteon/base/sha256.hpp"
#include "osteon/store/ids.hpp"
#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {
namespace {

/// A secret has 256 bits of chance, so that one plain hash is enough; and it can be looked up.
std::string digest_of(std::string_view secret) { return sha256(std::as_bytes(std::span(secret))); }

}  // namespace

std::string SqlStore::make_token(std::string_view account, std::string_view label,
                                 std::optional<Time> expires, std::string_view by) {
  check_text("an account's name", account);
  check_text("a token's label", label);
  auto secret = new_secret();
  const auto transaction = database_->begin(Access::write);
  if (transaction->run("SELECT 1 FROM accounts WHERE name = $1", {std::string(account)}).empty())
    throw Error(ErrorCode::bad_argument, "there is no account of the given name");
  const auto now = transaction->now();
  const auto id = new_id(now);
  transaction->run(
      "INSERT INTO tokens (id, digest, account, label, made, expires)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      {id, digest_of(secret), std::string(account), std::string(label), milliseconds_of(now),
       expires ? Value(milliseconds_of(*expires)) : Value(std::monostate{})});
  write_audit(*transaction, by, label == "session" ? "sign_in" : "token", id);
  transaction->commit();
  return secret;
}

std::optional<Account> SqlStore::account_of(std::string_view secret) {
  const auto transaction = database_->begin(Access::read);
  const auto rows = transaction->run(
      "SELECT a.name, a.role FROM tokens t JOIN accounts a ON a.name = t.account"
      " WHERE t.digest = $1 AND (t.expires IS NULL OR t.expires > $2)",
      {digest_of(secret), milliseconds_of(transaction->now())});
  if (rows.empty()) return std::nullopt;
  return Account{rows.front().text(0), from_word<Role>(role_words, rows.front().text(1))};
}

std::vector<Token> SqlStore::tokens() {
  std::vector<Token> tokens;
  const auto transaction = database_->begin(Access::read);
  for (const auto& row :
       transaction->run("SELECT id, account, label, made, expires FROM tokens ORDER BY id")) {
    Token token{row.text(0), row.text(1), row.text(2), row.time(3), {}};
    if (!row.empty(4)) token.expires = row.time(4);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

bool SqlStore::remove_token(std::string_view id, std::string_view by) {
  const auto transaction = database_->begin(Access::write);
  if (transaction->change("DELETE FROM tokens WHERE id = $1", {std::string(id)}) == 0) return false;
  write_audit(*transaction, by, "remove_token", id);
  transaction->commit();
  return true;
}

bool SqlStore::remove_secret(std::string_view secret) {
  const auto transaction = database_->begin(Access::write);
  const auto rows = transaction->run("DELETE FROM tokens WHERE digest = $1 RETURNING id, account",
                                     {digest_of(secret)});
  if (rows.empty()) return false;
  write_audit(*transaction, rows.front().text(1), "sign_out", rows.front().text(0));
  transaction->commit();
  return true;
}

}  // namespace osteon
