#include "osteon/store/migrations.hpp"

#include <array>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

// Times are milliseconds since 1970. A radiograph waits while it has a row in jobs, is done when it
// has one in findings, and has failed when it has a problem; the primary keys see to it that none
// has two. BYTEA and DOUBLE PRECISION are PostgreSQL's words, which SQLite takes as well.
constexpr Migration first{1,
                          R"sql(
CREATE TABLE studies (
  id        TEXT PRIMARY KEY,
  study_key TEXT UNIQUE,
  received  BIGINT NOT NULL
);
CREATE TABLE radiographs (
  id             TEXT PRIMARY KEY,
  study          TEXT NOT NULL REFERENCES studies (id),
  name           TEXT NOT NULL,
  digest         TEXT NOT NULL,
  size           BIGINT NOT NULL,
  given_part     TEXT NOT NULL,
  received       BIGINT NOT NULL,
  facts          TEXT NOT NULL,
  problem_code   TEXT,
  problem_detail TEXT
);
CREATE INDEX radiographs_of_a_study ON radiographs (study);
CREATE INDEX radiographs_of_the_same_bytes ON radiographs (digest);
CREATE INDEX radiographs_by_time ON radiographs (received);
CREATE TABLE jobs (
  radiograph  TEXT PRIMARY KEY REFERENCES radiographs (id) ON DELETE CASCADE,
  worker      TEXT NOT NULL,
  lease       TEXT NOT NULL,
  lease_until BIGINT NOT NULL,
  leases      BIGINT NOT NULL
);
CREATE TABLE findings (
  radiograph  TEXT PRIMARY KEY REFERENCES radiographs (id) ON DELETE CASCADE,
  part        TEXT,
  verdict     TEXT NOT NULL,
  probability DOUBLE PRECISION,
  suspicion   DOUBLE PRECISION NOT NULL,
  finding     TEXT NOT NULL,
  heatmap     BYTEA NOT NULL,
  pack        TEXT NOT NULL,
  known       BIGINT NOT NULL,
  finished    BIGINT NOT NULL
);
CREATE TABLE opinions (
  radiograph TEXT PRIMARY KEY REFERENCES radiographs (id) ON DELETE CASCADE,
  judgement  TEXT NOT NULL,
  comment    TEXT NOT NULL,
  boxes      TEXT NOT NULL,
  account    TEXT NOT NULL,
  at         BIGINT NOT NULL
);
CREATE TABLE accounts (
  name     TEXT PRIMARY KEY,
  role     TEXT NOT NULL,
  password TEXT NOT NULL
);
CREATE TABLE tokens (
  id      TEXT PRIMARY KEY,
  digest  TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
  label   TEXT NOT NULL,
  made    BIGINT NOT NULL,
  expires BIGINT
);
CREATE TABLE audit (
  id      TEXT PRIMARY KEY,
  at      BIGINT NOT NULL,
  account TEXT NOT NULL,
  action  TEXT NOT NULL,
  subject TEXT NOT NULL
);
)sql",
                          R"sql(
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit trail is not shortened'); END;
)sql",
                          R"sql(
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the audit trail is not changed or shortened'; END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_is_kept BEFORE TRUNCATE ON audit EXECUTE FUNCTION audit_stays();
CREATE TABLE contents (
  digest TEXT NOT NULL,
  piece  BIGINT NOT NULL,
  bytes  BYTEA NOT NULL,
  PRIMARY KEY (digest, piece)
);
-- Images are compressed already.
ALTER TABLE contents ALTER COLUMN bytes SET STORAGE EXTERNAL;
)sql"};

constexpr std::array all{first};

}  // namespace

std::span<const Migration> migrations() { return all; }

void migrate(Database& database) {
  const auto transaction = database.begin(Access::write);
  transaction->lock("schema");
  transaction->script("CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY)");
  const auto seen =
      transaction->run("SELECT coalesce(max(number), 0) FROM migrations").front().whole(0);
  if (seen > all.back().number)
    throw Error(
        ErrorCode::unsupported,
        fmt::format("the store has tables of step {}, and this Osteon knows steps up to {}: a "
                    "newer Osteon has written it; use that one, or restore a backup",
                    seen, all.back().number));
  for (const auto& step : all) {
    if (step.number <= seen) continue;
    transaction->script(step.both);
    transaction->script(database.kind() == Database::Kind::sqlite ? step.sqlite : step.postgresql);
    transaction->run("INSERT INTO migrations (number) VALUES ($1)", {std::int64_t{step.number}});
  }
  transaction->commit();
}

}  // namespace osteon
