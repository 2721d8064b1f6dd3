#include "osteon/train/training_data.hpp"

#include <fstream>
#include <thread>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "osteon/train/loader.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

/// A table of so many rows over eight films in films/.
std::string rows_over_films(int rows, bool with_subsets) {
  std::string table =
      with_subsets ? "path,part,label,patient,subset\n" : "path,part,label,patient\n";
  for (int i = 0; i < rows; ++i) {
    table += "films/" + std::to_string(i % 8) + ".png,hand," +
             (i % 3 == 0 ? "fracture" : "normal") + ",p" + std::to_string(i);
    if (with_subsets) table += i % 100 == 0 ? ",valid" : ",train";
    table += '\n';
  }
  return table;
}

/// Counts how often files of a folder are opened.
class Openings {
 public:
  explicit Openings(const std::filesystem::path& folder) : watch_(::inotify_init1(IN_NONBLOCK)) {
    REQUIRE(watch_ >= 0);
    REQUIRE(::inotify_add_watch(watch_, folder.c_str(), IN_OPEN) >= 0);
  }
  ~Openings() { ::close(watch_); }
  Openings(const Openings&) = delete;
  Openings& operator=(const Openings&) = delete;

  /// Since the last time; one file opened twice in a row may count once.
  std::size_t count() const {
    std::size_t opened = 0;
    alignas(inotify_event) char events[1 << 16];
    for (ssize_t got = 0; (got = ::read(watch_, events, sizeof events)) > 0;)
      for (ssize_t at = 0; at < got; ++opened)
        at += static_cast<ssize_t>(sizeof(inotify_event)) +
              reinterpret_cast<const inotify_event*>(events + at)->len;
    return opened;
  }

 private:
  int watch_;
};

}  // namespace

// Of a million films, a look at each would take an hour before the first step.
TEST_CASE("before the first batch of a long table only the films of a few batches are opened",
          "[train]") {
  const ScratchFolder scratch;
  std::filesystem::create_directories(scratch / "films");
  for (std::uint64_t i = 0; i < 8; ++i)
    write_png(scratch / "films" / (std::to_string(i) + ".png"),
              draw_phantom({.part = "hand", .seed = i, .extent = {64, 64}}).radiograph);
  TrainSettings settings;
  settings.data = "csv:" + scratch.write("films.csv", rows_over_films(20'000, true)).string();

  const Openings openings(scratch / "films");
  const TrainingData data = read_training_data(settings);
  CHECK(data.train.size() == 19'800);
  CHECK(openings.count() == 0);

  constexpr int batch = 8;
  {
    Loader loader(data.train, {.input = {.side = 32}, .parts = data.parts, .batch = batch});
    loader.start(0, 0);
    REQUIRE(loader.next());
  }
  // The first one, those that may wait, and one that is being made.
  const std::size_t opened = openings.count();
  CHECK(opened >= 1);
  CHECK(opened <= 6 * batch);
}

TEST_CASE("a table with subsets is read once, as it comes through a pipe", "[train]") {
  const ScratchFolder scratch;
  const auto pipe = scratch / "films.csv";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const std::jthread writer([&] { std::ofstream(pipe) << rows_over_films(5'000, true); });
  TrainSettings settings;
  settings.data = "csv:" + pipe.string();
  const TrainingData data = read_training_data(settings);
  CHECK(data.train.size() == 4'950);
  CHECK(data.valid.size() == 50);
}

TEST_CASE("a table without subsets is split by group", "[train]") {
  const ScratchFolder scratch;
  TrainSettings settings;
  settings.data = "csv:" + scratch.write("films.csv", rows_over_films(1'000, false)).string();
  const TrainingData data = read_training_data(settings);
  CHECK(data.train.size() + data.valid.size() == 1'000);
  CHECK(data.valid.size() == Approx(200).margin(10));
  CHECK(data.valid.front().group.starts_with('p'));
}

}  // namespace osteon
