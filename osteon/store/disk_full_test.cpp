#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
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
  explicit SmallDisk(const std::string& options)
      : mounted_(::mount("tmpfs", scratch_.path().c_str(), "tmpfs", 0, options.c_str()) == 0) {
    if (!mounted_)
      WARN("skipped: mounting a small disk is not permitted here (" << std::strerror(errno) << ")");
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(scratch_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_there() const { return mounted_; }
  const std::filesystem::path& path() const { return scratch_.path(); }
  std::string folder() const { return scratch_ / "data"; }
  bool resize(const char* options) const {
    return ::mount("tmpfs", path().c_str(), "tmpfs", MS_REMOUNT, options) == 0;
  }

 private:
  ScratchFolder scratch_;
  bool mounted_;
};

/// Where PostgreSQL keeps tables, on a disk of choice.
class TableSpace {
 public:
  explicit TableSpace(const std::filesystem::path& folder) {
    on_server(fmt::format("CREATE TABLESPACE small LOCATION '{}'", folder.string()));
  }
  ~TableSpace() { on_server("DROP TABLESPACE small"); }
  TableSpace(const TableSpace&) = delete;
  TableSpace& operator=(const TableSpace&) = delete;
};

}  // namespace

TEST_CASE(
    "a full disk is refused clearly, with nothing half-written, and serves on when it has room",
    "[store]") {
  if (on_postgresql()) return;  // see below
  const SmallDisk disk("size=3m");
  if (!disk.is_there()) return;
  const auto size = GENERATE(as<std::size_t>(), 10, 300'000);
  int acknowledged = 0;
  {
    const auto store = open_store(disk.folder(), {.queue_limit = 100'000});
    acknowledged = fill(*store, size);
    CHECK(acknowledged > 2);
    CHECK_THROWS_AS(store->add(named("n", noise(2'000'000, 1)), "anna"), DiskFull);
    CHECK(store->radiographs({}, Order::newest, 1).total == acknowledged);
  }
  REQUIRE(disk.resize("size=30m"));
  const auto store = open_store(disk.folder(), {.queue_limit = 100'000});
  check_whole(*store, disk.folder(), acknowledged, size);
  CHECK_NOTHROW(store->add(named("n", noise(size, 1'000'000)), "anna"));
}

TEST_CASE("a full disk of the database server is refused just so", "[store]") {
  if (!on_postgresql()) return;
  const std::string server = std::getenv("OSTEON_TEST_POSTGRESQL");
  struct stat owner {};
  REQUIRE(::stat((server.substr(server.find("host=") + 5) + "/data").c_str(), &owner) == 0);
  const SmallDisk disk(fmt::format("size=6m,mode=0700,uid={}", owner.st_uid));
  if (!disk.is_there()) return;

  const TableSpace space(disk.path());
  const Place place;
  const auto where = place.where() + "%20-cdefault_tablespace%3Dsmall";
  {
    const auto store = open_store(where, {.queue_limit = 100'000});
    const int acknowledged = fill(*store, 300'000);
    CHECK(acknowledged > 2);
    CHECK(store->radiographs({}, Order::newest, 1).total == acknowledged);
    const auto database = place.database();
    CHECK(database->contents().all(*database->begin(Access::read)).size() ==
          static_cast<std::size_t>(acknowledged));
    REQUIRE(disk.resize("size=30m"));
    const auto bytes = noise(300'000, 1'000'000);
    CHECK_NOTHROW(store->add(named("n", bytes), "anna"));
  }
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
