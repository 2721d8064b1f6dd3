#include "osteon/service/http/connection.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace osteon::service {

Connection::Connection(int socket, std::string client, int port, const Patience& patience)
    : socket_(socket), client_(std::move(client)), port_(port), patience_(patience) {
  ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
  const int on = 1;
  // Head and body are written apart; without this the second waits for the client's receipt.
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Connection::~Connection() {
  if (tls_) SSL_shutdown(tls_.get());
  ::close(socket_);
}

bool Connection::start_tls(SSL_CTX& context) {
  tls_.reset(SSL_new(&context));
  if (!tls_ || SSL_set_fd(tls_.get(), socket_) != 1) return false;
  const auto until = Clock::now() + patience_.head;
  for (;;) {
    ERR_clear_error();
    const int done = SSL_accept(tls_.get());
    if (done == 1) return true;
    const int error = SSL_get_error(tls_.get(), done);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) return false;
    if (!wait(error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, until)) return false;
  }
}

bool Connection::wait_for_request() {
  phase_ = Phase::idle;
  phase_began_ = Clock::now();
  bytes_in_ = bytes_out_ = phase_bytes_ = 0;
  if (begin_ == end_) {
    waiting_ = true;
    const bool came = fill();
    waiting_ = false;
    timed_out_ = false;  // silence between requests is no failure
    if (!came) return false;
  }
  phase_ = Phase::head;
  phase_began_ = Clock::now();
  return true;
}

void Connection::head_is_read() {
  phase_ = Phase::body;
  phase_began_ = Clock::now();
  phase_bytes_ = 0;
  writing_began_ = {};
}

void Connection::stop_waiting() {
  if (waiting_) ::shutdown(socket_, SHUT_RD);
}

void Connection::cut() { ::shutdown(socket_, SHUT_RDWR); }

void Connection::linger(std::chrono::milliseconds longest) {
  if (!tls_) ::shutdown(socket_, SHUT_WR);
  const auto until = Clock::now() + longest;
  short wants = 0;
  while (Clock::now() < until) {
    const ssize_t count = try_read(buffer_.data(), buffer_.size(), wants);
    if (count > 0) continue;
    if (count == 0 || wants == 0 || !wait(wants, until)) return;
  }
}

Connection::Clock::time_point Connection::read_deadline() const {
  switch (phase_) {
    case Phase::idle:
      return phase_began_ + patience_.idle;
    case Phase::head:
      return phase_began_ + patience_.head;
    case Phase::body:
      break;
  }
  return phase_began_ + patience_.body +
         std::chrono::milliseconds(phase_bytes_ * 1000 / patience_.least_rate);
}

ssize_t Connection::try_read(char* to, std::size_t size, short& wants) {
  wants = 0;
  if (!tls_) {
    const ssize_t count = ::recv(socket_, to, size, 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) wants = POLLIN;
    return count;
  }
  ERR_clear_error();
  const int count = SSL_read(tls_.get(), to, static_cast<int>(size));
  if (count > 0) return count;
  const int error = SSL_get_error(tls_.get(), count);
  if (error == SSL_ERROR_ZERO_RETURN) return 0;
  if (error == SSL_ERROR_WANT_READ) wants = POLLIN;
  if (error == SSL_ERROR_WANT_WRITE) wants = POLLOUT;
  return -1;
}

ssize_t Connection::try_write(const char* from, std::size_t size, short& wants) {
  wants = 0;
  if (!tls_) {
    const ssize_t count = ::send(socket_, from, size, MSG_NOSIGNAL);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) wants = POLLOUT;
    return count;
  }
  ERR_clear_error();
  const int count =
      SSL_write(tls_.get(), from, static_cast<int>(std::min<std::size_t>(size, 1 << 20)));
  if (count > 0) return count;
  const int error = SSL_get_error(tls_.get(), count);
  if (error == SSL_ERROR_WANT_READ) wants = POLLIN;
  if (error == SSL_ERROR_WANT_WRITE) wants = POLLOUT;
  return -1;
}

bool Connection::wait(short wants, Clock::time_point until) {
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    pollfd poll{.fd = socket_, .events = wants, .revents = 0};
    const int ready = ::poll(&poll, 1, static_cast<int>(std::min<long>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool Connection::fill() {
  short wants = 0;
  for (;;) {
    const ssize_t count = try_read(buffer_.data(), buffer_.size(), wants);
    if (count > 0) {
      begin_ = 0;
      end_ = static_cast<std::size_t>(count);
      return true;
    }
    if (count == 0 || wants == 0) return false;
    if (!wait(wants, read_deadline())) {
      timed_out_ = true;
      return false;
    }
  }
}

ssize_t Connection::read(char* to, std::size_t size) {
  if (phase_ != Phase::idle && Clock::now() > read_deadline()) {
    timed_out_ = true;
    return -1;
  }
  if (phase_ == Phase::head && phase_bytes_ >= static_cast<std::int64_t>(patience_.head_bytes))
    return -1;
  if (begin_ == end_ && !fill()) return -1;
  const std::size_t count = std::min(size, end_ - begin_);
  std::memcpy(to, buffer_.data() + begin_, count);
  begin_ += count;
  phase_bytes_ += static_cast<std::int64_t>(count);
  bytes_in_ += static_cast<std::int64_t>(count);
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* from, std::size_t size) {
  if (writing_began_ == Clock::time_point{}) writing_began_ = Clock::now();
  short wants = 0;
  for (;;) {
    const ssize_t count = try_write(from, size, wants);
    if (count > 0) {
      bytes_out_ += count;
      return count;
    }
    if (wants == 0) return -1;
    const auto until = writing_began_ + patience_.body +
                       std::chrono::milliseconds(bytes_out_ * 1000 / patience_.least_rate);
    if (!wait(wants, until)) {
      timed_out_ = true;
      return -1;
    }
  }
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip = client_;
  port = port_;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

}  // namespace osteon::service
