// A bound TCP socket that hands out connections until it is told to stop.
#pragma once

#include <string>

namespace osteon::service {

class Listener {
 public:
  /// \throws Error(bad_argument) when the name is unknown or the address taken
  Listener(const std::string& host, int port);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  struct Accepted {
    int socket = -1;  ///< the caller's; -1 once stopped
    std::string client;
    int port = 0;
  };
  Accepted next();
  void stop();
  int port() const { return port_; }

 private:
  int socket_ = -1;
  int wake_ = -1;  ///< an eventfd
  int port_ = 0;
};

}  // namespace osteon::service
