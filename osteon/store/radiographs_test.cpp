#include <set>

#include <catch2/catch.hpp>

#include "osteon/base/sha256.hpp"
#include "osteon/store/place.hpp"

namespace osteon {
namespace {

std::vector<std::string> names_of(const RadiographPage& page) {
  std::vector<std::string> names;
  for (const auto& record : page.items) names.push_back(record.name);
  return names;
}

using Names = std::vector<std::string>;

/// One of each state, in this order of time.
std::unique_ptr<Store> assorted(const Place& place) {
  auto store = place.open();
  const auto read = [&](const std::string& name, std::optional<Answer> with) {
    const auto bytes = bytes_of(name);
    store->add(named(name, bytes), "anna");
    if (!with) return;
    const auto jobs = store->take("test", 1, std::chrono::minutes(1));
    REQUIRE(store->finish(jobs.at(0), *with));
  };
  read("certain", answer(Verdict::present, 0.9, "hand"));
  read("clear", answer(Verdict::none, 0.3, "foot"));
  read("likely", answer(Verdict::present, 0.7, "foot"));
  read("open", Answer{.verdict = Verdict::cannot_answer, .finding = "{}", .pack = "weights"});
  read("maybe", answer(Verdict::possible, 0.95, "hand"));
  read("waits", std::nullopt);
  return store;
}

}  // namespace

TEST_CASE("an upload comes back with its name and every byte, also after opening anew", "[store]") {
  const Place place;
  // Sizes about the mebibyte in which a table holds them.
  const auto size = GENERATE(1u, 1000u, (1u << 20) - 1, 1u << 20, (1u << 20) + 1, 3'000'001u);
  const auto bytes = noise(size, 7);
  const auto added = place.open()->add(named("hand.png", bytes), "anna");
  CHECK(added.id.size() == 26);
  CHECK_FALSE(added.known);

  const auto store = place.open();
  const auto record = store->radiograph(added.id);
  REQUIRE(record);
  CHECK(record->name == "hand.png");
  CHECK(record->study == added.study);
  CHECK(record->digest == sha256(bytes));
  CHECK(record->size == size);
  CHECK(record->status == Status::waiting);
  CHECK_FALSE(record->finding);
  CHECK((store->content(added.id) == bytes));
}

TEST_CASE("what a store does not know is an answer, not an error", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto* id =
      GENERATE("", "nothing", "00000000000000000000000000", "'; DROP TABLE studies; --");
  CHECK_FALSE(store->radiograph(id));
  CHECK_FALSE(store->content(id));
  CHECK_FALSE(store->heatmap(id));
  CHECK_FALSE(store->study(id));
  CHECK_FALSE(store->remove_radiograph(id, "anna"));
  CHECK_FALSE(store->remove_study(id, "anna"));
  CHECK_FALSE(store->set_opinion(id, {}, "anna"));
  CHECK(store->radiographs({}, Order::newest, 50).items.empty());
}

TEST_CASE("any name is kept as it is, and none becomes a path", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto name = GENERATE(as<std::string>(), "../../../etc/passwd", "a'b\"c;--", "Größe 手.dcm",
                             "", "x\ny", std::string(5000, 'n'));
  const auto bytes = bytes_of("picture");
  const auto added = store->add(named(name, bytes), "anna");
  CHECK(store->radiograph(added.id)->name == name);
  CHECK((store->content(added.id) == bytes));
}

TEST_CASE("texts that are no UTF-8 and empty files are refused alike by both databases",
          "[store]") {
  const Place place;
  const auto store = place.open();
  const auto bytes = bytes_of("picture");
  CHECK_THROWS_WITH(store->add(named("caf\xe9", bytes), "anna"), Catch::Contains("not UTF-8"));
  CHECK_THROWS_WITH(store->add(named(std::string("a\0b", 3), bytes), "anna"),
                    Catch::Contains("NUL"));
  CHECK_THROWS_WITH(store->add({.name = "a", .bytes = {}}, "anna"), Catch::Contains("empty"));
  CHECK(store->radiographs({}, Order::newest, 50).total == 0);
}

TEST_CASE("the same bytes, pack and given part have their answer at once", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto bytes = noise(1000, 1);
  NewRadiograph upload{.name = "a", .bytes = bytes, .part = "hand", .pack = "weights"};
  store->add(upload, "anna");
  upload.name = "again";
  CHECK_FALSE(store->add(upload, "anna").known);  // not answered yet
  auto said = answer(Verdict::present, 0.75);
  said.facts = R"({"width":7})";
  answer_all(*store, said);

  const auto known = store->add(upload, "bert");
  CHECK(known.known);
  const auto record = store->radiograph(known.id);
  CHECK(record->status == Status::done);
  CHECK(record->finding == said.finding);
  CHECK(record->facts == said.facts);
  CHECK(record->name == "again");
  CHECK((store->heatmap(known.id) == said.heatmap));
  CHECK(store->queue().waiting == 0);

  SECTION("another pack must read them itself") { upload.pack = "other weights"; }
  SECTION("so must the pack for another part") { upload.part = "foot"; }
  SECTION("and whoever takes no finding but a new one") { upload.pack = ""; }
  SECTION("other bytes are other bytes") {
    const auto other = noise(1000, 2);
    upload.bytes = other;
    CHECK_FALSE(store->add(upload, "anna").known);
    return;
  }
  CHECK_FALSE(store->add(upload, "anna").known);
}

TEST_CASE("radiographs come together by study key or by the study's id", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto bytes = bytes_of("picture");
  const auto a = store->add({.name = "a", .bytes = bytes, .study_key = "one"}, "anna");
  const auto b = store->add({.name = "b", .bytes = bytes, .study_key = "two"}, "anna");
  const auto c = store->add({.name = "c", .bytes = bytes, .study_key = "one"}, "anna");
  const auto d = store->add({.name = "d", .bytes = bytes, .study = b.study}, "anna");
  const auto e = store->add({.name = "e", .bytes = bytes}, "anna");
  const auto f = store->add({.name = "f", .bytes = bytes}, "anna");
  CHECK(a.study == c.study);
  CHECK(b.study == d.study);
  CHECK(std::set{a.study, b.study, e.study, f.study}.size() == 4);

  const auto study = store->study(a.study);
  REQUIRE(study);
  REQUIRE(study->radiographs.size() == 2);
  CHECK(study->radiographs[0].name == "a");
  CHECK(study->radiographs[1].name == "c");

  CHECK_THROWS_WITH(store->add({.name = "g", .bytes = bytes, .study = "none"}, "anna"),
                    Catch::Contains("no study"));
}

TEST_CASE("pages follow one another without gap or repetition, in either order", "[store]") {
  const Place place;
  const auto store = assorted(place);
  const Names by_time{"waits", "maybe", "open", "likely", "clear", "certain"};
  const Names by_suspicion{"certain", "likely", "maybe", "open", "clear", "waits"};
  const auto order = GENERATE(Order::newest, Order::suspicion);
  const auto limit = GENERATE(1, 2, 3, 6, 7);

  Names seen;
  std::string cursor;
  do {
    const auto page = store->radiographs({}, order, limit, cursor);
    CHECK(page.total == 6);
    CHECK(page.items.size() <= static_cast<std::size_t>(limit));
    for (const auto& name : names_of(page)) seen.push_back(name);
    cursor = page.next;
  } while (!cursor.empty() && seen.size() < 10);
  CHECK(seen == (order == Order::newest ? by_time : by_suspicion));
}

TEST_CASE("filters hold together", "[store]") {
  const Place place;
  const auto store = assorted(place);
  const auto found = [&](const RadiographFilter& filter) {
    const auto page = store->radiographs(filter, Order::newest, 50);
    CHECK(page.total == static_cast<std::int64_t>(page.items.size()));
    return names_of(page);
  };
  CHECK(found({.status = Status::waiting}) == Names{"waits"});
  CHECK(found({.status = Status::reading}) == Names{});
  CHECK(found({.status = Status::done}).size() == 5);
  CHECK(found({.part = "foot"}) == Names{"likely", "clear"});
  CHECK(found({.verdict = Verdict::present}) == Names{"likely", "certain"});
  CHECK(found({.part = "foot", .verdict = Verdict::present}) == Names{"likely"});
  CHECK(found({.verdict = Verdict::cannot_answer}) == Names{"open"});

  const auto all = store->radiographs({}, Order::newest, 50).items;
  store->set_opinion(all[3].id, {.judgement = Judgement::disagree}, "bert");
  CHECK(found({.judgement = Judgement::disagree}) == Names{"likely"});
  CHECK(found({.judgement = Judgement::agree}) == Names{});
  CHECK(found({.judged = true}) == Names{"likely"});
  CHECK(found({.judged = false}).size() == 5);

  const auto jobs = store->take("test", 1, std::chrono::minutes(1));
  CHECK(found({.status = Status::reading}) == Names{"waits"});
  store->fail(jobs.at(0), {"unreadable", "cut short"});
  CHECK(found({.status = Status::failed}) == Names{"waits"});

  CHECK(found({.from = all.back().received}).size() == 6);
  CHECK(found({.to = all.back().received}).empty());
  CHECK(found({.from = all.front().received + std::chrono::milliseconds(1)}).empty());
}

TEST_CASE("cursors and limits that are none are refused", "[store]") {
  const Place place;
  const auto store = assorted(place);
  const auto* cursor = GENERATE("x", "1_", "_00000000000000000000000000", "nan1_a", "'--");
  CHECK_THROWS_WITH(store->radiographs({}, Order::suspicion, 5, cursor), Catch::Contains("cursor"));
  CHECK_THROWS_WITH(store->radiographs({}, Order::newest, 5, cursor), Catch::Contains("cursor"));
  const auto limit = GENERATE(-1, 0, 1001);
  CHECK_THROWS_WITH(store->radiographs({}, Order::newest, limit), Catch::Contains("1 to 1000"));
}

TEST_CASE("an opinion is replaced, kept with who and when, and removed", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto bytes = bytes_of("picture");
  const auto id = store->add(named("a", bytes), "anna").id;
  CHECK(store->set_opinion(id, {Judgement::agree, "sure"}, "anna"));
  CHECK(store->set_opinion(id, {Judgement::unsure, "a \"fleck\"", R"([{"left":1}])"}, "bert"));
  const auto opinion = store->radiograph(id)->opinion;
  REQUIRE(opinion);
  CHECK(opinion->judgement == Judgement::unsure);
  CHECK(opinion->comment == "a \"fleck\"");
  CHECK(opinion->boxes == R"([{"left":1}])");
  CHECK(opinion->by == "bert");
  CHECK(opinion->at >= store->radiograph(id)->received);

  CHECK(store->remove_opinion(id, "bert"));
  CHECK_FALSE(store->remove_opinion(id, "bert"));
  CHECK_FALSE(store->radiograph(id)->opinion);
}

TEST_CASE("damaged bytes are told from those that were uploaded", "[store]") {
  if (on_postgresql()) return;  // whose pages have sums of their own
  const Place place;
  const auto store = place.open();
  const auto bytes = bytes_of("picture");
  const auto id = store->add(named("a", bytes), "anna").id;
  const auto digest = sha256(bytes);
  const auto file = place.folder() / "files" / digest.substr(0, 2) / digest;
  std::ofstream(file) << "another";
  CHECK_THROWS_WITH(store->content(id), Catch::Contains("damaged"));
  std::filesystem::remove(file);
  CHECK_THROWS_WITH(store->content(id), Catch::Contains("missing"));
  // The same upload again brings them back.
  store->add(named("b", bytes), "anna");
  CHECK((store->content(id) == bytes));
}

}  // namespace osteon
