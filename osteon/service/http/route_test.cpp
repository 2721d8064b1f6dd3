#include "osteon/service/http/route.hpp"

#include <catch2/catch.hpp>

namespace osteon::service {
namespace {

Routes three() {
  Routes routes;
  routes.add({.method = "GET", .pattern = "/films/{id}"});
  routes.add({.method = "DELETE", .pattern = "/films/{id}"});
  routes.add({.method = "GET", .pattern = "/films/{id}/overlay.png"});
  return routes;
}

}  // namespace

TEST_CASE("a route is found by its segments, and a place holds exactly one", "[service]") {
  const Routes routes = three();
  REQUIRE(routes.find("GET", "/films/a.b").route != nullptr);
  CHECK(routes.find("GET", "/films/a.b").places.at("id") == "a.b");
  CHECK(routes.find("HEAD", "/films/a").route->method == "GET");
  CHECK(routes.find("GET", "/films/a/overlay.png").route->pattern == "/films/{id}/overlay.png");
  for (const auto* path : {"/", "", "films/a", "/films", "/films/", "/films//", "/films/a/",
                           "//films/a", "/films/a/b", "/films/../films/a"})
    CHECK(routes.find("GET", path).route == nullptr);
}

TEST_CASE("a path that is known by other methods says by which", "[service]") {
  const auto match = three().find("POST", "/films/a");
  CHECK(match.route == nullptr);
  CHECK(match.methods == std::vector<std::string>{"GET", "DELETE"});
  CHECK(three().find("POST", "/elsewhere").methods.empty());
}

}  // namespace osteon::service
