// One page of radiographs as a statement.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "osteon/store/database.hpp"

namespace osteon {

/// "FROM …" of radiographs with all that may belong to them: r, j, f and o are the radiograph, its
/// job, finding and opinion.
extern const char* const from_radiographs;

/// Every column of a RadiographRecord, in the order that record_of() takes them, with the above.
std::string select_radiographs(Time now);

RadiographRecord record_of(const Row& row);

/// A condition of SQL and its values.
struct Condition {
  std::string sql;
  std::vector<Value> values;
};

Condition condition_of(const RadiographFilter& filter, Time now);

/// Adds "only what follows this cursor". \throws Error(bad_argument) for one not from cursor_of()
void add_cursor(Condition& condition, Order order, std::string_view cursor);
std::string cursor_of(const Row& row, Order order);

std::string order_by(Order order);

}  // namespace osteon
