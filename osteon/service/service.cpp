#include "osteon/service/service.hpp"

#include <optional>
#include <thread>

#include <fmt/format.h>

#include "osteon/phantom/phantom.hpp"
#include "osteon/service/front.hpp"
#include "osteon/service/guard.hpp"
#include "osteon/service/janitor.hpp"
#include "osteon/service/log.hpp"
#include "osteon/service/worker.hpp"

namespace osteon::service {
namespace {

void check_protection(const Settings& settings, Store& store) {
  if (is_loopback(settings.http.host) && !settings.sign_in) return;
  if (!is_loopback(settings.http.host) && settings.http.certificate.empty() &&
      !settings.behind_proxy)
    throw Error(ErrorCode::bad_argument,
                fmt::format("--host {}: others can reach this address, so that it needs TLS "
                            "(--tls-cert and --tls-key) or a proxy that does it (--behind-proxy)",
                            settings.http.host));
  if (store.accounts().empty())
    throw Error(ErrorCode::bad_argument,
                "others can reach this address and there is no account yet; make one with 'osteon "
                "account add NAME --role admin'");
}

}  // namespace

bool inference_passes(const Detector& detector) {
  const auto reading = detector.examine(draw_phantom({.part = "hand", .seed = 1}).radiograph);
  // Whatever it says of it, a network has looked.
  return !reading.scores.router.empty();
}

struct Service::Parts {
  Parts(const Detector& detector, Store& store, Settings given)
      : settings(std::move(given)),
        site(detector, store, settings),
        routes(routes_of(site)),
        front(site, routes),
        server(settings.http, [this](const Request& request) { return front.answer(request); }) {
    std::filesystem::create_directories(settings.data / "uploads");
    site.connections = [this] { return server.connections(); };
  }

  Settings settings;
  Site site;
  Routes routes;
  Front front;
  HttpServer server;
};

Service::Service(const Detector& detector, Store& store, Settings settings) {
  if (!is_loopback(settings.http.host) || settings.behind_proxy) settings.sign_in = true;
  if (is_loopback(settings.http.host) && !store.accounts().empty()) settings.sign_in = true;
  check_protection(settings, store);
  parts_ = std::make_unique<Parts>(detector, store, std::move(settings));
}

Service::~Service() = default;

int Service::port() const { return parts_->server.port(); }

void Service::run() {
  Site& site = parts_->site;
  std::jthread warm_up([&site] {
    try {
      site.ready = inference_passes(site.detector);
    } catch (const std::exception& error) {
      log_event("failure", {{"problem", error.what()}});
    }
  });
  std::optional<Worker> worker;
  if (parts_->settings.work)
    worker.emplace(site.detector, site.store, site.metrics, site.waiting, site.answered,
                   parts_->settings.worker);
  const Janitor janitor(site.store, parts_->settings.keep_days);
  parts_->server.run();
}

void Service::stop() {
  parts_->site.stopping = true;
  parts_->site.answered.ring();
  parts_->server.stop();
}

}  // namespace osteon::service
