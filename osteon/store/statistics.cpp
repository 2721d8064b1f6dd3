#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {
namespace {

constexpr const char* in_range = " r.received >= $1 AND r.received < $2 ";

std::chrono::sys_days day_of(const Row& row) {
  return std::chrono::sys_days(std::chrono::days(row.whole(0)));
}

/// Neither database need know what a percentile is: the row at that place of the order is it.
std::optional<Statistics::Latency> latency_of(Transaction& transaction,
                                              const std::vector<Value>& range) {
  const std::string from =
      " FROM findings f JOIN radiographs r ON r.id = f.radiograph WHERE f.known = 0 AND" +
      std::string(in_range);
  const auto count = transaction.run("SELECT count(*)" + from, range).front().whole(0);
  if (count == 0) return std::nullopt;
  const auto at = [&](std::int64_t percent) {
    auto values = range;
    values.emplace_back((count - 1) * percent / 100);
    const auto rows = transaction.run(
        "SELECT f.finished - r.received" + from + "ORDER BY 1 LIMIT 1 OFFSET $3", values);
    return std::chrono::milliseconds(rows.front().whole(0));
  };
  return Statistics::Latency{at(50), at(90), at(99)};
}

}  // namespace

Statistics SqlStore::statistics(Time from, Time to) {
  const auto transaction = database_->begin(Access::read);
  const std::vector<Value> range{milliseconds_of(from), milliseconds_of(to)};
  const std::string where = " WHERE" + std::string(in_range);
  Statistics statistics;

  for (const auto& row :
       transaction->run("SELECT r.received / 86400000, f.part, f.verdict, count(*) FROM findings f"
                        " JOIN radiographs r ON r.id = f.radiograph" +
                            where + "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
                        range))
    statistics.findings.push_back({day_of(row), row.maybe_text(1),
                                   from_word<Verdict>(verdict_words, row.text(2)), row.whole(3)});

  for (const auto& row :
       transaction->run("SELECT r.received / 86400000, count(*) FROM radiographs r" + where +
                            "AND r.problem_code IS NOT NULL GROUP BY 1 ORDER BY 1",
                        range))
    statistics.failures.push_back({day_of(row), row.whole(1)});

  std::array<std::int64_t, judgement_words.size()> opinions{};
  for (const auto& row : transaction->run("SELECT o.judgement, count(*) FROM opinions o"
                                          " JOIN radiographs r ON r.id = o.radiograph" +
                                              where + "GROUP BY 1",
                                          range))
    opinions.at(static_cast<std::size_t>(from_word<Judgement>(judgement_words, row.text(0)))) =
        row.whole(1);
  statistics.agree = opinions[0];
  statistics.disagree = opinions[1];
  statistics.unsure = opinions[2];

  statistics.latency = latency_of(*transaction, range);
  return statistics;
}

}  // namespace osteon
