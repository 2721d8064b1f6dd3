#include <algorithm>

#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {
namespace {

/// The radiograph's rows; its digest, or nothing when it is not here. The caller holds
/// records_lock.
std::optional<std::string> remove_rows(Transaction& transaction, const std::string& id) {
  // The job first, as a worker that finishes does: in another order the two could wait for each
  // other.
  transaction.run("DELETE FROM jobs WHERE radiograph = $1", {id});
  const auto rows =
      transaction.run("DELETE FROM radiographs WHERE id = $1 RETURNING digest, study", {id});
  if (rows.empty()) return std::nullopt;
  transaction.run(
      "DELETE FROM studies WHERE id = $1"
      " AND NOT EXISTS (SELECT 1 FROM radiographs WHERE study = $1)",
      {rows.front().text(1)});
  return rows.front().text(0);
}

}  // namespace

bool SqlStore::remove_radiograph(std::string_view id, std::string_view by) {
  const bool was_here = remove_unscrubbed(id, by);
  if (was_here) database_->scrub();
  return was_here;
}

bool SqlStore::remove_unscrubbed(std::string_view id, std::string_view by) {
  std::optional<std::string> digest;
  {
    const auto transaction = database_->begin(Access::write);
    transaction->lock(records_lock);
    digest = remove_rows(*transaction, std::string(id));
    if (!digest) return false;
    write_audit(*transaction, by, "remove", id);
    transaction->commit();
  }
  drop_unused(*digest);
  return true;
}

bool SqlStore::remove_study(std::string_view id, std::string_view by) {
  std::vector<std::string> digests;
  {
    const auto transaction = database_->begin(Access::write);
    transaction->lock(records_lock);
    const auto rows =
        transaction->run("SELECT id FROM radiographs WHERE study = $1", {std::string(id)});
    if (rows.empty()) return false;
    for (const auto& row : rows) {
      if (const auto digest = remove_rows(*transaction, row.text(0))) digests.push_back(*digest);
      write_audit(*transaction, by, "remove", row.text(0));
    }
    transaction->commit();
  }
  for (const auto& digest : digests) drop_unused(digest);
  database_->scrub();
  return true;
}

long SqlStore::remove_before(Time time, std::string_view by) {
  std::vector<std::string> old;
  {
    const auto transaction = database_->begin(Access::write);
    transaction->run("DELETE FROM tokens WHERE expires <= $1",
                     {milliseconds_of(transaction->now())});
    for (const auto& row : transaction->run("SELECT id FROM radiographs WHERE received < $1",
                                            {milliseconds_of(time)}))
      old.push_back(row.text(0));
    transaction->commit();
  }
  // Another server may be doing the same: what it was quicker with is not counted here.
  const auto removed =
      std::ranges::count_if(old, [&](const auto& id) { return remove_unscrubbed(id, by); });
  if (removed > 0) database_->scrub();
  return static_cast<long>(removed);
}

// A transaction of its own, after the rows are gone for good: killed in between, this leaves bytes
// without a radiograph, which the next opening removes; the other way round, a radiograph would be
// left without bytes.
void SqlStore::drop_unused(const std::string& digest) {
  const auto transaction = database_->begin(Access::write);
  transaction->lock(digest);
  if (!transaction->run("SELECT 1 FROM radiographs WHERE digest = $1 LIMIT 1", {digest}).empty())
    return;
  database_->contents().drop(*transaction, digest);
  transaction->commit();
}

void SqlStore::drop_all_unused() {
  std::vector<std::string> used, kept, unused;
  {
    const auto transaction = database_->begin(Access::read);
    kept = database_->contents().all(*transaction);
    for (const auto& row : transaction->run("SELECT DISTINCT digest FROM radiographs"))
      used.push_back(row.text(0));
  }
  std::ranges::sort(kept);
  std::ranges::sort(used);
  std::ranges::set_difference(kept, used, std::back_inserter(unused));
  for (const auto& digest : unused) drop_unused(digest);
}

}  // namespace osteon
