#include "osteon/store/place.hpp"

#include <cstdlib>

#include <pqxx/pqxx>

#include "osteon/base/random.hpp"
#include "osteon/store/ids.hpp"

namespace osteon {
namespace {

std::string server() {
  const char* url = std::getenv("OSTEON_TEST_POSTGRESQL");
  return url == nullptr ? "" : url;
}

}  // namespace

bool on_postgresql() { return !server().empty(); }

void on_server(const std::string& sql) {
  pqxx::connection connection(server());
  connection.set_variable("client_min_messages", "error");
  pqxx::nontransaction(connection).exec(sql);
}

Place::Place() {
  where_ = scratch_ / "data";
  if (!on_postgresql()) return;
  schema_ = "test_" + new_secret().substr(0, 16);
  on_server("CREATE SCHEMA " + schema_);
  where_ = server() + "&options=-csearch_path%3D" + schema_;
}

Place::~Place() {
  if (on_postgresql()) on_server("DROP SCHEMA " + schema_ + " CASCADE");
}

std::unique_ptr<Store> Place::open(const StoreOptions& options) const {
  return open_store(where_, options);
}

std::unique_ptr<Database> Place::database() const {
  return on_postgresql() ? open_postgresql(where_) : open_sqlite(where_);
}

Bytes bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

Bytes noise(std::size_t size, std::uint64_t seed) {
  Random random(seed);
  Bytes bytes(size);
  for (auto& byte : bytes) byte = static_cast<std::byte>(random.next());
  return bytes;
}

NewRadiograph named(const std::string& name, const Bytes& bytes) {
  return {.name = name, .bytes = bytes};
}

Answer answer(Verdict verdict, double probability, const std::string& part) {
  return {.verdict = verdict,
          .part = part,
          .probability = probability,
          .finding = R"({"finding":"some"})",
          .heatmap = bytes_of("warm"),
          .pack = "weights"};
}

void answer_all(Store& store, const Answer& with) {
  for (;;) {
    const auto jobs = store.take("test", 100, std::chrono::minutes(1));
    if (jobs.empty()) return;
    for (const auto& job : jobs) REQUIRE(store.finish(job, with));
  }
}

}  // namespace osteon
