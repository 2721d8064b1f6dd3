#include <chrono>

#include <catch2/catch.hpp>

#include "osteon/base/sha256.hpp"
#include "osteon/store/place.hpp"

namespace osteon {
namespace {

Time soon() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
         std::chrono::hours(1);
}

/// Everything in one column of a table.
std::string column(const Place& place, const std::string& sql) {
  const auto database = place.database();
  std::string all;
  for (const auto& row : database->begin(Access::read)->run(sql)) all += row.text(0) + "\n";
  return all;
}

}  // namespace

TEST_CASE("an account is entered with its password and no other", "[store]") {
  const Place place;
  const auto store = place.open();
  store->set_account("Anna Ö", Role::reader, "correct horse", "setup");
  const auto account = store->sign_in("Anna Ö", "correct horse");
  REQUIRE(account);
  CHECK(account->name == "Anna Ö");
  CHECK(account->role == Role::reader);
  CHECK_FALSE(store->sign_in("Anna Ö", "correct horsf"));
  CHECK_FALSE(store->sign_in("Anna Ö", ""));
  CHECK_FALSE(store->sign_in("anna ö", "correct horse"));
  CHECK_FALSE(store->sign_in("' OR 1=1 --", "correct horse"));

  store->set_account("Anna Ö", Role::admin, "battery staple", "setup");
  CHECK_FALSE(store->sign_in("Anna Ö", "correct horse"));
  CHECK(store->sign_in("Anna Ö", "battery staple")->role == Role::admin);
  CHECK(store->accounts().size() == 1);
  CHECK(store->remove_account("Anna Ö", "setup"));
  CHECK_FALSE(store->remove_account("Anna Ö", "setup"));
  CHECK_FALSE(store->sign_in("Anna Ö", "battery staple"));
}

TEST_CASE("passwords and secrets are not in the database, only hashes", "[store]") {
  const Place place;
  const auto store = place.open();
  store->set_account("anna", Role::reader, "correct horse", "setup");
  store->set_account("bert", Role::reader, "correct horse", "setup");
  const auto secret = store->make_token("anna", "script", std::nullopt, "anna");
  const auto passwords = column(place, "SELECT password FROM accounts ORDER BY name");
  CHECK_THAT(passwords, Catch::StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  CHECK_THAT(passwords, !Catch::Contains("correct"));
  const auto middle = passwords.find('\n');  // the same password, another salt
  CHECK(passwords.substr(0, middle) != passwords.substr(middle + 1, middle));
  CHECK(column(place, "SELECT digest FROM tokens") ==
        sha256(std::as_bytes(std::span(secret))) + "\n");
}

TEST_CASE("names and passwords that will not do are refused with the limit", "[store]") {
  const Place place;
  const auto store = place.open();
  CHECK_THROWS_WITH(store->set_account("", Role::reader, "long enough", "x"),
                    Catch::Contains("1 to 64"));
  CHECK_THROWS_WITH(store->set_account(std::string(65, 'a'), Role::reader, "long enough", "x"),
                    Catch::Contains("65"));
  CHECK_THROWS_WITH(store->set_account("a\nb", Role::reader, "long enough", "x"),
                    Catch::Contains("control"));
  CHECK_THROWS_WITH(store->set_account("a", Role::reader, "1234567", "x"),
                    Catch::Contains("has 7"));
  CHECK_THROWS_WITH(store->set_account("a", Role::reader, std::string(1025, 'p'), "x"),
                    Catch::Contains("1024"));
  CHECK(store->accounts().empty());
}

TEST_CASE("a token stands for its account until it expires, is removed, or the account is",
          "[store]") {
  const Place place;
  const auto store = place.open();
  store->set_account("anna", Role::admin, "correct horse", "setup");
  const auto secret = store->make_token("anna", "script", std::nullopt, "anna");
  const auto session = store->make_token("anna", "session", soon(), "anna");
  const auto past =
      store->make_token("anna", "session", Time(std::chrono::milliseconds(1)), "anna");
  CHECK(store->account_of(secret)->role == Role::admin);
  CHECK(store->account_of(session)->name == "anna");
  CHECK_FALSE(store->account_of(past));
  CHECK_FALSE(store->account_of(""));
  CHECK_FALSE(store->account_of(sha256(std::as_bytes(std::span(secret)))));
  CHECK_THROWS_WITH(store->make_token("nobody", "script", std::nullopt, "anna"),
                    Catch::Contains("no account"));

  SECTION("by signing out") {
    CHECK(store->remove_secret(session));
    CHECK_FALSE(store->remove_secret(session));
    CHECK_FALSE(store->account_of(session));
    CHECK(store->account_of(secret));
  }
  SECTION("by its id") {
    for (const auto& token : store->tokens())
      if (token.label == "script") CHECK(store->remove_token(token.id, "anna"));
    CHECK_FALSE(store->account_of(secret));
    CHECK(store->account_of(session));
  }
  SECTION("by a new password, which ends sessions but not programs") {
    store->set_account("anna", Role::reader, "battery staple", "anna");
    CHECK_FALSE(store->account_of(session));
    CHECK(store->account_of(secret)->role == Role::reader);
  }
  SECTION("with the account") {
    store->remove_account("anna", "setup");
    CHECK_FALSE(store->account_of(secret));
    CHECK(store->tokens().empty());
  }
  SECTION("by retention, which sweeps out what has expired") {
    CHECK(store->tokens().size() == 3);
    store->remove_before(Time(), "retention");
    CHECK(store->tokens().size() == 2);
  }
}

}  // namespace osteon
