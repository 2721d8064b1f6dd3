// The whole service in one process, used by several clients at once: what the sanitizers watch.
#include "osteon/service/service.hpp"

#include <atomic>
#include <thread>

#include <catch2/catch.hpp>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include "osteon/base/file.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"
#include "tests/tiny_pack.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::json;

/// Serves on a port of its own while it lives.
class Running {
 public:
  explicit Running(const std::filesystem::path& folder)
      : detector_(Detector::open((write_tiny_pack(folder / "pack", {}), folder / "pack"),
                                 Precision::fp32)),
        store_(open_store(folder / "data")),
        service_(detector_, *store_, settings(folder)),
        thread_([this] { service_.run(); }) {
    // The library makes its tables with the first request; the thread sanitizer does not see what
    // keeps a second one from reading them half made.
    httplib::Client("127.0.0.1", port()).Get("/v2/health/live");
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  ~Running() {
    service_.stop();
    thread_.join();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  int port() const { return service_.port(); }

 private:
  static Settings settings(const std::filesystem::path& folder) {
    Settings settings;
    settings.data = folder / "data";
    settings.limits.least_free = 0;
    return settings;
  }

  Detector detector_;
  std::unique_ptr<Store> store_;
  Service service_;
  std::thread thread_;
};

std::string film(const ScratchFolder& folder, std::uint64_t seed) {
  const auto file = folder / (std::to_string(seed) + ".png");
  write_png(file, draw_phantom({.part = "knee", .seed = seed, .extent = {96, 128}}).radiograph);
  return read_text(file);
}

/// What went wrong; empty when nothing did. Catch2's own checks are for one thread.
std::string use(httplib::Client& client, const std::string& film) {
  const httplib::MultipartFormDataItems form = {{"file", film, "a.png", "image/png"}};
  const auto sent = client.Post("/api/v1/radiographs", form);
  if (!sent || sent->status != 202) return "upload";
  const std::string id = json::parse(sent->body)["items"][0]["id"];
  const std::string path = "/api/v1/radiographs/" + id;
  const auto read = client.Get(path + "?wait=30");
  if (!read || json::parse(read->body)["status"] != "done") return "finding";
  for (const auto* what : {"/thumbnail.png", "/pixels", "/overlay.png", "/report.pdf", "/heatmap"})
    if (const auto got = client.Get(path + what); !got || got->status != 200) return what;
  if (!client.Put(path + "/opinion", R"({"opinion":"agree"})", "application/json"))
    return "opinion";
  for (const auto* what : {"/metrics", "/api/v1/radiographs", "/api/v1/statistics"})
    if (const auto got = client.Get(what); !got || got->status != 200) return what;
  if (const auto gone = client.Delete(path); !gone || gone->status != 204) return "delete";
  return client.Get(path)->status == 404 ? "" : "it is still there";
}

}  // namespace

TEST_CASE("several clients at once each get what is theirs", "[service]") {
  const ScratchFolder folder;
  const Running service(folder.path());
  std::vector<std::string> films;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) films.push_back(film(folder, seed));

  std::vector<std::string> problems(films.size());
  std::vector<std::thread> clients;
  for (std::size_t first = 0; first < 4; ++first)
    clients.emplace_back([&, first] {
      httplib::Client client("127.0.0.1", service.port());
      client.set_read_timeout(60);
      client.set_keep_alive(true);
      for (std::size_t i = first; i < films.size(); i += 4) problems[i] = use(client, films[i]);
    });
  for (std::thread& client : clients) client.join();
  for (const std::string& problem : problems) CHECK(problem == "");
}

TEST_CASE("a service stops while clients wait for findings", "[service]") {
  const ScratchFolder folder;
  std::vector<std::thread> clients;
  {
    const Running service(folder.path());
    const std::string bytes = film(folder, 1);
    std::atomic<int> begun = 0;
    for (int i = 0; i < 4; ++i)
      clients.emplace_back([&begun, bytes, port = service.port()] {
        httplib::Client client("127.0.0.1", port);
        client.set_keep_alive(true);
        const httplib::MultipartFormDataItems form = {{"file", bytes, "a.png", "image/png"}};
        client.Post("/api/v1/radiographs", form);
        ++begun;
        client.Get("/api/v1/radiographs/00000000000000000000000000?wait=30");
      });
    while (begun < 4) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  for (std::thread& client : clients) client.join();
  // Nothing is left half done: the next start finds a sound store.
  CHECK(open_store(folder / "data")->queue().reading == 0);
}

TEST_CASE("an address that others can reach needs protection", "[service]") {
  const ScratchFolder folder;
  write_tiny_pack(folder / "pack", {});
  const auto detector = Detector::open(folder / "pack", Precision::fp32);
  const auto store = open_store(folder / "data");
  Settings settings;
  settings.data = folder / "data";
  settings.http.host = "0.0.0.0";
  CHECK_THROWS_WITH(Service(detector, *store, settings), Catch::Contains("--tls-cert"));
  settings.behind_proxy = true;
  CHECK_THROWS_WITH(Service(detector, *store, settings), Catch::Contains("osteon account add"));
  store->set_account("anna", Role::admin, "correct horse", "test");
  CHECK_NOTHROW(Service(detector, *store, settings));
}

}  // namespace osteon::service
