// What the service counts about itself, in Prometheus' text format.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "osteon/findings/finding.hpp"
#include "osteon/store/records.hpp"

namespace osteon::service {

/// Durations in buckets whose borders are fixed.
class Histogram {
 public:
  static constexpr std::array<double, 14> borders{0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2,
                                                  0.5,   1,     2,    5,    10,   30,  60};
  void add(double seconds);
  /// `labels` without braces, may be empty.
  std::string text(const std::string& name, const std::string& labels) const;

 private:
  std::array<std::uint64_t, borders.size() + 1> counts_{};
  double sum_ = 0;
};

/// Safe from several threads. No label ever holds an id or a name.
class Metrics {
 public:
  void request(const std::string& method, const std::string& pattern, int status, double seconds);
  void finding(const Finding& finding);
  void failure(const std::string& code);
  void upload(bool known);
  /// Radiographs that went through the network together.
  void batch(std::size_t size);
  /// From taken to answered.
  void reading(double seconds);

  std::string text(const QueueLength& queue, int connections) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::vector<std::string>, std::uint64_t> requests_;  ///< method, pattern, status
  std::map<std::string, Histogram> durations_;                  ///< by pattern
  std::map<std::vector<std::string>, std::uint64_t> findings_;  ///< part, finding
  std::map<std::string, std::uint64_t> failures_;
  std::map<std::string, std::uint64_t> uploads_;
  std::uint64_t batches_ = 0;
  std::uint64_t batched_ = 0;
  Histogram readings_;
};

}  // namespace osteon::service
