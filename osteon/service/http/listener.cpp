#include "osteon/service/http/listener.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "osteon/base/error.hpp"

namespace osteon::service {
namespace {

struct Name {
  std::string host;
  int port = 0;
};

Name name_of(const sockaddr_storage& address, socklen_t length) {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  if (::getnameinfo(reinterpret_cast<const sockaddr*>(&address), length, host.data(), host.size(),
                    port.data(), port.size(), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return {};
  return {host.data(), std::stoi(port.data())};
}

}  // namespace

Listener::Listener(const std::string& host, int port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const std::string service = std::to_string(port);
  if (const int error = ::getaddrinfo(host.c_str(), service.c_str(), &hints, &found); error != 0)
    throw Error(ErrorCode::bad_argument, fmt::format("--host {}: {}", host, gai_strerror(error)));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(found, ::freeaddrinfo);

  int reason = 0;
  for (const addrinfo* at = list.get(); at != nullptr && socket_ < 0; at = at->ai_next) {
    const int candidate = ::socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
    const int on = 1;
    if (candidate >= 0) ::setsockopt(candidate, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (candidate >= 0 && ::bind(candidate, at->ai_addr, at->ai_addrlen) == 0 &&
        ::listen(candidate, SOMAXCONN) == 0) {
      socket_ = candidate;
    } else {
      reason = errno;
      if (candidate >= 0) ::close(candidate);
    }
  }
  if (socket_ < 0)
    throw Error(ErrorCode::bad_argument,
                fmt::format("--host {} --port {}: {}", host, port, std::strerror(reason)));
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length);
  port_ = name_of(address, length).port;
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

Listener::~Listener() {
  ::close(socket_);
  ::close(wake_);
}

Listener::Accepted Listener::next() {
  for (;;) {
    std::array<pollfd, 2> polled{{{.fd = socket_, .events = POLLIN, .revents = 0},
                                  {.fd = wake_, .events = POLLIN, .revents = 0}}};
    if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR) return {};
    if (polled[1].revents != 0) return {};
    if (polled[0].revents == 0) continue;
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    const int socket =
        ::accept4(socket_, reinterpret_cast<sockaddr*>(&address), &length, SOCK_CLOEXEC);
    if (socket < 0) {
      // Out of descriptors, or the client is gone already: neither ends the service.
      if (errno == EMFILE || errno == ENFILE) ::usleep(50'000);
      continue;
    }
    const Name name = name_of(address, length);
    return {.socket = socket, .client = name.host, .port = name.port};
  }
}

void Listener::stop() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
}

}  // namespace osteon::service
