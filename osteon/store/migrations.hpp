// The tables, as numbered steps from nothing to what this Osteon expects.
#pragma once

#include <span>

#include "osteon/store/database.hpp"

namespace osteon {

/// Steps are never changed once released: what they made is out there. New ones go to the end.
struct Migration {
  int number;              ///< from 1, without gaps
  const char* both;        ///< SQL that SQLite and PostgreSQL share; run first
  const char* sqlite;      ///< what only the one needs,
  const char* postgresql;  ///< or the other
};

std::span<const Migration> migrations();

/// Runs the steps that this database has not seen, all or none, while others wait.
/// \throws Error(unsupported) when it has seen steps that this Osteon does not know
void migrate(Database& database);

}  // namespace osteon
