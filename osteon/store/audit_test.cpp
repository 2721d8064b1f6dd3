#include <catch2/catch.hpp>

#include "osteon/store/place.hpp"

namespace osteon {

TEST_CASE("every change leaves its entry in the audit trail, newest first and in pages",
          "[store]") {
  const Place place;
  const auto store = place.open();
  const auto bytes = bytes_of("picture");
  const auto id = store->add(named("a name that tells", bytes), "anna").id;
  store->record("bert", "view", id);
  store->set_opinion(id, {Judgement::agree}, "bert");
  store->remove_opinion(id, "bert");
  store->remove_radiograph(id, "anna");

  std::vector<std::string> seen;
  std::string cursor;
  do {
    const auto page = store->audit(2, cursor);
    for (const auto& entry : page.items) {
      CHECK(entry.subject == id);
      seen.push_back(entry.by + " " + entry.action);
    }
    cursor = page.next;
  } while (!cursor.empty() && seen.size() < 10);
  CHECK(seen == std::vector<std::string>{"anna remove", "bert remove_opinion", "bert opinion",
                                         "bert view", "anna upload"});
}

TEST_CASE("what is refused leaves no entry", "[store]") {
  const Place place;
  const auto store = place.open();
  CHECK_FALSE(store->remove_radiograph("none", "anna"));
  CHECK_FALSE(store->set_opinion("none", {}, "anna"));
  CHECK_FALSE(store->remove_account("none", "anna"));
  CHECK(store->audit(10).items.empty());
}

TEST_CASE("the database itself refuses to change or shorten the audit trail", "[store]") {
  const Place place;
  place.open()->record("anna", "view", "");
  const auto* deed = GENERATE("UPDATE audit SET account = 'bert'", "DELETE FROM audit");
  const auto database = place.database();
  const auto transaction = database->begin(Access::write);
  CHECK_THROWS_AS(transaction->run(deed), Error);
}

TEST_CASE("retention leaves the audit trail alone", "[store]") {
  const Place place;
  const auto store = place.open();
  store->record("anna", "view", "");
  store->remove_before(Time(std::chrono::hours(24 * 365 * 200)), "retention");
  CHECK(store->audit(10).items.size() == 1);
}

}  // namespace osteon
