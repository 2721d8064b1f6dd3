// Processes that upload, read and remove are killed at any moment, many times.
#include <csignal>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "osteon/base/random.hpp"
#include "osteon/store/place.hpp"

namespace osteon {
namespace {

using std::chrono::milliseconds;

/// A name says which bytes it was uploaded with. Every third is the same picture.
Bytes bytes_for(const std::string& name) {
  const auto number = static_cast<std::uint64_t>(std::stoll(name));
  if (number % 3 == 0) return bytes_of("the picture that everyone has");
  return noise(1 + number * 7919 % 300'000, number);
}

/// What a child does until it is killed. It says through the pipe what it was told is done.
[[noreturn]] void work_until_killed(const Place& place, int child, int pipe) {
  const auto say = [pipe](const std::string& line) {
    if (::write(pipe, line.data(), line.size()) < 0) ::_exit(1);
  };
  try {
    const auto store = place.open({.most_leases = 1'000'000});
    Random random(static_cast<std::uint64_t>(child));
    std::vector<std::string> mine;
    for (int i = 0;; ++i) {
      const auto name = std::to_string(child * 10'000 + i);
      const auto bytes = bytes_for(name);
      const auto id = store->add({.name = name, .bytes = bytes, .pack = "weights"}, "child").id;
      say("added " + id + " " + name + "\n");
      mine.push_back(id);
      for (const auto& job : store->take("child", 1 + random.below(3), milliseconds(300)))
        if (store->finish(job, answer(Verdict::none, 0.1)))
          say("finished " + job.radiograph + " -\n");
      if (!random.chance(0.2)) continue;
      say("removing " + mine.back() + " -\n");
      if (store->remove_radiograph(mine.back(), "child")) say("removed " + mine.back() + " -\n");
    }
  } catch (const std::exception& error) {
    say("failed - " + std::string(error.what()) + "\n");
  }
  ::_exit(1);
}

struct Child {
  pid_t process = 0;
  int pipe = -1;
};

Child start(const Place& place, int number) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t process = ::fork();
  REQUIRE(process >= 0);
  if (process == 0) {
    ::close(ends[0]);
    work_until_killed(place, number, ends[1]);
  }
  ::close(ends[1]);
  return {process, ends[0]};
}

/// What it said before it was killed.
std::string kill_now(Child child) {
  ::kill(child.process, SIGKILL);
  int status = 0;
  ::waitpid(child.process, &status, 0);
  std::string said;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(child.pipe, buffer, sizeof buffer)) > 0;)
    said.append(buffer, static_cast<std::size_t>(got));
  ::close(child.pipe);
  return said;
}

struct Told {
  std::map<std::string, std::string> added;  ///< id to name
  std::multiset<std::string> finished;
  std::set<std::string> removing, removed;

  void listen(const std::string& said) {
    std::istringstream lines(said);
    std::string deed, id, rest;
    while (lines >> deed >> id && std::getline(lines >> std::ws, rest)) {
      INFO(deed << " " << rest);
      REQUIRE(deed != "failed");
      if (deed == "added") added.emplace(id, rest);
      if (deed == "finished") finished.insert(id);
      if (deed == "removing") removing.insert(id);
      if (deed == "removed") removed.insert(id);
    }
  }
};

/// A hundred kills; more, and later ones, where a slow disk lets the children do little before.
Told kill_many(const Place& place, int kills) {
  Random random(20261126);
  Told told;
  const auto did_enough = [&] { return told.added.size() > 100 && told.finished.size() > 50; };
  std::array<Child, 2> children{};
  int started = 0;
  for (auto& child : children) child = start(place, ++started);
  for (int i = 0; i < kills || (i < 5 * kills && !did_enough()); ++i) {
    const auto times = static_cast<unsigned>(1 + i / kills);
    std::this_thread::sleep_for(milliseconds(times * (20 + random.below(130))));
    auto& child = children[static_cast<std::size_t>(random.below(2))];
    told.listen(kill_now(child));
    child = start(place, ++started);
  }
  for (const auto& child : children) told.listen(kill_now(child));
  return told;
}

std::vector<RadiographRecord> all_of(Store& store) {
  std::vector<RadiographRecord> all;
  std::string cursor;
  do {
    auto page = store.radiographs({}, Order::newest, 1000, cursor);
    std::ranges::move(page.items, std::back_inserter(all));
    cursor = page.next;
  } while (!cursor.empty());
  return all;
}

std::int64_t count(Database& database, const std::string& what) {
  return database.begin(Access::read)->run("SELECT count(*) FROM " + what).front().whole(0);
}

}  // namespace

TEST_CASE("kill -9 loses and doubles nothing, a hundred times", "[store]") {
  const Place place;
  place.open();
  const auto told = kill_many(place, 100);

  const auto store = place.open({.most_leases = 1'000'000});
  while (store->queue().waiting + store->queue().reading > 0) {
    answer_all(*store, answer(Verdict::none, 0.1));
    std::this_thread::sleep_for(milliseconds(20));  // leases of the dead end
  }

  std::set<std::string> ids, names, digests;
  for (const auto& record : all_of(*store)) {
    ids.insert(record.id);
    CHECK(names.insert(record.name).second);  // none twice
    digests.insert(record.digest);
    CHECK(record.status == Status::done);
    CHECK((store->content(record.id) == bytes_for(record.name)));
  }
  for (const auto& [id, name] : told.added)
    if (!told.removing.contains(id)) CHECK(ids.contains(id));
  for (const auto& id : told.removed) CHECK_FALSE(ids.contains(id));
  for (const auto& id : told.finished) CHECK(told.finished.count(id) == 1);

  const auto database = place.database();
  const auto radiographs = static_cast<std::int64_t>(ids.size());
  CHECK(count(*database, "radiographs") == radiographs);
  CHECK(count(*database, "findings") == radiographs);
  CHECK(count(*database, "jobs") == 0);
  CHECK(database->contents().all(*database->begin(Access::read)).size() == digests.size());

  WARN("uploads acknowledged " << told.added.size() << ", there " << ids.size() << ", removed "
                               << told.removed.size() << ", answered before the last kill "
                               << told.finished.size());
  CHECK(told.added.size() > 100);
  CHECK(told.finished.size() > 50);
}

}  // namespace osteon
