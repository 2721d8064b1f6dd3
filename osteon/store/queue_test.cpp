#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "osteon/store/place.hpp"

namespace osteon {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

void add_some(Store& store, int count) {
  for (int i = 0; i < count; ++i) {
    const auto bytes = bytes_of("picture " + std::to_string(i));
    store.add(named(std::to_string(i), bytes), "anna");
  }
}

/// Runs `deed` in so many threads and waits for all.
template <class Deed>
void together(int count, Deed deed) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(deed, i);
  for (auto& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("work is given out oldest first, with what the worker must know", "[store]") {
  const Place place;
  const auto store = place.open();
  const auto first = bytes_of("first"), second = bytes_of("second");
  const auto a = store->add({.name = "a", .bytes = first, .part = "hand", .facts = "{}"}, "anna");
  const auto b = store->add(named("b", second), "anna");
  CHECK(store->queue().waiting == 2);

  const auto jobs = store->take("worker", 5, minutes(1));
  REQUIRE(jobs.size() == 2);
  CHECK(jobs[0].radiograph == a.id);
  CHECK(jobs[0].part == "hand");
  CHECK(jobs[0].facts == "{}");
  CHECK(jobs[1].radiograph == b.id);
  CHECK(store->radiograph(a.id)->status == Status::reading);
  CHECK(store->queue().waiting == 0);
  CHECK(store->queue().reading == 2);
  CHECK(store->take("another", 5, minutes(1)).empty());

  auto said = answer(Verdict::possible, 0.5);
  CHECK(store->finish(jobs[0], said));
  const auto record = store->radiograph(a.id);
  CHECK(record->status == Status::done);
  CHECK(record->finding == said.finding);
  CHECK(record->facts == "{}");
  CHECK((store->heatmap(a.id) == said.heatmap));
  CHECK_FALSE(store->finish(jobs[0], said));
  CHECK(store->queue().reading == 1);
}

TEST_CASE("what cannot be read is failed with its problem, and not tried again", "[store]") {
  const Place place;
  const auto store = place.open();
  add_some(*store, 1);
  const auto job = store->take("worker", 1, minutes(1)).at(0);
  CHECK(store->fail(job, {"unreadable", "the JPEG is cut short"}));
  CHECK_FALSE(store->fail(job, {"unreadable", "twice"}));
  CHECK_FALSE(store->finish(job, answer(Verdict::none, 0.1)));
  const auto record = store->radiograph(job.radiograph);
  CHECK(record->status == Status::failed);
  REQUIRE(record->problem);
  CHECK(record->problem->code == "unreadable");
  CHECK(record->problem->detail == "the JPEG is cut short");
  CHECK(store->queue().waiting == 0);
}

TEST_CASE("a lost lease lets another worker read, and the late answer is not taken", "[store]") {
  const Place place;
  const auto store = place.open();
  add_some(*store, 1);
  const auto slow = store->take("slow", 1, milliseconds(1)).at(0);
  std::this_thread::sleep_for(milliseconds(5));
  CHECK(store->queue().waiting == 1);
  CHECK(store->radiograph(slow.radiograph)->status == Status::waiting);

  SECTION("until another takes it, it is still the slow one's") {
    CHECK(store->renew(slow, minutes(1)));
    CHECK(store->take("quick", 1, minutes(1)).empty());
    CHECK(store->finish(slow, answer(Verdict::none, 0.1)));
  }
  SECTION("once another has it, only that one's answer counts") {
    const auto quick = store->take("quick", 1, minutes(1)).at(0);
    CHECK(quick.radiograph == slow.radiograph);
    CHECK_FALSE(store->renew(slow, minutes(1)));
    CHECK_FALSE(store->finish(slow, answer(Verdict::none, 0.1)));
    CHECK_FALSE(store->fail(slow, {"internal", "late"}));
    CHECK_FALSE(store->give_back(slow));
    CHECK(store->finish(quick, answer(Verdict::present, 0.9)));
    CHECK(store->radiographs({.verdict = Verdict::present}, Order::newest, 5).total == 1);
  }
}

TEST_CASE("a radiograph that ends every worker is given up after so many leases", "[store]") {
  const Place place;
  const auto store = place.open({.most_leases = 3});
  add_some(*store, 2);
  std::string deadly;
  for (int i = 0; i < 3; ++i) {
    const auto jobs = store->take("doomed", 1, milliseconds(1));
    REQUIRE(jobs.size() == 1);
    deadly = jobs[0].radiograph;
    std::this_thread::sleep_for(milliseconds(5));
  }
  // The same call that gives it up passes on to the next in the queue.
  const auto next = store->take("lucky", 1, minutes(1));
  REQUIRE(next.size() == 1);
  CHECK(next[0].radiograph != deadly);
  const auto record = store->radiograph(deadly);
  CHECK(record->status == Status::failed);
  CHECK(record->problem->code == "internal");
  CHECK_THAT(record->problem->detail, Catch::Contains("3 times"));
}

TEST_CASE("given back, a radiograph waits again at its old place and nothing is counted against it",
          "[store]") {
  const Place place;
  const auto store = place.open({.most_leases = 2});
  add_some(*store, 2);
  for (int i = 0; i < 5; ++i) {
    const auto jobs = store->take("worker", 1, minutes(1));
    REQUIRE(jobs.size() == 1);
    CHECK(store->radiograph(jobs[0].radiograph)->name == "0");
    CHECK(store->give_back(jobs[0]));
    CHECK_FALSE(store->finish(jobs[0], answer(Verdict::none, 0.1)));
  }
}

TEST_CASE("what is removed while a worker reads it stays removed", "[store]") {
  const Place place;
  const auto store = place.open();
  add_some(*store, 1);
  const auto job = store->take("worker", 1, minutes(1)).at(0);
  CHECK(store->remove_radiograph(job.radiograph, "anna"));
  CHECK_FALSE(store->renew(job, minutes(1)));
  CHECK_FALSE(store->finish(job, answer(Verdict::none, 0.1)));
  CHECK_FALSE(store->radiograph(job.radiograph));
  CHECK(store->queue().reading == 0);
}

TEST_CASE("a full queue refuses, counts exactly however many come at once, and keeps nothing",
          "[store]") {
  const Place place;
  const int limit = 20;
  const auto store = place.open({.queue_limit = limit});
  std::atomic<int> taken = 0, refused = 0;
  together(4, [&](int thread) {
    for (int i = 0; i < 10; ++i) {
      const auto bytes = bytes_of("picture " + std::to_string(100 * thread + i));
      try {
        store->add(named("a", bytes), "anna");
        ++taken;
      } catch (const QueueFull& error) {
        if (error.code() == ErrorCode::busy) ++refused;
      }
    }
  });
  CHECK(taken == limit);
  CHECK(refused == 40 - limit);
  CHECK(store->radiographs({}, Order::newest, 100).total == limit);
  const auto database = place.database();
  CHECK(database->contents().all(*database->begin(Access::read)).size() == limit);

  // Room again when one is answered; and an answer known before needs none.
  const auto job = store->take("worker", 1, minutes(1)).at(0);
  const auto bytes = *store->content(job.radiograph);
  store->finish(job, answer(Verdict::none, 0.1));
  const auto more = bytes_of("more");
  CHECK_NOTHROW(store->add(named("b", more), "anna"));
  CHECK(store->add({.name = "c", .bytes = bytes, .pack = "weights"}, "anna").known);
  const auto yet_more = bytes_of("yet more");
  CHECK_THROWS_AS(store->add(named("d", yet_more), "anna"), QueueFull);
}

TEST_CASE("several workers share the queue, and each radiograph is read once", "[store]") {
  const Place place;
  const auto filler = place.open();
  add_some(*filler, 120);
  std::atomic<int> finished = 0;
  std::atomic<bool> refused = false;
  together(4, [&](int thread) {
    const auto store = place.open();  // a store each, as separate servers have
    for (;;) {
      const auto jobs = store->take(std::to_string(thread), 7, minutes(1));
      if (jobs.empty()) return;
      for (const auto& job : jobs) {
        if (!store->finish(job, answer(Verdict::none, 0.1))) refused = true;
        ++finished;
      }
    }
  });
  CHECK(finished == 120);
  CHECK_FALSE(refused);
  CHECK(filler->radiographs({.status = Status::done}, Order::newest, 1).total == 120);
}

}  // namespace osteon
