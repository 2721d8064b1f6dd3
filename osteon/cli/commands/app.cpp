// osteon app: the reading room for one person at this machine.
#include <array>
#include <cstdlib>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include "osteon/base/file.hpp"
#include "osteon/base/sha256.hpp"
#include "osteon/cli/command.hpp"
#include "osteon/cli/service_options.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/cli/stop_signal.hpp"
#include "osteon/service/service.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path model;
  std::string precision = "auto";
  int threads = 0;
  bool no_browser = false;
};

void declare(CLI::App& app, Options& o) {
  add_model_option(app, o.model);
  add_precision_option(app, o.precision);
  add_threads_option(app, o.threads);
  app.add_flag("--no-browser", o.no_browser, "Only print the address");
}

/// $XDG_DATA_HOME/osteon, as the XDG Base Directory Specification has it.
std::filesystem::path private_folder() {
  const auto named = [](const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value == '/' ? std::filesystem::path(value)
                                             : std::filesystem::path();
  };
  if (const auto data = named("XDG_DATA_HOME"); !data.empty()) return data / "osteon";
  if (const auto home = named("HOME"); !home.empty()) return home / ".local" / "share" / "osteon";
  throw Error(ErrorCode::bad_argument,
              "neither XDG_DATA_HOME nor HOME names a folder to keep radiographs in");
}

/// Other users of this machine reach its ports too: the browser is let in by a key that only this
/// user can read. It stays the same, so that two windows of one user do not lock each other out.
std::string private_key(const std::filesystem::path& folder) {
  const auto file = folder / "key";
  if (std::filesystem::exists(file)) return read_text(file);
  std::array<std::byte, 32> random{};
  if (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size()))
    throw Error(ErrorCode::internal, "the system gives no random numbers");
  write_whole(file, sha256(random));
  return read_text(file);
}

/// False when there is nothing on this machine to open a page with.
bool open_browser(const std::string& address) {
  std::string program = "xdg-open";
  std::string argument = address;
  char* const words[] = {program.data(), argument.data(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);  // a browser listens to signals that this process has blocked
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, program.c_str(), &files, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) return false;
  std::thread([child] { ::waitpid(child, nullptr, 0); }).detach();
  return true;
}

ExitCode run(const Options& o, Console& console) {
  use_threads(o.threads);
  StopSignal signal;
  const auto detector = Detector::open(chosen_pack(o.model), precision_named(o.precision));
  const StoreChoice choice{.data = private_folder()};
  const auto store = chosen_store(choice);
  std::filesystem::permissions(choice.data, std::filesystem::perms::owner_all);
  service::Settings settings;
  settings.data = choice.data;
  settings.key = private_key(choice.data);
  service::Service service(detector, *store, settings);
  signal.on_stop([&service] { service.stop(); });
  const std::string address =
      fmt::format("http://127.0.0.1:{}/?key={}", service.port(), settings.key);
  console.say(address);
  if (!o.no_browser && !open_browser(address))
    console.warn("there is no xdg-open here; open the address above in a browser");
  service.run();
  return ExitCode::ok;
}

}  // namespace

Command app() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "app",
      .synopsis = "Open the reading room in a browser, for this user alone",
      .description = {"Serves on this machine only, at a port that is free, keeps radiographs in a "
                      "folder that only this user can read, and opens the browser with a key that "
                      "lets nobody else on this machine in. Ctrl-C ends it."},
      .examples = {{"Read a few films", "osteon app"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
