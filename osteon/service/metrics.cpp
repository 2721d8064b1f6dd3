#include "osteon/service/metrics.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace osteon::service {
namespace {

std::string head(const std::string& name, const std::string& type, const std::string& help) {
  return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

}  // namespace

void Histogram::add(double seconds) {
  const auto place = std::ranges::lower_bound(borders, seconds) - borders.begin();
  ++counts_[static_cast<std::size_t>(place)];
  sum_ += seconds;
}

std::string Histogram::text(const std::string& name, const std::string& labels) const {
  const std::string comma = labels.empty() ? "" : ",";
  const std::string braced = labels.empty() ? "" : "{" + labels + "}";
  std::string text;
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < borders.size(); ++i) {
    so_far += counts_[i];
    text += fmt::format("{}_bucket{{{}{}le=\"{}\"}} {}\n", name, labels, comma, borders[i], so_far);
  }
  so_far += counts_.back();
  text += fmt::format("{}_bucket{{{}{}le=\"+Inf\"}} {}\n", name, labels, comma, so_far);
  text += fmt::format("{}_sum{} {}\n{}_count{} {}\n", name, braced, sum_, name, braced, so_far);
  return text;
}

void Metrics::request(const std::string& method, const std::string& pattern, int status,
                      double seconds) {
  const std::lock_guard lock(mutex_);
  ++requests_[{method, pattern, std::to_string(status)}];
  durations_[pattern].add(seconds);
}

void Metrics::finding(const Finding& finding) {
  const std::lock_guard lock(mutex_);
  ++findings_[{finding.part.value_or("undecided"), verdict_word(finding.verdict, finding.target)}];
}

void Metrics::failure(const std::string& code) {
  const std::lock_guard lock(mutex_);
  ++failures_[code];
}

void Metrics::upload(bool known) {
  const std::lock_guard lock(mutex_);
  ++uploads_[known ? "true" : "false"];
}

void Metrics::batch(std::size_t size) {
  const std::lock_guard lock(mutex_);
  ++batches_;
  batched_ += size;
}

void Metrics::reading(double seconds) {
  const std::lock_guard lock(mutex_);
  readings_.add(seconds);
}

std::string Metrics::text(const QueueLength& queue, int connections) const {
  const std::lock_guard lock(mutex_);
  std::string text = head("osteon_build_info", "gauge", "The running version.");
  text += fmt::format("osteon_build_info{{version=\"{}\"}} 1\n", OSTEON_VERSION);
  text += head("osteon_requests_total", "counter", "Requests answered.");
  for (const auto& [key, count] : requests_)
    text += fmt::format("osteon_requests_total{{method=\"{}\",route=\"{}\",status=\"{}\"}} {}\n",
                        key[0], key[1], key[2], count);
  text += head("osteon_request_seconds", "histogram", "From a request's head to its answer.");
  for (const auto& [pattern, histogram] : durations_)
    text += histogram.text("osteon_request_seconds", fmt::format("route=\"{}\"", pattern));
  text += head("osteon_uploads_total", "counter", "Radiographs taken, by whether known before.");
  for (const auto& [known, count] : uploads_)
    text += fmt::format("osteon_uploads_total{{known=\"{}\"}} {}\n", known, count);
  text += head("osteon_findings_total", "counter", "Findings made here, by part and category.");
  for (const auto& [key, count] : findings_)
    text += fmt::format("osteon_findings_total{{part=\"{}\",finding=\"{}\"}} {}\n", key[0], key[1],
                        count);
  text += head("osteon_failures_total", "counter", "Radiographs that could not be read, by code.");
  for (const auto& [code, count] : failures_)
    text += fmt::format("osteon_failures_total{{code=\"{}\"}} {}\n", code, count);
  text += head("osteon_batches_total", "counter", "Runs of the network.");
  text += fmt::format("osteon_batches_total {}\n", batches_);
  text += head("osteon_batched_total", "counter", "Radiographs in these runs.");
  text += fmt::format("osteon_batched_total {}\n", batched_);
  text += head("osteon_reading_seconds", "histogram", "From taking a radiograph to its answer.");
  text += readings_.text("osteon_reading_seconds", "");
  text += head("osteon_queue", "gauge", "Radiographs that wait or are being read.");
  text +=
      fmt::format("osteon_queue{{state=\"waiting\"}} {}\nosteon_queue{{state=\"reading\"}} {}\n",
                  queue.waiting, queue.reading);
  text += head("osteon_queue_limit", "gauge", "Radiographs that the queue takes.");
  text += fmt::format("osteon_queue_limit {}\n", queue.limit);
  text += head("osteon_connections", "gauge", "Open connections.");
  text += fmt::format("osteon_connections {}\n", connections);
  return text;
}

}  // namespace osteon::service
