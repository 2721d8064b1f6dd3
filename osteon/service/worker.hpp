// Reads what waits in a store: takes radiographs in batches, runs the network, writes answers.
#pragma once

#include <memory>
#include <string>

#include "osteon/detector/detector.hpp"
#include "osteon/service/bell.hpp"
#include "osteon/service/metrics.hpp"
#include "osteon/service/settings.hpp"
#include "osteon/store/store.hpp"

namespace osteon::service {

/// Works from construction to destruction, on threads of its own. What is shared outlives it.
class Worker {
 public:
  /// \param waiting   rung when a radiograph was queued here
  /// \param answered  rung after answers were written
  Worker(const Detector& detector, Store& store, Metrics& metrics, Bell& waiting, Bell& answered,
         const WorkerOptions& options);
  /// Finishes what is being read and gives back what is not.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace osteon::service
