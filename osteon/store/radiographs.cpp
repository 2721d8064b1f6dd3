#include <fmt/format.h>

#include "osteon/base/sha256.hpp"
#include "osteon/store/search.hpp"
#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {

std::optional<RadiographRecord> SqlStore::radiograph(std::string_view id) {
  const auto transaction = database_->begin(Access::read);
  const auto rows = transaction->run(select_radiographs(transaction->now()) + "WHERE r.id = $1",
                                     {std::string(id)});
  if (rows.empty()) return std::nullopt;
  return record_of(rows.front());
}

std::optional<Bytes> SqlStore::content(std::string_view id) {
  // Between finding the row and opening its file, somebody may remove both: that is no damage.
  for (bool again : {true, false}) {
    const auto transaction = database_->begin(Access::read);
    const auto rows =
        transaction->run("SELECT digest FROM radiographs WHERE id = $1", {std::string(id)});
    if (rows.empty()) return std::nullopt;
    auto bytes = database_->contents().read(*transaction, rows.front().text(0));
    if (!bytes && again) continue;
    if (!bytes || sha256(*bytes) != rows.front().text(0))
      throw Error(ErrorCode::unreadable,
                  fmt::format("the bytes of radiograph {} are {}; restore them from a backup, or "
                              "remove the radiograph and upload it again",
                              id, bytes ? "damaged" : "missing"));
    return bytes;
  }
  return std::nullopt;
}

std::optional<Bytes> SqlStore::heatmap(std::string_view id) {
  const auto transaction = database_->begin(Access::read);
  const auto rows =
      transaction->run("SELECT heatmap FROM findings WHERE radiograph = $1", {std::string(id)});
  if (rows.empty()) return std::nullopt;
  return rows.front().bytes(0);
}

RadiographPage SqlStore::radiographs(const RadiographFilter& filter, Order order, int limit,
                                     std::string_view after) {
  check_page_limit(limit);
  if (filter.part) check_text("a body part", *filter.part);
  const auto transaction = database_->begin(Access::read);
  const auto now = transaction->now();
  auto condition = condition_of(filter, now);

  RadiographPage page;
  const auto count = std::string("SELECT count(*)") + from_radiographs + condition.sql;
  page.total = transaction->run(count, condition.values).front().whole(0);

  add_cursor(condition, order, after);
  // One more than asked for tells whether another page follows.
  auto rows = transaction->run(select_radiographs(now) + condition.sql + order_by(order) +
                                   fmt::format(" LIMIT {}", limit + 1),
                               condition.values);
  if (rows.size() > static_cast<std::size_t>(limit)) {
    rows.pop_back();
    page.next = cursor_of(rows.back(), order);
  }
  for (const auto& row : rows) page.items.push_back(record_of(row));
  return page;
}

std::optional<StudyRecord> SqlStore::study(std::string_view id) {
  const auto transaction = database_->begin(Access::read);
  const auto studies =
      transaction->run("SELECT received FROM studies WHERE id = $1", {std::string(id)});
  if (studies.empty()) return std::nullopt;
  StudyRecord study{std::string(id), studies.front().time(0), {}};
  for (const auto& row :
       transaction->run(select_radiographs(transaction->now()) + "WHERE r.study = $1 ORDER BY r.id",
                        {std::string(id)}))
    study.radiographs.push_back(record_of(row));
  return study;
}

}  // namespace osteon
