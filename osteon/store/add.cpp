#include <fmt/format.h>

#include "osteon/base/sha256.hpp"
#include "osteon/store/ids.hpp"
#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {
namespace {

void check(const NewRadiograph& radiograph) {
  if (radiograph.bytes.empty()) throw Error(ErrorCode::bad_argument, "an uploaded file is empty");
  check_text("an uploaded file's name", radiograph.name);
  check_text("a study's id", radiograph.study);
  check_text("a study's key", radiograph.study_key);
  check_text("a body part", radiograph.part);
  check_text("a pack", radiograph.pack);
  check_text("what is known of an image", radiograph.facts);
}

/// Of a radiograph whose finding would be this one's too.
std::optional<std::string> twin_of(Transaction& transaction, const NewRadiograph& radiograph,
                                   const std::string& digest) {
  if (radiograph.pack.empty()) return std::nullopt;
  const auto rows = transaction.run(
      "SELECT r.id FROM radiographs r JOIN findings f ON f.radiograph = r.id"
      " WHERE r.digest = $1 AND r.given_part = $2 AND f.pack = $3 ORDER BY r.id DESC LIMIT 1",
      {digest, radiograph.part, radiograph.pack});
  if (rows.empty()) return std::nullopt;
  return rows.front().text(0);
}

void check_room(Transaction& transaction, int limit) {
  const auto waiting = transaction.run("SELECT count(*) FROM jobs").front().whole(0);
  if (waiting >= limit)
    throw QueueFull(
        ErrorCode::busy,
        fmt::format("{} radiographs wait to be read, which is the limit; try again later",
                    waiting));
}

std::string study_for(Transaction& transaction, const NewRadiograph& radiograph, Time now) {
  if (!radiograph.study.empty()) {
    if (transaction.run("SELECT 1 FROM studies WHERE id = $1", {radiograph.study}).empty())
      throw Error(ErrorCode::bad_argument, "there is no study of the given id; leave it out");
    return radiograph.study;
  }
  Value key = std::monostate{};
  if (!radiograph.study_key.empty()) {
    key = radiograph.study_key;
    const auto rows = transaction.run("SELECT id FROM studies WHERE study_key = $1", {key});
    if (!rows.empty()) return rows.front().text(0);
  }
  auto id = new_id(now);
  transaction.run("INSERT INTO studies (id, study_key, received) VALUES ($1, $2, $3)",
                  {id, key, milliseconds_of(now)});
  return id;
}

void copy_answer(Transaction& transaction, const std::string& from, const std::string& to,
                 Time now) {
  transaction.run(
      "INSERT INTO findings (radiograph, part, verdict, probability, suspicion, finding, heatmap,"
      " pack, known, finished)"
      " SELECT CAST($1 AS TEXT), part, verdict, probability, suspicion, finding, heatmap, pack, 1,"
      " CAST($2 AS BIGINT)"
      " FROM findings WHERE radiograph = $3",
      {to, milliseconds_of(now), from});
  transaction.run(
      "UPDATE radiographs SET facts = (SELECT facts FROM radiographs WHERE id = $1) WHERE id = $2",
      {from, to});
}

}  // namespace

Added SqlStore::add(const NewRadiograph& radiograph, std::string_view by) {
  check(radiograph);
  const auto digest = sha256(radiograph.bytes);
  {
    // Before anything is written, so that a flood of uploads costs no disk.
    const auto glance = database_->begin(Access::read);
    if (!twin_of(*glance, radiograph, digest)) check_room(*glance, options_.queue_limit);
  }

  const auto staged = database_->contents().stage(radiograph.bytes);
  try {
    const auto transaction = database_->begin(Access::write);
    transaction->lock(digest);
    database_->contents().keep(*transaction, *staged, digest);

    transaction->lock(records_lock);
    const auto now = transaction->now();
    const auto twin = twin_of(*transaction, radiograph, digest);
    if (!twin) check_room(*transaction, options_.queue_limit);
    Added added{new_id(now), study_for(*transaction, radiograph, now), twin.has_value()};
    transaction->run(
        "INSERT INTO radiographs (id, study, name, digest, size, given_part, received, facts)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {added.id, added.study, radiograph.name, digest,
         static_cast<std::int64_t>(radiograph.bytes.size()), radiograph.part, milliseconds_of(now),
         radiograph.facts});
    if (twin)
      copy_answer(*transaction, *twin, added.id, now);
    else
      transaction->run(
          "INSERT INTO jobs (radiograph, worker, lease, lease_until, leases)"
          " VALUES ($1, '', '', 0, 0)",
          {added.id});
    write_audit(*transaction, by, "upload", added.id);
    transaction->commit();
    return added;
  } catch (const Error&) {
    try {
      drop_unused(digest);
    } catch (const Error&) {
      // Still in trouble: the next opening removes them.
    }
    throw;
  }
}

}  // namespace osteon
