// Options that the commands which serve or work share.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "osteon/service/settings.hpp"
#include "osteon/store/store.hpp"

namespace CLI {
class App;
}

namespace osteon::cli {

/// Where a store is: --data and --store.
struct StoreChoice {
  std::filesystem::path data = "osteon-data";
  std::string store;  ///< empty: SQLite in `data`
  int queue = 1000;
  int attempts = 3;
};
void add_store_options(CLI::App& app, StoreChoice& choice);
/// Makes the folder, which only its owner can look into.
std::unique_ptr<Store> chosen_store(const StoreChoice& choice);

/// --batch, --gather-ms, --lease and --attempts.
void add_worker_options(CLI::App& app, service::WorkerOptions& worker, StoreChoice& choice);

}  // namespace osteon::cli
