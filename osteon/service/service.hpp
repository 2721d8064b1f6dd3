// The reading room: everything that `osteon serve` runs, in one process.
//
//   Service service(detector, *store, settings);
//   service.run();  // until stop(), from a signal's thread
#pragma once

#include <memory>

#include "osteon/detector/detector.hpp"
#include "osteon/service/settings.hpp"
#include "osteon/store/store.hpp"

namespace osteon::service {

class Service {
 public:
  /// Binds, and makes the folder for uploads. `detector` and `store` outlive it.
  /// \throws Error(bad_argument) when the address cannot be had, or is not loopback and neither TLS
  ///         nor a proxy, nor any account, protects it
  Service(const Detector& detector, Store& store, Settings settings);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  int port() const;
  /// Serves and reads until stop(); what was begun is finished, what was not is given back.
  void run();
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Whether the detector reads a drawn radiograph as a radiograph: what "ready" means.
bool inference_passes(const Detector& detector);

}  // namespace osteon::service
