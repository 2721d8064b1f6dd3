#include "osteon/train/peers.hpp"

#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

/// Variables as a launcher sets them, for as long as this lives.
class Launched {
 public:
  explicit Launched(std::vector<std::pair<std::string, std::string>> variables)
      : variables_(std::move(variables)) {
    for (const auto& [name, value] : variables_) setenv(name.c_str(), value.c_str(), 1);
  }
  ~Launched() {
    for (const auto& [name, value] : variables_) unsetenv(name.c_str());
  }
  Launched(const Launched&) = delete;
  Launched& operator=(const Launched&) = delete;

 private:
  std::vector<std::pair<std::string, std::string>> variables_;
};

}  // namespace

TEST_CASE("a process that nobody counted is alone, and waits for nobody", "[train]") {
  const PeerPlace place = place_from_environment();
  CHECK(place.count == 1);
  Peers peers(place, std::chrono::seconds(1));
  std::vector<double> numbers{3};
  peers.average({}, numbers);
  CHECK(numbers[0] == 3);
}

TEST_CASE("a process's place is read as torchrun, and as mpirun, says it", "[train]") {
  const bool by_mpirun = GENERATE(false, true);
  const Launched launched({{by_mpirun ? "OMPI_COMM_WORLD_RANK" : "RANK", "1"},
                           {by_mpirun ? "OMPI_COMM_WORLD_SIZE" : "WORLD_SIZE", "3"},
                           {"MASTER_ADDR", "10.0.0.7"},
                           {"MASTER_PORT", "29501"}});
  const PeerPlace place = place_from_environment();
  CHECK(place.rank == 1);
  CHECK(place.count == 3);
  CHECK(place.address == "10.0.0.7");
  CHECK(place.port == 29501);
}

TEST_CASE("a place that makes no sense is named with what it may be", "[train]") {
  {
    const Launched launched({{"RANK", "3"}, {"WORLD_SIZE", "3"}});
    CHECK_THROWS_WITH(place_from_environment(),
                      Catch::Contains("RANK is '3'") && Catch::Contains("0 to 2"));
  }
  const Launched launched({{"RANK", "1"}, {"WORLD_SIZE", "3"}});
  CHECK_THROWS_WITH(place_from_environment(), Catch::Contains("MASTER_ADDR"));
}

TEST_CASE("who waits in vain for the others says so in bounded time", "[train]") {
  // One that other processes of this test are unlikely to have.
  const PeerPlace place{.rank = 0, .count = 2, .port = 10000 + ::getpid() % 10000};
  CHECK_THROWS_WITH(Peers(place, std::chrono::seconds(1)),
                    Catch::Contains("did not meet the others"));
}

}  // namespace osteon
