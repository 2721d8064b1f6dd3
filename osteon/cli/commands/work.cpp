// osteon work: a worker alone, beside servers that share its store.
#include <condition_variable>
#include <memory>
#include <mutex>

#include <CLI/CLI.hpp>

#include "osteon/cli/command.hpp"
#include "osteon/cli/service_options.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/cli/stop_signal.hpp"
#include "osteon/service/worker.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path model;
  std::string precision = "auto";
  int threads = 0;
  StoreChoice store;
  service::WorkerOptions worker;
  int max_megapixels = 100;
};

void declare(CLI::App& app, Options& o) {
  add_store_options(app, o.store);
  add_model_option(app, o.model);
  add_precision_option(app, o.precision);
  add_threads_option(app, o.threads);
  add_worker_options(app, o.worker, o.store);
  app.add_option("--max-megapixels", o.max_megapixels,
                 "Larger images are refused before any memory is taken for them")
      ->type_name("N")
      ->check(CLI::Range(1, 2000))
      ->capture_default_str();
}

ExitCode run(const Options& o, Console& console) {
  use_threads(o.threads);
  StopSignal signal;
  const auto detector = Detector::open(chosen_pack(o.model), precision_named(o.precision));
  const auto store = chosen_store(o.store);
  service::WorkerOptions options = o.worker;
  options.max_pixels = std::int64_t{o.max_megapixels} * 1'000'000;

  std::mutex mutex;
  std::condition_variable told;
  bool stop = false;
  signal.on_stop([&] {
    const std::lock_guard lock(mutex);
    stop = true;
    told.notify_all();
  });
  service::Metrics metrics;
  service::Bell waiting;
  service::Bell answered;
  const service::Worker worker(detector, *store, metrics, waiting, answered, options);
  console.say("working");
  std::unique_lock lock(mutex);
  told.wait(lock, [&] { return stop; });
  return ExitCode::ok;
}

}  // namespace

Command work() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "work",
      .synopsis = "Read what waits in a store, without serving",
      .description =
          {"Takes radiographs that servers have put into a store which several share, and "
           "writes the findings back. One that dies loses nothing: what it held is given "
           "to another when its lease ends."},
      .examples = {{"One more machine for a department",
                    "osteon work --store postgresql://osteon@db.example/osteon"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
