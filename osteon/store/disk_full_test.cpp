#include <cerrno>
#include <csignal>
#include <cstring>

#include <catch2/catch.hpp>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "osteon/store/place.hpp"

namespace osteon {
namespace {

/// Uploads until DiskFull. \return how many were acknowledged; -1 when something else happened
int fill(Store& store, std::size_t size) {
  for (int i = 0; i < 10'000; ++i) try {
      const auto bytes = noise(size, static_cast<std::uint64_t>(i));
      store.add(named(std::string(1000, 'n'), bytes), "anna");
    } catch (const DiskFull& error) {
      return error.code() == ErrorCode::busy ? i : -1;
    } catch (const std::exception&) {
      return -1;
    }
  return -1;
}

/// Everything acknowledged is there and whole, and there is nothing else.
void check_whole(Store& store, const std::filesystem::path& folder, int acknowledged,
                 std::size_t size) {
  const auto page = store.radiographs({}, Order::newest, 1000);
  CHECK(page.total == acknowledged);
  int i = acknowledged;
  for (const auto& record : page.items)
    CHECK((store.content(record.id) == noise(size, static_cast<std::uint64_t>(--i))));
  CHECK(std::filesystem::is_empty(folder / "incoming"));
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "files"))
    files += entry.is_regular_file() ? 1 : 0;
  CHECK(files == acknowledged);
}

/// A file system of its own, gone at the end; or nothing where that is not permitted.
class SmallDisk {
 public:
  explicit SmallDisk(const char* options)
      : mounted_(::mount("tmpfs", scratch_.path().c_str(), "tmpfs", 0, options) == 0) {}
  ~SmallDisk() {
    if (mounted_) ::umount2(scratch_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_there() const { return mounted_; }
  std::string folder() const { return scratch_ / "data"; }

 private:
  ScratchFolder scratch_;
  bool mounted_;
};

}  // namespace

TEST_CASE(
    "a full disk is refused clearly, with nothing half-written, and serves on when it has room",
    "[store]") {
  if (on_postgresql()) return;  // whose disk is the server's
  const SmallDisk disk("size=3m");
  if (!disk.is_there()) {
    WARN("skipped: mounting a small disk is not permitted here (" << std::strerror(errno) << ")");
    return;
  }
  const auto size = GENERATE(as<std::size_t>(), 10, 300'000);
  int acknowledged = 0;
  {
    const auto store = open_store(disk.folder(), {.queue_limit = 100'000});
    acknowledged = fill(*store, size);
    CHECK(acknowledged > 2);
    CHECK_THROWS_AS(store->add(named("n", noise(2'000'000, 1)), "anna"), DiskFull);
    CHECK(store->radiographs({}, Order::newest, 1).total == acknowledged);
  }
  REQUIRE(::mount("tmpfs", std::filesystem::path(disk.folder()).parent_path().c_str(), "tmpfs",
                  MS_REMOUNT, "size=30m") == 0);
  const auto store = open_store(disk.folder(), {.queue_limit = 100'000});
  check_whole(*store, disk.folder(), acknowledged, size);
  CHECK_NOTHROW(store->add(named("n", noise(size, 1'000'000)), "anna"));
}

TEST_CASE("a limit on the size of files is a full disk too", "[store]") {
  if (on_postgresql()) return;
  const Place place;
  place.open();
  const auto size = GENERATE(as<std::size_t>(), 10, 500'000);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400'000, 400'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    int acknowledged = -1;
    try {
      acknowledged = fill(*place.open(), size);
    } catch (const std::exception&) {
      acknowledged = -1;
    }
    ::_exit(acknowledged < 0 ? 255 : acknowledged);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) != 255);
  check_whole(*place.open(), place.folder(), WEXITSTATUS(status), size);
}

}  // namespace osteon
