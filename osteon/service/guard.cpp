#include "osteon/service/guard.hpp"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/crypto.h>

#include "osteon/base/letters.hpp"

namespace osteon::service {
namespace {

constexpr std::string_view cookie = "osteon_session";

void check_host(const Settings& settings, const std::string& host) {
  const std::string name = host_name(host);
  if (!settings.names.empty()) {
    if (std::ranges::find(settings.names, name) != settings.names.end()) return;
  } else if (settings.sign_in || is_loopback(name)) {
    // Whoever must sign in is protected by that: a stranger's name carries no cookie of ours.
    return;
  }
  throw Problem(421, "forbidden",
                "the Host of the request is not a name of this service; --name adds one");
}

bool changes_something(const Request& request) {
  return request.method != "GET" && request.method != "HEAD";
}

/// A browser says where a page's request comes from; programs say nothing.
void check_origin(const Request& request, const std::string& host) {
  const std::string origin = request.header("Origin");
  if (origin.empty() || !changes_something(request)) return;
  const auto scheme = origin.find("://");
  if (scheme == std::string::npos || lower_case(origin.substr(scheme + 3)) != lower_case(host))
    throw Problem(403, "forbidden", "a page of another origin may not change anything here");
}

std::string bearer_token(const Request& request) {
  const std::string header = request.header("Authorization");
  constexpr std::string_view scheme = "bearer ";
  if (header.size() <= scheme.size() || lower_case(header.substr(0, scheme.size())) != scheme)
    return {};
  return header.substr(scheme.size());
}

void sign_on(Site& site, Request& request) {
  const std::string token = bearer_token(request);
  const std::string secret = token.empty() ? session_secret(request) : token;
  if (!site.settings.sign_in) {
    if (!site.settings.key.empty() && !is_key(site.settings, secret)) return;
    request.user = "local";
    request.access = Access::admin;
    return;
  }
  if (secret.empty()) return;
  const auto account = site.store.account_of(secret);
  if (!account) return;
  if (token.empty() && changes_something(request) && request.header("X-Osteon") != "1")
    throw Problem(403, "forbidden",
                  "a change asked for with a cookie needs the header X-Osteon: 1");
  request.user = account->name;
  request.access = account->role == Role::admin ? Access::admin : Access::reader;
}

}  // namespace

bool is_loopback(const std::string& host) {
  if (host == "localhost" || host == "::1") return true;
  std::array<unsigned char, 4> address{};
  return ::inet_pton(AF_INET, host.c_str(), address.data()) == 1 && address[0] == 127;
}

bool is_key(const Settings& settings, const std::string& secret) {
  return secret.size() == settings.key.size() &&
         CRYPTO_memcmp(secret.data(), settings.key.data(), secret.size()) == 0;
}

void admit(Site& site, const Route& route, Request& request) {
  const std::string forwarded =
      site.settings.behind_proxy ? request.header("X-Forwarded-Host") : std::string();
  const std::string host = forwarded.empty() ? request.header("Host") : forwarded;
  // Machines ask for health under any name, such as a pod's address.
  if (route.least != Access::anyone || changes_something(request)) check_host(site.settings, host);
  check_origin(request, host);
  sign_on(site, request);
  if (request.access < route.least) {
    if (request.access == Access::anyone)
      throw Problem(401, "unauthorised", "sign in, or send Authorization: Bearer TOKEN");
    throw Problem(403, "forbidden", "only an administrator may do this");
  }
}

std::string client_of(const Settings& settings, const Request& request) {
  if (!settings.behind_proxy) return request.client;
  // The last address is the one that the proxy itself has seen; those before it anybody can write.
  std::string list = request.header("X-Forwarded-For");
  if (const auto comma = list.rfind(','); comma != std::string::npos) list.erase(0, comma + 1);
  list.erase(0, list.find_first_not_of(' '));
  return list.empty() ? request.client : list.substr(0, 64);
}

std::string session_cookie(const std::string& secret, bool secure, std::chrono::seconds length) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", cookie, secret,
                     length.count(), secure ? "; Secure" : "");
}

std::string session_secret(const Request& request) {
  return cookie_named(request.header("Cookie"), cookie);
}

std::string cookie_named(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = header.find(';');
    std::string_view pair = header.substr(0, end);
    header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return std::string(pair.substr(equals + 1));
  }
  return {};
}

std::string host_name(std::string_view host) {
  if (host.starts_with('[')) {
    const auto end = host.find(']');
    return lower_case(std::string(host.substr(1, end == std::string_view::npos ? end : end - 1)));
  }
  return lower_case(std::string(host.substr(0, host.find(':'))));
}

}  // namespace osteon::service
