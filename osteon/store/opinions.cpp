#include "osteon/store/sql_store.hpp"
#include "osteon/store/statements.hpp"

namespace osteon {

bool SqlStore::set_opinion(std::string_view id, const Opinion& opinion, std::string_view by) {
  check_text("a comment", opinion.comment);
  check_text("boxes", opinion.boxes);
  const auto transaction = database_->begin(Access::write);
  transaction->lock(records_lock);
  if (transaction->run("SELECT 1 FROM radiographs WHERE id = $1", {std::string(id)}).empty())
    return false;
  transaction->run(
      "INSERT INTO opinions (radiograph, judgement, comment, boxes, account, at)"
      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (radiograph) DO UPDATE SET"
      " judgement = excluded.judgement, comment = excluded.comment, boxes = excluded.boxes,"
      " account = excluded.account, at = excluded.at",
      {std::string(id), word_of(judgement_words, opinion.judgement), opinion.comment, opinion.boxes,
       std::string(by), milliseconds_of(transaction->now())});
  write_audit(*transaction, by, "opinion", id);
  transaction->commit();
  return true;
}

bool SqlStore::remove_opinion(std::string_view id, std::string_view by) {
  const auto transaction = database_->begin(Access::write);
  if (transaction->change("DELETE FROM opinions WHERE radiograph = $1", {std::string(id)}) == 0)
    return false;
  write_audit(*transaction, by, "remove_opinion", id);
  transaction->commit();
  return true;
}

}  // namespace osteon
