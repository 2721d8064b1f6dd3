#include "osteon/service/guard.hpp"

#include <catch2/catch.hpp>

namespace osteon::service {

TEST_CASE("a cookie is found among others, and by its whole name", "[service]") {
  CHECK(cookie_named("osteon_session=abc", "osteon_session") == "abc");
  CHECK(cookie_named("a=1; osteon_session=a=b; c=3", "osteon_session") == "a=b");
  CHECK(cookie_named("xosteon_session=abc;osteon_sessio=n", "osteon_session").empty());
  CHECK(cookie_named("", "osteon_session").empty());
  CHECK(cookie_named(";;; =", "osteon_session").empty());
}

TEST_CASE("the name of a host is what stands before its port", "[service]") {
  CHECK(host_name("localhost:8600") == "localhost");
  CHECK(host_name("LocalHost") == "localhost");
  CHECK(host_name("[::1]:80") == "::1");
  CHECK(host_name("[::1") == "::1");
  CHECK(host_name("127.0.0.1.evil.example:80") == "127.0.0.1.evil.example");
  CHECK(host_name("").empty());
}

TEST_CASE("only addresses of this machine are loopback, whatever a name begins with", "[service]") {
  for (const auto* here : {"localhost", "127.0.0.1", "127.1.2.3", "::1"}) CHECK(is_loopback(here));
  for (const auto* elsewhere : {"127.0.0.1.evil.example", "127.evil.example", "0.0.0.0", "",
                                "128.0.0.1", "localhost.evil.example", "::", "127.0.0.1 "})
    CHECK_FALSE(is_loopback(elsewhere));
}

TEST_CASE("the session's cookie is for this service and no script", "[service]") {
  const auto cookie = session_cookie("secret", true, std::chrono::hours(1));
  for (const auto* attribute : {"HttpOnly", "SameSite=Strict", "Secure", "Path=/", "Max-Age=3600"})
    CHECK(cookie.find(attribute) != std::string::npos);
  CHECK(session_cookie("secret", false, std::chrono::hours(1)).find("Secure") == std::string::npos);
}

TEST_CASE("behind a proxy the client is the address that the proxy saw", "[service]") {
  Settings settings;
  Request request;
  request.client = "10.0.0.1";
  request.header = [](const std::string& name) {
    return name == "X-Forwarded-For" ? std::string("6.6.6.6, 192.0.2.7") : std::string();
  };
  CHECK(client_of(settings, request) == "10.0.0.1");
  settings.behind_proxy = true;
  CHECK(client_of(settings, request) == "192.0.2.7");
}

}  // namespace osteon::service
