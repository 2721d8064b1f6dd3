#include <map>
#include <thread>

#include <catch2/catch.hpp>

#include "osteon/store/place.hpp"

namespace osteon {

TEST_CASE("statistics count findings per day, part and verdict, failures and opinions", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto read = [&](const std::string& name, const Answer& with) {
    const auto bytes = bytes_of(name);
    const auto id = store->add(named(name, bytes), "anna").id;
    answer_all(*store, with);
    return id;
  };
  const auto a = read("a", answer(Verdict::present, 0.9, "hand"));
  const auto b = read("b", answer(Verdict::present, 0.8, "hand"));
  const auto c = read("c", answer(Verdict::none, 0.1, "foot"));
  read("d", {.verdict = Verdict::cannot_answer, .finding = "{}", .pack = "weights"});
  const auto e = bytes_of("e");
  store->add(named("e", e), "anna");
  store->fail(store->take("test", 1, std::chrono::minutes(1)).at(0), {"unreadable", "cut short"});
  store->set_opinion(a, {Judgement::agree}, "anna");
  store->set_opinion(b, {Judgement::agree}, "anna");
  store->set_opinion(c, {Judgement::disagree}, "anna");

  const auto now = store->radiograph(a)->received;
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const auto all = store->statistics(now - std::chrono::hours(1), now + std::chrono::hours(1));
  std::map<std::pair<std::string, Verdict>, std::int64_t> counts;
  for (const auto& row : all.findings) {
    CHECK(row.day >= day);  // the day may end during the test
    counts[{row.part.value_or("none decided"), row.verdict}] += row.count;
  }
  CHECK(counts[{"hand", Verdict::present}] == 2);
  CHECK(counts[{"foot", Verdict::none}] == 1);
  CHECK(counts[{"none decided", Verdict::cannot_answer}] == 1);
  CHECK(counts.size() == 3);
  REQUIRE(all.failures.size() == 1);
  CHECK(all.failures[0].count == 1);
  CHECK(all.agree == 2);
  CHECK(all.disagree == 1);
  CHECK(all.unsure == 0);
  REQUIRE(all.latency);
  CHECK(all.latency->p50 <= all.latency->p90);
  CHECK(all.latency->p90 <= all.latency->p99);

  const auto before = store->statistics(now - std::chrono::hours(2), now - std::chrono::hours(1));
  CHECK(before.findings.empty());
  CHECK(before.failures.empty());
  CHECK(before.agree == 0);
  CHECK_FALSE(before.latency);
}

TEST_CASE("latencies are those of radiographs that were read, not of answers known before",
          "[store]") {
  const Place place;
  const auto store = place.open();
  const auto bytes = bytes_of("picture");
  const NewRadiograph upload{.name = "a", .bytes = bytes, .pack = "weights"};
  store->add(upload, "anna");
  std::this_thread::sleep_for(std::chrono::milliseconds(40));
  answer_all(*store, answer(Verdict::none, 0.1));
  for (int i = 0; i < 9; ++i) CHECK(store->add(upload, "anna").known);
  const auto all = store->statistics(Time(), Time(std::chrono::hours(24 * 365 * 200)));
  REQUIRE(all.latency);
  CHECK(all.latency->p50 >= std::chrono::milliseconds(40));
}

}  // namespace osteon
