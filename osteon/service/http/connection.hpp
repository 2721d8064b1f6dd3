// One client's connection: bytes in and out, with or without TLS, none of it for longer than a
// deadline and no head longer than a limit. It is what keeps a slow or silent client from holding
// a place for ever.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include <httplib.h>

#include "osteon/service/http/tls.hpp"

namespace osteon::service {

struct Patience {
  std::chrono::seconds idle{15};  ///< between two requests
  std::chrono::seconds head{10};  ///< for the whole request line and headers
  /// For the next bytes of a body or of a response; and beyond it, as long as the mean stays above
  /// `least_rate`.
  std::chrono::seconds body{30};
  std::int64_t least_rate = 16'384;  ///< bytes a second
  std::size_t head_bytes = 32'768;
};

class Connection final : public httplib::Stream {
 public:
  /// Owns `socket`.
  Connection(int socket, std::string client, int port, const Patience& patience);
  ~Connection() override;

  /// The TLS handshake, within the time for a head. False when it fails.
  bool start_tls(SSL_CTX& context);
  bool over_tls() const { return tls_ != nullptr; }

  /// Waits for the first byte of a request, and starts its clock. False when none comes.
  bool wait_for_request();
  /// From here on bytes belong to the body.
  void head_is_read();
  /// Sends what is left of the answer and takes what is still arriving for a moment, so that the
  /// client sees the answer and no reset.
  void linger(std::chrono::milliseconds longest);
  /// From another thread: ends a wait for a request that has not begun.
  void stop_waiting();
  /// From another thread: every read and write fails from now on.
  void cut();

  bool timed_out() const { return timed_out_; }
  std::int64_t bytes_in() const { return bytes_in_; }
  std::int64_t bytes_out() const { return bytes_out_; }
  const std::string& client() const { return client_; }

  // httplib::Stream
  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override;
  ssize_t write(const char* from, std::size_t size) override;
  using httplib::Stream::write;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;
  enum class Phase { idle, head, body };

  Clock::time_point read_deadline() const;
  /// One attempt; -1 with `wants` set to what to poll for.
  ssize_t try_read(char* to, std::size_t size, short& wants);
  ssize_t try_write(const char* from, std::size_t size, short& wants);
  bool wait(short wants, Clock::time_point until);
  bool fill();

  int socket_;
  std::string client_;
  int port_;
  Patience patience_;
  TlsSession tls_;
  std::array<char, 16'384> buffer_{};
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  Phase phase_ = Phase::idle;
  std::atomic<bool> waiting_ = false;
  bool timed_out_ = false;
  Clock::time_point phase_began_;
  Clock::time_point writing_began_;
  std::int64_t phase_bytes_ = 0;
  std::int64_t bytes_in_ = 0;
  std::int64_t bytes_out_ = 0;
};

}  // namespace osteon::service
