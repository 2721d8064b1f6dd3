#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "osteon/store/ids.hpp"
#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {
namespace {

/// Where a radiograph stands when the most suspicious come first; what has no finding is at -1.
double suspicion_of(const Answer& answer) {
  static constexpr std::array rank{3.0, 2.0, 0.0, 1.0};  // present, possible, none, cannot answer
  // Short of 1, so that a probability never lifts one rank to the next.
  return rank.at(static_cast<std::size_t>(answer.verdict)) +
         0.999 * std::clamp(answer.probability.value_or(0), 0.0, 1.0);
}

/// Takes the job out of the queue if it is still this worker's.
bool claim(Transaction& transaction, const Job& job) {
  return transaction.change("DELETE FROM jobs WHERE radiograph = $1 AND lease = $2",
                            {job.radiograph, job.lease}) == 1;
}

void set_problem(Transaction& transaction, const std::string& radiograph, const Problem& problem) {
  transaction.run("UPDATE radiographs SET problem_code = $1, problem_detail = $2 WHERE id = $3",
                  {problem.code, problem.detail, radiograph});
}

void give_up(Transaction& transaction, const std::string& radiograph, std::int64_t leases) {
  transaction.run("DELETE FROM jobs WHERE radiograph = $1", {radiograph});
  set_problem(transaction, radiograph,
              {std::string(meaning_of(ErrorCode::internal).name),
               fmt::format("it was begun {} times and each time the worker ended or was too slow; "
                           "it is not tried again",
                           leases)});
}

}  // namespace

std::vector<Job> SqlStore::take(std::string_view worker, int count,
                                std::chrono::milliseconds lease) {
  check_text("a worker's name", worker);
  std::vector<Job> jobs;
  const auto wanted = static_cast<std::size_t>(std::max(count, 0));
  {
    const auto glance = database_->begin(Access::read);  // most often nothing waits
    if (glance
            ->run("SELECT 1 FROM jobs WHERE lease_until <= $1 LIMIT 1",
                  {milliseconds_of(glance->now())})
            .empty())
      return jobs;
  }

  const auto transaction = database_->begin(Access::write);
  const auto now = transaction->now();
  while (jobs.size() < wanted) {
    const auto rows = transaction->run(
        "SELECT j.radiograph, j.leases, r.given_part, r.facts FROM jobs j"
        " JOIN radiographs r ON r.id = j.radiograph"
        " WHERE j.lease_until <= $1 ORDER BY j.radiograph LIMIT $2" +
            transaction->skip_locked("j"),
        {milliseconds_of(now), static_cast<std::int64_t>(wanted - jobs.size())});
    if (rows.empty()) break;
    for (const auto& row : rows) {
      if (row.whole(1) >= options_.most_leases) {
        give_up(*transaction, row.text(0), row.whole(1));
        continue;
      }
      const Job job{row.text(0), new_secret(), row.text(2), row.text(3)};
      transaction->run(
          "UPDATE jobs SET worker = $1, lease = $2, lease_until = $3, leases = leases + 1"
          " WHERE radiograph = $4",
          {std::string(worker), job.lease, milliseconds_of(now + lease), job.radiograph});
      jobs.push_back(job);
    }
  }
  transaction->commit();
  return jobs;
}

bool SqlStore::renew(const Job& job, std::chrono::milliseconds lease) {
  const auto transaction = database_->begin(Access::write);
  const bool ours =
      transaction->change(
          "UPDATE jobs SET lease_until = $1 WHERE radiograph = $2 AND lease = $3",
          {milliseconds_of(transaction->now() + lease), job.radiograph, job.lease}) == 1;
  transaction->commit();
  return ours;
}

bool SqlStore::finish(const Job& job, const Answer& answer) {
  check_text("a finding", answer.finding);
  check_text("a body part", answer.part.value_or(""));
  check_text("what is known of an image", answer.facts);
  const auto transaction = database_->begin(Access::write);
  if (!claim(*transaction, job)) return false;
  transaction->run(
      "INSERT INTO findings (radiograph, part, verdict, probability, suspicion, finding, heatmap,"
      " pack, known, finished) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
      {job.radiograph, or_null(answer.part), word_of(verdict_words, answer.verdict),
       answer.probability ? Value(*answer.probability) : Value(std::monostate{}),
       suspicion_of(answer), answer.finding, answer.heatmap, answer.pack,
       milliseconds_of(transaction->now())});
  if (!answer.facts.empty())
    transaction->run("UPDATE radiographs SET facts = $1 WHERE id = $2",
                     {answer.facts, job.radiograph});
  transaction->commit();
  return true;
}

bool SqlStore::fail(const Job& job, const Problem& problem) {
  check_text("a problem", problem.code + problem.detail);
  const auto transaction = database_->begin(Access::write);
  if (!claim(*transaction, job)) return false;
  set_problem(*transaction, job.radiograph, problem);
  transaction->commit();
  return true;
}

bool SqlStore::give_back(const Job& job) {
  const auto transaction = database_->begin(Access::write);
  const bool ours =
      transaction->change(
          "UPDATE jobs SET worker = '', lease = '', lease_until = 0, leases = leases - 1"
          " WHERE radiograph = $1 AND lease = $2",
          {job.radiograph, job.lease}) == 1;
  transaction->commit();
  return ours;
}

QueueLength SqlStore::queue() {
  const auto transaction = database_->begin(Access::read);
  const auto rows =
      transaction->run("SELECT count(*), count(CASE WHEN lease_until > $1 THEN 1 END) FROM jobs",
                       {milliseconds_of(transaction->now())});
  const auto all = rows.front().whole(0);
  const auto reading = rows.front().whole(1);
  return {all - reading, reading, options_.queue_limit};
}

}  // namespace osteon
