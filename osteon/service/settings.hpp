// How a service is set up; every field is an option of `osteon serve`.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "osteon/service/http/server.hpp"

namespace osteon::service {

/// What is taken at the door; more is refused before it costs memory.
struct Limits {
  std::int64_t file_bytes = 200LL << 20;
  std::int64_t request_bytes = 400LL << 20;
  int files = 100;                        ///< in one request
  std::int64_t max_pixels = 100'000'000;  ///< as ReadLimits has it
  std::int64_t least_free = 256LL << 20;  ///< bytes that an upload leaves on the disk
  int uploads_a_minute = 6000;            ///< radiographs of one client; 0: any
  int sign_ins_a_minute = 10;             ///< attempts of one client
};

struct WorkerOptions {
  int batch = 16;                        ///< radiographs that go through the network together
  std::chrono::milliseconds gather{15};  ///< how long a batch waits to become full
  std::chrono::seconds lease{60};        ///< after which a job of a dead worker is given to another
  std::chrono::milliseconds look_again{250};  ///< at a queue that others may have filled
  int readers = 0;  ///< batches at once; 0: as many as cores, at least two
  std::int64_t max_pixels = 100'000'000;
};

struct Settings {
  ServerOptions http;
  Limits limits;
  WorkerOptions worker;
  std::filesystem::path data;  ///< uploads on their way lie in a folder of it
  bool work = true;            ///< whether this process also reads radiographs
  bool sign_in = false;        ///< accounts are asked for; else all are "local" and may do all
  /// Where there are no accounts: only a browser that came with `/?key=` of this, or a program with
  /// it as its token, is let in; empty: everybody on this machine is.
  std::string key;
  bool behind_proxy = false;       ///< X-Forwarded-For and -Proto are believed
  std::vector<std::string> names;  ///< that the service may be called by; empty: see guard.hpp
  int keep_days = 0;               ///< radiographs are removed after so many; 0: never
  std::chrono::hours session{12};
};

}  // namespace osteon::service
