#include "osteon/service/worker.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

#include "osteon/detector/folder.hpp"
#include "osteon/service/answer.hpp"
#include "osteon/service/leases.hpp"
#include "osteon/service/log.hpp"

namespace osteon::service {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) {
  return std::chrono::duration<double>(Clock::now() - then).count();
}

std::string process_name() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return fmt::format("{}:{}", host.data(), ::getpid());
}

/// A job whose picture has been decoded.
struct Decoded {
  Job job;
  Radiograph radiograph;
};

/// Those of a batch that are in memory, by the part that their uploaders gave.
struct Decodings {
  std::map<std::string, std::vector<Decoded>> by_part;
  std::size_t pixels = 0;
};

/// A batch of larger films is examined in pieces: at four bytes a pixel this is 200 MB.
constexpr std::size_t most_pixels_held = 50'000'000;

}  // namespace

struct Worker::Parts {
  Parts(const Detector& with, Store& from, Metrics& counts, Bell& waits, Bell& done,
        const WorkerOptions& given)
      : detector(with),
        store(from),
        metrics(counts),
        waiting(waits),
        answered(done),
        options(given),
        maker(maker_of(with)),
        leases(from, given.lease),
        cores(std::max(1, omp_get_max_threads())),
        // On one core too a second batch is decoded and written while the first is examined.
        readers(options.readers > 0 ? options.readers : std::max(2, cores)) {
    for (int i = 0; i < readers; ++i)
      threads.emplace_back([this, i] { work(fmt::format("{}:{}", process_name(), i)); });
  }

  ~Parts() {
    stopping = true;
    waiting.ring();
    for (std::thread& thread : threads) thread.join();
  }

  /// While a batch is read. However that ends, its leases are kept alive no longer, and whoever
  /// waits for an answer looks again.
  class Held {
   public:
    Held(Parts& parts, const std::vector<Job>& jobs) : parts_(parts), jobs_(jobs) { ++parts.busy; }
    ~Held() {
      for (const Job& job : jobs_) parts_.leases.release(job);
      --parts_.busy;
      parts_.answered.ring();
    }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

   private:
    Parts& parts_;
    const std::vector<Job>& jobs_;
  };

  void work(const std::string& name) {
    while (!stopping) {
      const auto rung = waiting.count();
      try {
        const std::vector<Job> jobs = gather(name);
        if (!jobs.empty()) {
          read(jobs);
          continue;
        }
      } catch (const std::exception& error) {
        // The store is away or full: what was taken is given back, or comes back when its lease
        // ends.
        log_event("worker", {{"problem", error.what()}});
        waiting.wait(rung, std::chrono::seconds(1));
        continue;
      }
      if (!stopping) waiting.wait(rung, options.look_again);
    }
  }

  /// What waits, up to a batch. The first may wait `gather` for company, so that radiographs that
  /// arrive together run together.
  std::vector<Job> gather(const std::string& name) {
    // Every thread takes its share of a short queue rather than one thread all of it.
    const auto share = [&] {
      const auto each = (store.queue().waiting + readers - 1) / readers;
      return static_cast<int>(std::clamp<std::int64_t>(each, 1, options.batch));
    };
    std::vector<Job> jobs = take(name, share());
    if (jobs.empty()) return jobs;
    const auto until = Clock::now() + options.gather;
    while (static_cast<int>(jobs.size()) < options.batch && !stopping) {
      const auto rung = waiting.count();
      std::vector<Job> more;
      try {
        more = take(name, std::min(share(), options.batch - static_cast<int>(jobs.size())));
      } catch (const Error&) {
        break;  // what is in hand is read all the same
      }
      jobs.insert(jobs.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
      if (left.count() <= 0) break;
      if (more.empty()) waiting.wait(rung, left);
    }
    return jobs;
  }

  std::vector<Job> take(const std::string& name, int count) {
    auto jobs = store.take(name, count, options.lease);
    leases.hold(jobs);
    return jobs;
  }

  void read(const std::vector<Job>& jobs) {
    const Held held(*this, jobs);
    // Cores that no other batch is using help with this one.
    omp_set_num_threads(std::max(1, cores / busy.load()));
    const auto began = Clock::now();

    try {
      Decodings decodings;
      for (const Job& job : jobs) {
        decode(job, decodings);
        if (decodings.pixels > most_pixels_held) examine(decodings);
      }
      examine(decodings);
    } catch (...) {
      give_back(jobs);
      throw;
    }
    metrics.batch(jobs.size());
    for (std::size_t i = 0; i < jobs.size(); ++i) metrics.reading(seconds_since(began));
  }

  /// Those that have no answer yet; what cannot be given back now comes back when its lease ends.
  void give_back(const std::vector<Job>& jobs) {
    for (const Job& job : jobs) {
      leases.release(job);
      try {
        store.give_back(job);
      } catch (const Error&) {
        return;
      }
    }
  }

  void decode(const Job& job, Decodings& decodings) {
    if (stopping) {
      leases.release(job);
      store.give_back(job);
      return;
    }
    try {
      const auto bytes = store.content(job.radiograph);
      if (!bytes) {
        leases.release(job);  // removed while it waited
        return;
      }
      Radiograph radiograph = read_radiograph(*bytes, {.max_pixels = options.max_pixels});
      decodings.pixels += radiograph.grey().size();
      decodings.by_part[job.part].push_back({job, std::move(radiograph)});
    } catch (const Error& error) {
      if (error.code() == ErrorCode::not_a_radiograph)
        finish(job, not_a_radiograph(detector, error), nullptr);
      else if (error.code() == ErrorCode::busy)
        throw;
      else
        fail(job, {.code = std::string(meaning_of(error.code()).name), .detail = error.what()});
    } catch (const std::exception&) {
      fail(job,
           {.code = "internal", .detail = "reading it failed, or there was not enough memory"});
    }
  }

  void examine(Decodings& decodings) {
    for (auto& [part, decoded] : decodings.by_part) examine(part, decoded);
    decodings = {};
  }

  void examine(const std::string& part, std::vector<Decoded>& decoded) {
    const std::optional<std::string> given =
        part.empty() ? std::nullopt : std::optional<std::string>(part);
    std::vector<Radiograph> radiographs;
    radiographs.reserve(decoded.size());
    for (Decoded& one : decoded) radiographs.push_back(std::move(one.radiograph));
    std::vector<Reading> readings;
    try {
      readings = detector.examine(radiographs, given);
      for (std::size_t i = 0; i < readings.size(); ++i)
        detector.look_closer(radiographs[i], readings[i]);
    } catch (const std::exception&) {
      // Whichever of them it was, the others are answered: one by one.
      for (std::size_t i = 0; i < radiographs.size(); ++i)
        examine_alone(decoded[i].job, radiographs[i], given);
      return;
    }
    for (std::size_t i = 0; i < readings.size(); ++i)
      finish(decoded[i].job, readings[i], &radiographs[i]);
  }

  void examine_alone(const Job& job, const Radiograph& radiograph,
                     const std::optional<std::string>& given) {
    try {
      Reading reading = detector.examine(radiograph, given);
      detector.look_closer(radiograph, reading);
      finish(job, reading, &radiograph);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::busy) throw;
      fail(job, {.code = std::string(meaning_of(error.code()).name), .detail = error.what()});
    } catch (const std::exception&) {
      fail(job,
           {.code = "internal", .detail = "examining it failed, or there was not enough memory"});
    }
  }

  void finish(const Job& job, const Reading& reading, const Radiograph* radiograph) {
    leases.release(job);
    const bool ours =
        store.finish(job, radiograph != nullptr ? answer_of(reading, *radiograph, maker)
                                                : answer_without_radiograph(reading, maker));
    if (ours) metrics.finding(reading.finding);
  }

  void fail(const Job& job, const osteon::Problem& problem) {
    leases.release(job);
    if (store.fail(job, problem)) metrics.failure(problem.code);
  }

  const Detector& detector;
  Store& store;
  Metrics& metrics;
  Bell& waiting;
  Bell& answered;
  WorkerOptions options;
  Maker maker;
  Leases leases;
  int cores;
  int readers;
  std::atomic<int> busy = 0;
  std::atomic<bool> stopping = false;
  std::vector<std::thread> threads;
};

Worker::Worker(const Detector& detector, Store& store, Metrics& metrics, Bell& waiting,
               Bell& answered, const WorkerOptions& options)
    : parts_(std::make_unique<Parts>(detector, store, metrics, waiting, answered, options)) {}

Worker::~Worker() = default;

}  // namespace osteon::service
