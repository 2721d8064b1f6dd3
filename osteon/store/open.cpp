#include <fmt/format.h>

#include "osteon/store/migrations.hpp"
#include "osteon/store/sql_store.hpp"

namespace osteon {

SqlStore::SqlStore(std::unique_ptr<Database> database, const StoreOptions& options)
    : database_(std::move(database)), options_(options) {
  if (options.queue_limit < 1 || options.most_leases < 1)
    throw Error(
        ErrorCode::bad_argument,
        fmt::format("a queue of {} and {} leases for each radiograph: both must be at least 1",
                    options.queue_limit, options.most_leases));
  migrate(*database_);
  drop_all_unused();
}

std::unique_ptr<Store> open_store(const std::string& where, const StoreOptions& options) {
  if (where.starts_with("postgresql://") || where.starts_with("postgres://"))
    return std::make_unique<SqlStore>(open_postgresql(where), options);
  if (where.empty() || where.find("://") != std::string::npos)
    throw Error(ErrorCode::bad_argument,
                "a store is a folder, or a URL that begins with postgresql://");
  return std::make_unique<SqlStore>(open_sqlite(where), options);
}

}  // namespace osteon
