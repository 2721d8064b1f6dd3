// What a store keeps, as values.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "osteon/findings/finding.hpp"

namespace osteon {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Bytes = std::vector<std::byte>;

// --- radiographs
// ----------------------------------------------------------------------------------

struct NewRadiograph {
  std::string name;  ///< as uploaded: shown to people, never part of a path, a message or a log
  std::span<const std::byte> bytes;  ///< the file, not empty
  std::string study = {};  ///< id of the study to add to; empty: by study_key, or a new one
  /// Radiographs of equal keys are one study; empty: none. A digest of DICOM's identifier, not the
  /// identifier.
  std::string study_key = {};
  std::string part = {};  ///< that the uploader says it shows; empty: the pack decides
  std::string pack =
      {};  ///< Pack::weights_hash() of the pack whose finding would do; empty: none would
  std::string facts = {};  ///< JSON of what is known of the image by now; kept as given
};

struct Added {
  std::string id;
  std::string study;
  bool known = false;  ///< there is a finding already
};

enum class Status { waiting, reading, done, failed };

/// Why a radiograph has no finding, for people and programs.
struct Problem {
  std::string code;    ///< a stable word, of error_meanings
  std::string detail;  ///< a sentence, without identities
};

/// What a pack says of a radiograph. `verdict`, `part` and `probability` repeat what stands in
/// `finding`, for searching and ordering.
struct Answer {
  Verdict verdict = Verdict::cannot_answer;
  std::optional<std::string> part;
  std::optional<double> probability;
  std::string finding;     ///< JSON, kept as given
  Bytes heatmap;           ///< kept as given; may be empty
  std::string pack;        ///< Pack::weights_hash()
  std::string facts = {};  ///< replaces NewRadiograph::facts unless empty
};

enum class Judgement { agree, disagree, unsure };

/// What a reader says of a finding.
struct Opinion {
  Judgement judgement = Judgement::agree;
  std::string comment;
  std::string boxes = "[]";  ///< JSON, kept as given
  std::string by = {};       ///< the account; set by the store
  Time at = {};              ///< set by the store
};

struct RadiographRecord {
  std::string id;
  std::string study;
  std::string name;
  std::string digest;  ///< SHA-256 of the bytes, hexadecimal
  std::int64_t size = 0;
  std::string given_part;  ///< empty when the uploader gave none
  Time received;
  Status status = Status::waiting;
  std::optional<Problem> problem;      ///< when failed
  std::string facts;                   ///< JSON, or empty
  std::optional<std::string> finding;  ///< Answer::finding, when done
  std::optional<Opinion> opinion;
};

struct StudyRecord {
  std::string id;
  Time received;
  std::vector<RadiographRecord> radiographs;
};

/// Everything that is given must hold.
struct RadiographFilter {
  std::optional<Status> status = {};
  std::optional<std::string> part = {};  ///< of the finding
  std::optional<Verdict> verdict = {};
  std::optional<Judgement> judgement = {};
  std::optional<bool> judged = {};  ///< with any opinion, or with none
  std::optional<Time> from = {};    ///< received at or after
  std::optional<Time> to = {};      ///< received before
};

/// `suspicion`: present, possible, cannot answer, none, and last what has no finding; within each
/// the more probable first, then the newer.
enum class Order { newest, suspicion };

struct RadiographPage {
  std::vector<RadiographRecord> items;
  std::string next;        ///< the cursor of the following page; empty on the last
  std::int64_t total = 0;  ///< of all pages
};

// --- the queue
// ------------------------------------------------------------------------------------

/// A radiograph that a worker may read until its lease ends.
struct Job {
  std::string radiograph;  ///< its id
  std::string lease;       ///< proves that it is this worker's
  std::string part;        ///< as NewRadiograph::part
  std::string facts;       ///< as NewRadiograph::facts
};

struct QueueLength {
  std::int64_t waiting = 0;
  std::int64_t reading = 0;  ///< under a lease that has not ended
  std::int64_t limit = 0;
};

// --- figures
// --------------------------------------------------------------------------------------

struct Statistics {
  struct Findings {
    std::chrono::sys_days day;  ///< received, UTC
    std::optional<std::string> part;
    Verdict verdict = Verdict::cannot_answer;
    std::int64_t count = 0;
  };
  struct Failures {
    std::chrono::sys_days day;
    std::int64_t count = 0;
  };
  struct Latency {
    std::chrono::milliseconds p50, p90, p99;
  };

  std::vector<Findings> findings;  ///< by day, then part and verdict; only those that occur
  std::vector<Failures> failures;  ///< by day; only those that occur
  std::int64_t agree = 0, disagree = 0, unsure = 0;
  std::optional<Latency> latency;  ///< from received to answered, of what was not known before
};

// --- accounts and audit
// ---------------------------------------------------------------------------

enum class Role { reader, admin };

struct Account {
  std::string name;
  Role role = Role::reader;
};

struct Token {
  std::string id;
  std::string account;
  std::string label;
  Time made;
  std::optional<Time> expires;
};

struct AuditEntry {
  Time at;
  std::string by;
  std::string action;   ///< "upload", "remove", "opinion", "account", …
  std::string subject;  ///< an id, or empty
};

struct AuditPage {
  std::vector<AuditEntry> items;
  std::string next;
};

}  // namespace osteon
