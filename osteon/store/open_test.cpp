#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "osteon/store/migrations.hpp"
#include "osteon/store/place.hpp"

namespace osteon {

TEST_CASE("steps are numbered from 1 without gaps", "[store]") {
  int expected = 1;
  for (const auto& step : migrations()) CHECK(step.number == expected++);
}

TEST_CASE("a store that a newer Osteon has written is refused and left as it is", "[store]") {
  const Place place;
  place.open();
  {
    const auto database = place.database();
    const auto transaction = database->begin(Access::write);
    transaction->run("INSERT INTO migrations (number) VALUES (9999)");
    transaction->commit();
  }
  try {
    place.open();
    FAIL("was opened");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::unsupported);
    CHECK_THAT(error.what(), Catch::Contains("9999") && Catch::Contains("newer Osteon"));
  }
}

TEST_CASE("several that open a new store at once make its tables once", "[store]") {
  const Place place;
  std::atomic<int> opened = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] {
      try {
        place.open();
        ++opened;
      } catch (const std::exception& error) {
        UNSCOPED_INFO(error.what());
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(opened == 6);
}

TEST_CASE("what is no store is refused in words", "[store]") {
  const ScratchFolder scratch;
  CHECK_THROWS_WITH(open_store(""), Catch::Contains("postgresql://"));
  CHECK_THROWS_WITH(open_store("mysql://host/db"), Catch::Contains("postgresql://"));
  CHECK_THROWS_WITH(open_store(scratch / "a", {.queue_limit = 0}), Catch::Contains("at least 1"));

  scratch.write("file", "text");
  CHECK_THROWS_WITH(open_store(scratch / "file"), Catch::Contains("data folder"));
  scratch.write("folder/osteon.sqlite", std::string(5000, 'x'));
  CHECK_THROWS_WITH(open_store(scratch / "folder"), Catch::Contains("no SQLite file"));
}

TEST_CASE("a database server that does not answer is named busy, and its password is not told",
          "[store]") {
  try {
    open_store("postgresql://anna:secretive@127.0.0.1:1/db");
    FAIL("was opened");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::busy);
    CHECK_THAT(error.what(), !Catch::Contains("secretive"));
    CHECK_THAT(error.what(), Catch::Contains("does not answer"));
  }
}

TEST_CASE("a store works on after the database server has ended its connections", "[store]") {
  if (!on_postgresql()) return;  // there is no server
  const Place place;
  const auto store = place.open();
  const auto end_all = [&] {
    const auto database = place.database();
    database->begin(Access::read)
        ->run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
  };
  const auto bytes = bytes_of("picture");
  const auto id = store->add(named("a", bytes), "anna").id;
  end_all();
  CHECK((store->content(id) == bytes));
  end_all();
  CHECK(store->take("worker", 1, std::chrono::minutes(1)).size() == 1);
}

TEST_CASE("a data folder is its owner's alone", "[store]") {
  if (on_postgresql()) return;
  const Place place;
  place.open();
  const auto permissions = std::filesystem::status(place.folder()).permissions();
  CHECK((permissions & std::filesystem::perms::others_all) == std::filesystem::perms::none);
  CHECK((permissions & std::filesystem::perms::group_all) == std::filesystem::perms::none);
}

}  // namespace osteon
