#include <atomic>
#include <filesystem>
#include <thread>

#include <catch2/catch.hpp>

#include "osteon/base/file.hpp"
#include "osteon/store/place.hpp"

namespace osteon {
namespace {

std::vector<std::string> kept_bytes(const Place& place) {
  const auto database = place.database();
  return database->contents().all(*database->begin(Access::read));
}

/// True when some file of the folder holds the text.
bool is_anywhere(const std::filesystem::path& folder, std::string_view text) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && read_text(entry.path()).find(text) != std::string::npos)
      return true;
  return false;
}

}  // namespace

TEST_CASE("bytes go with the last radiograph that has them, and a study with its last radiograph",
          "[store]") {
  const Place place;
  const auto store = place.open();
  const auto bytes = noise(100'000, 3);
  const auto a = store->add(named("a", bytes), "anna");
  const auto b = store->add({.name = "b", .bytes = bytes, .study = a.study}, "anna");
  CHECK(kept_bytes(place).size() == 1);

  CHECK(store->remove_radiograph(a.id, "anna"));
  CHECK_FALSE(store->radiograph(a.id));
  CHECK((store->content(b.id) == bytes));
  CHECK(store->study(a.study));

  CHECK(store->remove_radiograph(b.id, "anna"));
  CHECK(kept_bytes(place).empty());
  CHECK_FALSE(store->study(a.study));
}

TEST_CASE("a removed study takes every radiograph along", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto one = bytes_of("one"), two = bytes_of("two"), three = bytes_of("three");
  const auto a = store->add({.name = "a", .bytes = one, .study_key = "key"}, "anna");
  store->add({.name = "b", .bytes = two, .study_key = "key"}, "anna");
  store->add({.name = "c", .bytes = three, .study_key = "other"}, "anna");
  answer_all(*store, answer(Verdict::present, 0.9));
  CHECK(store->remove_study(a.study, "anna"));
  CHECK(store->radiographs({}, Order::newest, 50).total == 1);
  CHECK(kept_bytes(place).size() == 1);
  CHECK_FALSE(store->remove_study(a.study, "anna"));
  // The key may be used anew.
  CHECK(store->add({.name = "a", .bytes = one, .study_key = "key"}, "anna").study != a.study);
}

TEST_CASE("after a removal no file of the folder holds the name, the finding or the bytes",
          "[store]") {
  if (on_postgresql()) return;  // whose VACUUM decides
  const Place place;
  const auto store = place.open();
  const auto bytes = bytes_of("bytes that tell");
  const auto id = store->add(named("a name that tells", bytes), "anna").id;
  auto said = answer(Verdict::present, 0.9);
  said.finding = R"({"text":"a finding that tells"})";
  answer_all(*store, said);
  for (const auto* text : {"bytes that tell", "a name that tells", "a finding that tells"})
    CHECK(is_anywhere(place.folder(), text));

  store->remove_radiograph(id, "anna");
  for (const auto* text : {"bytes that tell", "a name that tells", "a finding that tells"})
    CHECK_FALSE(is_anywhere(place.folder(), text));
}

TEST_CASE("retention removes what is older, with its bytes, and keeps the rest", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto old = bytes_of("old"), recent = bytes_of("recent");
  store->add(named("old", old), "anna");
  std::this_thread::sleep_for(std::chrono::milliseconds(3));
  const auto b = store->add(named("recent", recent), "anna");
  CHECK(store->remove_before(store->radiograph(b.id)->received, "retention") == 1);
  CHECK(store->radiographs({}, Order::newest, 50).total == 1);
  CHECK((store->content(b.id) == recent));
  CHECK(kept_bytes(place).size() == 1);
  CHECK(store->remove_before(Time(), "retention") == 0);
}

// One removes the last user of some bytes while another uploads them anew: whichever comes first,
// the new radiograph has its bytes.
TEST_CASE("uploading bytes while they are being removed never loses them", "[store]") {
  const Place place;
  const auto bytes = noise(5000, 4);
  std::atomic<bool> lost = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      const auto store = place.open();
      for (int round = 0; round < 20; ++round) {
        const auto id = store->add(named("a", bytes), "anna").id;
        try {
          if (store->content(id) != bytes) lost = true;
        } catch (const Error&) {
          lost = true;
        }
        if (!store->remove_radiograph(id, "anna")) lost = true;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK_FALSE(lost);
  CHECK(kept_bytes(place).empty());
}

TEST_CASE("bytes that a killed process left without a radiograph go at the next opening",
          "[store]") {
  const Place place;
  place.open();
  const auto stray = noise(1000, 5);
  {
    const auto database = place.database();
    const auto staged = database->contents().stage(stray);
    const auto transaction = database->begin(Access::write);
    database->contents().keep(*transaction, *staged, std::string(64, 'a'));
    transaction->commit();
  }
  CHECK(kept_bytes(place).size() == 1);
  place.open();
  CHECK(kept_bytes(place).empty());
}

}  // namespace osteon
