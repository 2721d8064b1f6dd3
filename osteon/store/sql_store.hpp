// The store over either database: each group of Store's functions is a source file of its own.
#pragma once

#include "osteon/store/database.hpp"
#include "osteon/store/store.hpp"

namespace osteon {

class SqlStore : public Store {
 public:
  /// \throws as open_store()
  SqlStore(std::unique_ptr<Database> database, const StoreOptions& options);

  // add.cpp
  Added add(const NewRadiograph& radiograph, std::string_view by) override;

  // radiographs.cpp
  std::optional<RadiographRecord> radiograph(std::string_view id) override;
  std::optional<Bytes> content(std::string_view id) override;
  std::optional<Bytes> heatmap(std::string_view id) override;
  RadiographPage radiographs(const RadiographFilter& filter, Order order, int limit,
                             std::string_view after) override;
  std::optional<StudyRecord> study(std::string_view id) override;

  // remove.cpp
  bool remove_radiograph(std::string_view id, std::string_view by) override;
  bool remove_study(std::string_view id, std::string_view by) override;
  long remove_before(Time time, std::string_view by) override;

  // queue.cpp
  std::vector<Job> take(std::string_view worker, int count,
                        std::chrono::milliseconds lease) override;
  bool renew(const Job& job, std::chrono::milliseconds lease) override;
  bool finish(const Job& job, const Answer& answer) override;
  bool fail(const Job& job, const Problem& problem) override;
  bool give_back(const Job& job) override;
  QueueLength queue() override;

  // opinions.cpp
  bool set_opinion(std::string_view id, const Opinion& opinion, std::string_view by) override;
  bool remove_opinion(std::string_view id, std::string_view by) override;

  // statistics.cpp
  Statistics statistics(Time from, Time to) override;

  // accounts.cpp
  void set_account(std::string_view name, Role role, std::string_view password,
                   std::string_view by) override;
  std::vector<Account> accounts() override;
  bool remove_account(std::string_view name, std::string_view by) override;
  std::optional<Account> sign_in(std::string_view name, std::string_view password) override;

  // tokens.cpp
  std::string make_token(std::string_view account, std::string_view label,
                         std::optional<Time> expires, std::string_view by) override;
  std::optional<Account> account_of(std::string_view secret) override;
  std::vector<Token> tokens() override;
  bool remove_token(std::string_view id, std::string_view by) override;
  bool remove_secret(std::string_view secret) override;

  // audit.cpp
  void record(std::string_view by, std::string_view action, std::string_view subject) override;
  AuditPage audit(int limit, std::string_view after) override;

 private:
  bool remove_unscrubbed(std::string_view id, std::string_view by);
  /// Removes the bytes unless a radiograph uses them.
  void drop_unused(const std::string& digest);
  /// The same for all that a process left behind when it was killed.
  void drop_all_unused();

  std::unique_ptr<Database> database_;
  StoreOptions options_;
};

}  // namespace osteon
