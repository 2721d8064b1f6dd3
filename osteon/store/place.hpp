// Where the tests' stores are: the same cases run against SQLite, and against PostgreSQL where
// OSTEON_TEST_POSTGRESQL names a server (tests/store/with_postgresql starts one).
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "osteon/store/database.hpp"
#include "osteon/store/store.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {

bool on_postgresql();
/// One statement, by the user that OSTEON_TEST_POSTGRESQL names.
void on_server(const std::string& sql);

/// An empty folder, or an empty schema; gone when the test ends.
class Place {
 public:
  Place();
  ~Place();

  const std::string& where() const { return where_; }
  std::unique_ptr<Store> open(const StoreOptions& options = {}) const;
  /// Below the store, to see or do what it does not let.
  std::unique_ptr<Database> database() const;
  /// Of a store in a folder.
  std::filesystem::path folder() const { return where_; }

 private:
  ScratchFolder scratch_;
  std::string schema_;
  std::string where_;
};

Bytes bytes_of(std::string_view text);
/// Noise, the same for the same seed.
Bytes noise(std::size_t size, std::uint64_t seed);

/// `name` with some bytes of its own.
NewRadiograph named(const std::string& name, const Bytes& bytes);

Answer answer(Verdict verdict, double probability, const std::string& part = "hand");

/// Takes everything that waits and answers it.
void answer_all(Store& store, const Answer& with);

}  // namespace osteon
