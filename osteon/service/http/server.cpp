#include "osteon/service/http/server.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/letters.hpp"
#include "osteon/service/http/connection.hpp"
#include "osteon/service/http/listener.hpp"
#include "osteon/service/http/problem.hpp"

namespace osteon::service {
namespace {

/// Larger ones are not copied.
constexpr std::size_t small_body = 65'536;

// httplib takes a multipart body apart itself, with std::regex and without a limit on a part's
// head; under this name it leaves the body alone.
constexpr auto kept_content_type = "X-Osteon-Content-Type";

/// httplib's parser and writer over connections that this service accepts itself.
class Protocol : public httplib::Server {
 public:
  explicit Protocol(HttpServer::Handler handler) : handler_(std::move(handler)) {
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      if (has_body(request)) return HandlerResponse::Unhandled;
      answer(request, response, nullptr);
      return HandlerResponse::Handled;
    });
    const HandlerWithContentReader with_body =
        [this](const httplib::Request& request, httplib::Response& response,
               const httplib::ContentReader& reader) { answer(request, response, &reader); };
    // Any path, also one with a line break in it.
    constexpr auto any = "[\\s\\S]*";
    Post(any, with_body);
    Put(any, with_body);
    Patch(any, with_body);
    Delete(any, with_body);
    set_keep_alive_max_count(1'000'000);
    // The library sends nothing long once it holds no listening socket; ours is in Listener.
    svr_sock_ = 0;
    // What the library refuses by itself is no request at all.
    const HandlerWithResponse refusal = [](const httplib::Request&, httplib::Response& response) {
      if (!response.body.empty() || response.has_header("Content-Type"))
        return HandlerResponse::Unhandled;
      const Problem problem(response.status, "bad_argument",
                            "this is no request that HTTP/1.1 knows");
      response.set_content(problem.json().dump(), "application/problem+json");
      response.set_header("Connection", "close");
      return HandlerResponse::Handled;
    };
    set_error_handler(refusal);
  }

  void serve(Connection& connection, const std::function<bool()>& stopping) {
    current = {.connection = &connection};
    while (!stopping() && connection.wait_for_request()) {
      bool closed = false;
      // Until its head is understood, nobody knows where a request ends.
      current.unread = true;
      const bool sound = process_request(connection, stopping(), closed,
                                         [&](httplib::Request& request) { prepare(request); });
      if (!sound || closed || current.unread) break;
    }
    if (current.unread) connection.linger(std::chrono::seconds(2));
    current = {};
  }

 private:
  /// What the library has no room for in its request.
  struct Current {
    Connection* connection = nullptr;
    bool unread = false;  ///< some of the body is still to come
  };
  static thread_local Current current;

  static bool has_body(const httplib::Request& request) {
    return request.method == "POST" || request.method == "PUT" || request.method == "PATCH" ||
           request.method == "DELETE";
  }

  static void prepare(httplib::Request& request) {
    current.connection->head_is_read();
    // Parts of a response are of no use here, and many overlapping ones would be copied together.
    request.ranges.clear();
    request.headers.erase("Range");
    request.headers.erase(kept_content_type);
    if (const auto type = request.get_header_value("Content-Type"); !type.empty()) {
      request.headers.erase("Content-Type");
      request.headers.emplace(kept_content_type, type);
    }
    const auto length = request.get_header_value("Content-Length");
    current.unread = request.has_header("Transfer-Encoding") || (!length.empty() && length != "0");
  }

  void answer(const httplib::Request& from, httplib::Response& to,
              const httplib::ContentReader* reader) {
    Request request;
    request.method = from.method;
    request.path = from.path;
    request.query = from.params;
    request.client = from.remote_addr;
    request.over_tls = current.connection->over_tls();
    request.header = [&from](const std::string& name) {
      return from.get_header_value(name == "Content-Type" ? kept_content_type : name);
    };
    request.read_body = [&](const std::function<void(std::string_view)>& each) {
      read_body(from, reader, each);
    };
    Response response = says_twice(from) ? said_twice() : handler_(request);
    to.status = response.status;
    for (const auto& [name, value] : response.headers) to.headers.emplace(name, value);
    if (current.unread) to.headers.emplace("Connection", "close");
    if (response.type.empty()) return;
    const auto type = response.type;
    const auto size = response.body.size();
    if (size <= small_body) {
      to.set_content(response.body, type);
      return;
    }
    // Sent from where it is, and freed as soon as it is sent.
    const auto kept = std::make_shared<Response>(std::move(response));
    to.set_content_provider(
        size, type, [kept](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
          return sink.write(kept->body.data() + offset, std::min(length, small_body));
        });
  }

  /// A proxy in front may go by the other of the two.
  static bool says_twice(const httplib::Request& request) {
    return request.get_header_value_count("Content-Length") > 1 ||
           request.get_header_value_count("Host") > 1;
  }
  static Response said_twice() {
    const Problem problem = bad_request("a request has one Host and one Content-Length");
    current.unread = true;
    return {.status = 400, .type = "application/problem+json", .body = problem.json().dump()};
  }

  static void read_body(const httplib::Request& from, const httplib::ContentReader* reader,
                        const std::function<void(std::string_view)>& each) {
    if (reader == nullptr || !current.unread) return;
    // The library keeps the line with a chunk's length whole, however long it is.
    if (from.has_header("Transfer-Encoding"))
      throw Problem(411, "length_required", "send a Content-Length and no Transfer-Encoding");
    if (const auto coding = from.get_header_value("Content-Encoding");
        !coding.empty() && lower_case(coding) != "identity")
      throw Problem(415, "unsupported", "bodies are taken as they are, without Content-Encoding");
    std::exception_ptr thrown;
    const bool whole = (*reader)([&](const char* bytes, std::size_t count) {
      try {
        each({bytes, count});
        return true;
      } catch (...) {
        thrown = std::current_exception();
        return false;
      }
    });
    if (thrown) std::rethrow_exception(thrown);
    if (whole) {
      current.unread = false;
      return;
    }
    if (current.connection->timed_out())
      throw Problem(408, "too_slow", "the body came too slowly: 16 KiB a second are wanted");
    throw bad_request("the body ended early or is malformed");
  }

  HttpServer::Handler handler_;
};

thread_local Protocol::Current Protocol::current;

}  // namespace

struct HttpServer::Parts {
  Parts(const ServerOptions& given, Handler handler)
      : options(given), listener(given.host, given.port), protocol(std::move(handler)) {
    if (!given.certificate.empty()) tls = make_tls(given.certificate, given.key);
  }

  void open(Listener::Accepted accepted) {
    const Patience patience{.head = options.head_time, .body = options.body_time};
    auto connection = std::make_shared<Connection>(accepted.socket, std::move(accepted.client),
                                                   accepted.port, patience);
    {
      const std::lock_guard lock(mutex);
      if (static_cast<int>(open_ones.size()) >= options.connections) {
        turn_away(*connection);
        return;
      }
      open_ones.insert(connection.get());
    }
    std::thread([this, connection] {
      if (!tls || connection->start_tls(*tls))
        protocol.serve(*connection, [this] { return stopping.load(); });
      const std::lock_guard lock(mutex);
      open_ones.erase(connection.get());
      changed.notify_all();
    }).detach();
  }

  void turn_away(Connection& connection) const {
    if (tls) return;  // a handshake is more than there is room for
    const std::string body =
        Problem(503, "busy",
                fmt::format("{} connections are open, which is the limit", options.connections))
            .json()
            .dump();
    const std::string answer = fmt::format(
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\n"
        "Content-Type: application/problem+json\r\nContent-Length: {}\r\n\r\n{}",
        body.size(), body);
    connection.write(answer.data(), answer.size());
    connection.linger(std::chrono::milliseconds(50));
  }

  ServerOptions options;
  TlsContext tls;
  Listener listener;
  Protocol protocol;
  std::atomic<bool> stopping = false;
  std::mutex mutex;
  std::condition_variable changed;
  std::set<Connection*> open_ones;
};

HttpServer::HttpServer(const ServerOptions& options, Handler handler)
    : parts_(std::make_unique<Parts>(options, std::move(handler))) {}

HttpServer::~HttpServer() = default;

int HttpServer::port() const { return parts_->listener.port(); }

void HttpServer::run(std::chrono::seconds grace) {
  for (;;) {
    auto accepted = parts_->listener.next();
    if (accepted.socket < 0) break;
    parts_->open(std::move(accepted));
  }
  std::unique_lock lock(parts_->mutex);
  for (Connection* connection : parts_->open_ones) connection->stop_waiting();
  parts_->changed.wait_for(lock, grace, [&] { return parts_->open_ones.empty(); });
  // Whoever is still reading or writing is cut off; its thread then ends at once.
  for (Connection* connection : parts_->open_ones) connection->cut();
  parts_->changed.wait(lock, [&] { return parts_->open_ones.empty(); });
}

void HttpServer::stop() {
  parts_->stopping = true;
  parts_->listener.stop();
}

int HttpServer::connections() const {
  const std::lock_guard lock(parts_->mutex);
  return static_cast<int>(parts_->open_ones.size());
}

}  // namespace osteon::service
