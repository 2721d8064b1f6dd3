#include "osteon/store/search.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {
namespace {

enum Column : std::size_t {
  id,
  study,
  name,
  digest,
  size,
  given_part,
  received,
  facts,
  problem_code,
  problem_detail,
  leased,
  finding,
  suspicion,
  judgement,
  comment,
  boxes,
  account,
  at
};

bool is_id(std::string_view text) {
  return text.size() == 26 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
         });
}

Status status_of(const Row& row) {
  if (!row.empty(finding)) return Status::done;
  if (!row.empty(problem_code)) return Status::failed;
  return row.whole(leased) != 0 ? Status::reading : Status::waiting;
}

std::string condition_of(Status status, Time now) {
  switch (status) {
    case Status::waiting:
      return fmt::format("j.lease_until <= {}", milliseconds_of(now));
    case Status::reading:
      return fmt::format("j.lease_until > {}", milliseconds_of(now));
    case Status::done:
      return "f.radiograph IS NOT NULL";
    case Status::failed:
      return "r.problem_code IS NOT NULL";
  }
  return "";
}

[[noreturn]] void refuse_cursor() {
  throw Error(ErrorCode::bad_argument,
              "the cursor is not one that was given out for this order; begin without one");
}

}  // namespace

const char* const from_radiographs =
    " FROM radiographs r LEFT JOIN jobs j ON j.radiograph = r.id"
    " LEFT JOIN findings f ON f.radiograph = r.id LEFT JOIN opinions o ON o.radiograph = r.id ";

std::string select_radiographs(Time now) {
  return fmt::format(
             "SELECT r.id, r.study, r.name, r.digest, r.size, r.given_part, r.received, r.facts,"
             " r.problem_code, r.problem_detail, CASE WHEN j.lease_until > {} THEN 1 ELSE 0 END,"
             " f.finding, coalesce(f.suspicion, -1), o.judgement, o.comment, o.boxes, o.account,"
             " o.at",
             milliseconds_of(now)) +
         from_radiographs;
}

RadiographRecord record_of(const Row& row) {
  RadiographRecord record{.id = row.text(id),
                          .study = row.text(study),
                          .name = row.text(name),
                          .digest = row.text(digest),
                          .size = row.whole(size),
                          .given_part = row.text(given_part),
                          .received = row.time(received),
                          .status = status_of(row),
                          .facts = row.text(facts),
                          .finding = row.maybe_text(finding)};
  if (!row.empty(problem_code))
    record.problem = Problem{row.text(problem_code), row.text(problem_detail)};
  if (!row.empty(judgement))
    record.opinion = Opinion{from_word<Judgement>(judgement_words, row.text(judgement)),
                             row.text(comment), row.text(boxes), row.text(account), row.time(at)};
  return record;
}

Condition condition_of(const RadiographFilter& filter, Time now) {
  Condition condition{"WHERE 1 = 1", {}};
  const auto demand = [&](const std::string& what, Value value) {
    condition.values.push_back(std::move(value));
    condition.sql += fmt::format(" AND {} ${}", what, condition.values.size());
  };
  if (filter.status) condition.sql += " AND " + condition_of(*filter.status, now);
  if (filter.part) demand("f.part =", *filter.part);
  if (filter.verdict) demand("f.verdict =", word_of(verdict_words, *filter.verdict));
  if (filter.judgement) demand("o.judgement =", word_of(judgement_words, *filter.judgement));
  if (filter.judged)
    condition.sql += *filter.judged ? " AND o.radiograph IS NOT NULL" : " AND o.radiograph IS NULL";
  if (filter.from) demand("r.received >=", milliseconds_of(*filter.from));
  if (filter.to) demand("r.received <", milliseconds_of(*filter.to));
  return condition;
}

void add_cursor(Condition& condition, Order order, std::string_view cursor) {
  if (cursor.empty()) return;
  const auto next = condition.values.size() + 1;
  if (order == Order::newest) {
    if (!is_id(cursor)) refuse_cursor();
    condition.sql += fmt::format(" AND r.id < ${}", next);
    condition.values.emplace_back(std::string(cursor));
    return;
  }
  const auto middle = cursor.find('_');
  if (middle == std::string_view::npos || !is_id(cursor.substr(middle + 1))) refuse_cursor();
  double suspicion_there = 0;
  const auto* end = cursor.data() + middle;
  const auto parsed = std::from_chars(cursor.data(), end, suspicion_there);
  if (parsed.ec != std::errc() || parsed.ptr != end) refuse_cursor();
  condition.sql +=
      fmt::format(" AND (coalesce(f.suspicion, -1), r.id) < (${}, ${})", next, next + 1);
  condition.values.emplace_back(suspicion_there);
  condition.values.emplace_back(std::string(cursor.substr(middle + 1)));
}

std::string cursor_of(const Row& row, Order order) {
  if (order == Order::newest) return row.text(id);
  return fmt::format("{}_{}", row.real(suspicion), row.text(id));
}

std::string order_by(Order order) {
  return order == Order::newest ? " ORDER BY r.id DESC"
                                : " ORDER BY coalesce(f.suspicion, -1) DESC, r.id DESC";
}

}  // namespace osteon
