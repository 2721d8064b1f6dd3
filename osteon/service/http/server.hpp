// HTTP/1.1 over TCP, with or without TLS: accepts connections, reads requests, writes responses.
// What a request means is for its handler.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "osteon/service/http/exchange.hpp"

namespace osteon::service {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;                       ///< 0: any that is free
  std::filesystem::path certificate;  ///< with `key`: TLS
  std::filesystem::path key;
  int connections = 128;  ///< at once; one more is answered 503 and closed
  std::chrono::seconds head_time{10};
  std::chrono::seconds body_time{30};
};

class HttpServer {
 public:
  /// Called on the connection's thread, several at once; does not throw.
  using Handler = std::function<Response(const Request&)>;

  /// Binds; from here on clients wait in the system's queue.
  /// \throws Error(bad_argument) when the address cannot be had
  HttpServer(const ServerOptions& options, Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;
  /// Serves until stop(); then waits for the requests that have begun, up to `grace`.
  void run(std::chrono::seconds grace = std::chrono::seconds(20));
  /// From any thread.
  void stop();
  int connections() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace osteon::service
