// What the service remembers: radiographs and their bytes, the work that waits, findings, readers'
// opinions, accounts and the audit trail; in a folder (SQLite) or in PostgreSQL.
//
//   const auto store = osteon::open_store("/var/lib/osteon");
//   const auto added = store->add({.name = "wrist.png", .bytes = bytes, .pack = weights}, "anna");
//   for (const auto& job : store->take("worker 1", 8, 60s))
//     store->finish(job, read(*store->content(job.radiograph)));
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/base/error.hpp"
#include "osteon/store/records.hpp"

namespace osteon {

/// More work waits than the store was opened for; come back later.
struct QueueFull : Error {
  using Error::Error;
};
/// The disk, or the database's, has no room; what was being done has left no trace.
struct DiskFull : Error {
  using Error::Error;
};

struct StoreOptions {
  int queue_limit = 1000;  ///< radiographs that may wait or be read at once; > 0
  /// Leases that end without an answer before a radiograph is given up as failed, so that one that
  /// kills its reader does not kill readers for ever.
  int most_leases = 3;
};

/// Everything here is safe from several threads, and from several processes (with PostgreSQL on
/// several machines) that open the same store.
///
/// Each function is one transaction: it happens wholly or not at all, and what it returned from is
/// on disk and outlives kill -9 and a power cut. Functions that change what users own write their
/// own entry into the audit trail, in the same transaction; `by` is the account's name.
///
/// Ids are 26 of [0-9a-z], made here, opaque to callers; later ids sort after earlier ones.
/// Unknown ids are answers: an empty optional, or false.
///
/// Beside what is said at each function, all throw DiskFull (code busy), Error(busy) when the
/// database cannot be reached or stays locked by others, and Error(unreadable) when it is damaged.
/// Texts are UTF-8 without NUL; others are refused with Error(bad_argument).
/// No message holds an uploaded name, an identifier, a password or a token.
class Store {
 public:
  virtual ~Store() = default;

  // --- radiographs
  // --------------------------------------------------------------------------------

  /// Keeps a radiograph and its bytes, and queues it; or, when the same bytes have a finding by the
  /// same pack for the same given part, gives it that finding and heatmap at once (Added::known).
  /// A known one needs no room in the queue.
  /// \throws QueueFull (code busy)
  /// \throws Error(bad_argument) for a `study` that is not here
  virtual Added add(const NewRadiograph& radiograph, std::string_view by) = 0;

  virtual std::optional<RadiographRecord> radiograph(std::string_view id) = 0;
  /// The bytes as uploaded; empty when there is no such radiograph.
  /// \throws Error(unreadable) when they are not those that were uploaded
  virtual std::optional<Bytes> content(std::string_view id) = 0;
  /// As finish() was given it; empty without a finding.
  virtual std::optional<Bytes> heatmap(std::string_view id) = 0;

  /// One page. \throws Error(bad_argument) for a limit outside 1..1000 or a cursor not from here
  virtual RadiographPage radiographs(const RadiographFilter& filter, Order order, int limit,
                                     std::string_view after = {}) = 0;

  /// The radiographs of a study, oldest first; empty when it is not here.
  virtual std::optional<StudyRecord> study(std::string_view id) = 0;

  /// Removes a radiograph, its finding, its opinion and, when no other radiograph has the same
  /// bytes, these; its study with the last of it. A worker that holds it loses its lease.
  virtual bool remove_radiograph(std::string_view id, std::string_view by) = 0;
  virtual bool remove_study(std::string_view id, std::string_view by) = 0;
  /// The same for all that was received before `time`, and for sessions and tokens that have
  /// expired; one transaction for each radiograph. The audit trail stays. \return how many
  virtual long remove_before(Time time, std::string_view by) = 0;

  // --- the queue
  // ----------------------------------------------------------------------------------

  /// Up to `count` of the radiographs that wait longest, as the worker's own until the lease ends;
  /// those of expired leases are taken again. Never blocks; empty when nothing waits.
  /// One whose leases ended without an answer StoreOptions::most_leases times becomes failed
  /// instead, with the problem "internal".
  virtual std::vector<Job> take(std::string_view worker, int count,
                                std::chrono::milliseconds lease) = 0;

  /// The four below do nothing and return false when the job is the worker's no longer: the lease
  /// ended and another has taken it, it is finished, or it was removed. A lease that has ended and
  /// that nobody has taken still counts.
  ///
  /// Lets the lease end `lease` from now.
  virtual bool renew(const Job& job, std::chrono::milliseconds lease) = 0;
  /// The answer, once for each radiograph.
  virtual bool finish(const Job& job, const Answer& answer) = 0;
  /// There is no answer, and trying again will not bring one.
  virtual bool fail(const Job& job, const Problem& problem) = 0;
  /// Not begun or not ended, by choice: first in the queue again, and not counted as a lease.
  virtual bool give_back(const Job& job) = 0;

  virtual QueueLength queue() = 0;

  // --- opinions
  // -----------------------------------------------------------------------------------

  /// Replaces the one there is. False when there is no such radiograph.
  virtual bool set_opinion(std::string_view id, const Opinion& opinion, std::string_view by) = 0;
  /// False when there is none.
  virtual bool remove_opinion(std::string_view id, std::string_view by) = 0;

  /// Of radiographs received in [from, to).
  virtual Statistics statistics(Time from, Time to) = 0;

  // --- accounts
  // -----------------------------------------------------------------------------------

  /// Makes an account, or changes its role and password; a change ends its sessions. Passwords are
  /// kept as Argon2id hashes.
  /// \throws Error(bad_argument) for a name that is empty, over 64 bytes or has control characters
  ///         in it, or a password under 8 or over 1024 bytes
  virtual void set_account(std::string_view name, Role role, std::string_view password,
                           std::string_view by) = 0;
  virtual std::vector<Account> accounts() = 0;
  /// With its sessions and tokens.
  virtual bool remove_account(std::string_view name, std::string_view by) = 0;
  /// Empty when the name or the password is wrong; takes as long either way.
  virtual std::optional<Account> sign_in(std::string_view name, std::string_view password) = 0;

  /// A secret that stands for the account until it expires: a session's cookie, a program's token.
  /// This is the only time that it can be read; the store keeps its SHA-256.
  /// \param label  what a person calls it; "session" for what the page holds
  /// \throws Error(bad_argument) when there is no such account
  virtual std::string make_token(std::string_view account, std::string_view label,
                                 std::optional<Time> expires, std::string_view by) = 0;
  /// Empty when there is no such secret or it has expired.
  virtual std::optional<Account> account_of(std::string_view secret) = 0;
  /// Of every account, without the secrets.
  virtual std::vector<Token> tokens() = 0;
  virtual bool remove_token(std::string_view id, std::string_view by) = 0;
  /// Signs out.
  virtual bool remove_secret(std::string_view secret) = 0;

  // --- audit
  // --------------------------------------------------------------------------------------

  /// For what changes nothing here: "view", "sign_in_refused". Entries cannot be changed or
  /// removed. \param subject  an id, or empty; never a name
  virtual void record(std::string_view by, std::string_view action, std::string_view subject) = 0;
  /// Newest first. \throws Error(bad_argument) as radiographs()
  virtual AuditPage audit(int limit, std::string_view after = {}) = 0;
};

/// \param where  a folder, made if need be, for SQLite and files beside it; or a URL
///               "postgresql://user:password@host:port/database"
///
/// Brings an older store up to date. \throws Error(unsupported) when a newer Osteon has written it,
/// Error(bad_argument) when it is neither, Error(busy) when the database does not answer
std::unique_ptr<Store> open_store(const std::string& where, const StoreOptions& options = {});

}  // namespace osteon
