#include "osteon/cli/service_options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace osteon::cli {

void add_store_options(CLI::App& app, StoreChoice& choice) {
  app.add_option("--data", choice.data,
                 "Folder for what the service keeps; made for its owner alone")
      ->type_name("FOLDER")
      ->capture_default_str();
  app.add_option("--store", choice.store,
                 "A PostgreSQL database that several servers and workers share, as "
                 "postgresql://user:password@host/database; without it SQLite in the data folder. "
                 "$OSTEON_STORE keeps the password out of the list of processes")
      ->type_name("URL")
      ->envname("OSTEON_STORE");
}

std::unique_ptr<Store> chosen_store(const StoreChoice& choice) {
  std::error_code error;
  if (std::filesystem::create_directories(choice.data, error))
    std::filesystem::permissions(choice.data, std::filesystem::perms::owner_all, error);
  if (error)
    throw Error(ErrorCode::bad_argument,
                fmt::format("--data {}: {}", choice.data.string(), error.message()));
  return open_store(choice.store.empty() ? choice.data.string() : choice.store,
                    {.queue_limit = choice.queue, .most_leases = choice.attempts});
}

void add_worker_options(CLI::App& app, service::WorkerOptions& worker, StoreChoice& choice) {
  app.add_option("--attempts", choice.attempts,
                 "Workers that may die over a radiograph before it is given up as failed")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--batch", worker.batch, "Radiographs that go through the network together")
      ->type_name("N")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option_function<int>(
         "--gather-ms", [&worker](int ms) { worker.gather = std::chrono::milliseconds(ms); },
         "How long a radiograph may wait for company in its batch; 15 unless said")
      ->type_name("MS")
      ->check(CLI::Range(0, 10'000));
  app.add_option_function<int>(
         "--lease", [&worker](int s) { worker.lease = std::chrono::seconds(s); },
         "After so long without a sign of life a worker's radiographs go to another; 60 unless "
         "said")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 3600));
}

}  // namespace osteon::cli
