#include <fmt/format.h>

#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {

void SqlStore::record(std::string_view by, std::string_view action, std::string_view subject) {
  check_text("an audit entry", std::string(by) + std::string(action) + std::string(subject));
  const auto transaction = database_->begin(Access::write);
  write_audit(*transaction, by, action, subject);
  transaction->commit();
}

AuditPage SqlStore::audit(int limit, std::string_view after) {
  check_page_limit(limit);
  check_text("a cursor", after);
  const auto transaction = database_->begin(Access::read);
  // "~" stands after every id.
  auto rows = transaction->run(
      "SELECT at, account, action, subject, id FROM audit WHERE id < $1 ORDER BY id DESC" +
          fmt::format(" LIMIT {}", limit + 1),
      {after.empty() ? "~" : std::string(after)});
  AuditPage page;
  if (rows.size() > static_cast<std::size_t>(limit)) {
    rows.pop_back();
    page.next = rows.back().text(4);
  }
  for (const auto& row : rows)
    page.items.push_back({row.time(0), row.text(1), row.text(2), row.text(3)});
  return page;
}

}  // namespace osteon
