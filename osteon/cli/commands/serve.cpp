// osteon serve: the reading room, for browsers and programs.
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/cli/command.hpp"
#include "osteon/cli/service_options.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/cli/stop_signal.hpp"
#include "osteon/service/service.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path model;
  std::string precision = "auto";
  int threads = 0;
  StoreChoice store;
  service::Settings settings{.http = {.port = 8600}};
  int max_file_mib = 200;
  int max_request_mib = 400;
  int max_megapixels = 100;
  int min_free_mib = 256;
  bool no_worker = false;
};

void declare_address(CLI::App& app, service::Settings& settings) {
  app.add_option("--host", settings.http.host,
                 "Address to listen on; another than loopback needs accounts, and TLS or a proxy")
      ->type_name("ADDRESS")
      ->capture_default_str();
  app.add_option("--port", settings.http.port, "0 takes any that is free")
      ->type_name("N")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  const auto certificate =
      app.add_option("--tls-cert", settings.http.certificate, "Certificate, with its chain, as PEM")
          ->type_name("FILE");
  const auto key = app.add_option("--tls-key", settings.http.key, "The certificate's key, as PEM")
                       ->type_name("FILE");
  certificate->needs(key);
  key->needs(certificate);
  app.add_flag("--behind-proxy", settings.behind_proxy,
               "A proxy does TLS; its X-Forwarded-For, -Proto and -Host are believed");
  app.add_option("--name", settings.names,
                 "A name that browsers reach the service by; others are then refused")
      ->type_name("NAME");
}

void declare_limits(CLI::App& app, Options& o) {
  app.add_option("--queue", o.store.queue, "Radiographs that may wait; more are refused with 503")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  app.add_option("--keep", o.settings.keep_days,
                 "Days after which a radiograph is removed; 0: never")
      ->type_name("DAYS")
      ->check(CLI::Range(0, 36'500))
      ->capture_default_str();
  app.add_option("--max-file-mib", o.max_file_mib, "Largest file taken")
      ->type_name("N")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  app.add_option("--max-request-mib", o.max_request_mib, "Largest upload taken")
      ->type_name("N")
      ->check(CLI::Range(1, 65'536))
      ->capture_default_str();
  app.add_option("--max-files", o.settings.limits.files, "Files in one upload")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  app.add_option("--max-megapixels", o.max_megapixels,
                 "Larger images are refused before any memory is taken for them")
      ->type_name("N")
      ->check(CLI::Range(1, 2000))
      ->capture_default_str();
  app.add_option("--max-connections", o.settings.http.connections,
                 "Connections at once; more are answered 503")
      ->type_name("N")
      ->check(CLI::Range(1, 900))
      ->capture_default_str();
  app.add_option_function<int>(
         "--head-seconds", [&o](int n) { o.settings.http.head_time = std::chrono::seconds(n); },
         "How long a client may take for a request's head; 10 unless said")
      ->type_name("N")
      ->check(CLI::Range(1, 600));
  app.add_option_function<int>(
         "--body-seconds", [&o](int n) { o.settings.http.body_time = std::chrono::seconds(n); },
         "How long a client may be slower than 16 KiB a second; 30 unless said")
      ->type_name("N")
      ->check(CLI::Range(1, 3600));
  app.add_option("--min-free-mib", o.min_free_mib, "Room on the disk that uploads leave free")
      ->type_name("N")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  app.add_option("--uploads-a-minute", o.settings.limits.uploads_a_minute,
                 "Radiographs that one client may send; 0: any number")
      ->type_name("N")
      ->check(CLI::Range(0, 10'000'000))
      ->capture_default_str();
  app.add_option("--sign-ins-a-minute", o.settings.limits.sign_ins_a_minute,
                 "Attempts that one client has to sign in")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
}

void declare(CLI::App& app, Options& o) {
  declare_address(app, o.settings);
  add_store_options(app, o.store);
  add_model_option(app, o.model);
  add_precision_option(app, o.precision);
  add_threads_option(app, o.threads);
  add_worker_options(app, o.settings.worker, o.store);
  app.add_flag("--no-worker", o.no_worker, "Only serve; 'osteon work' reads, here or elsewhere");
  declare_limits(app, o);
}

service::Settings settings_of(const Options& o) {
  service::Settings settings = o.settings;
  settings.data = o.store.data;
  settings.work = !o.no_worker;
  settings.limits.file_bytes = std::int64_t{o.max_file_mib} << 20;
  settings.limits.request_bytes = std::int64_t{o.max_request_mib} << 20;
  settings.limits.least_free = std::int64_t{o.min_free_mib} << 20;
  settings.limits.max_pixels = settings.worker.max_pixels =
      std::int64_t{o.max_megapixels} * 1'000'000;
  return settings;
}

ExitCode run(const Options& o, Console& console) {
  use_threads(o.threads);
  StopSignal signal;
  const auto detector = Detector::open(chosen_pack(o.model), precision_named(o.precision));
  const auto store = chosen_store(o.store);
  service::Service service(detector, *store, settings_of(o));
  signal.on_stop([&service] { service.stop(); });
  const bool tls = !o.settings.http.certificate.empty();
  console.say(
      fmt::format("{}://{}:{}", tls ? "https" : "http", o.settings.http.host, service.port()));
  service.run();
  return ExitCode::ok;
}

}  // namespace

Command serve() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "serve",
      .synopsis = "Read radiographs for browsers and programs, over HTTP",
      .description =
          {"Serves the page and the API, and reads what is uploaded. Prints its address on "
           "standard "
           "output once it listens, and a line of JSON for each request on standard error.",
           "Without accounts it can be reached from this machine alone. SIGTERM and Ctrl-C finish "
           "what has begun and give back what has not."},
      .examples = {{"On this machine", "osteon serve --data reading-room"},
                   {"For a department",
                    "osteon serve --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem --keep 90"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
