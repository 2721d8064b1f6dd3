#include "osteon/service/front.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/service/guard.hpp"
#include "osteon/service/log.hpp"

namespace osteon::service {
namespace {

Response problem_response(const Problem& problem) {
  Response response = json_response(problem.json(), problem.status());
  response.type = problem_type;
  if (problem.retry_after() > 0)
    response.headers.emplace_back("Retry-After", std::to_string(problem.retry_after()));
  if (problem.status() == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

/// What a browser may do with an answer: run nothing from elsewhere, guess no type, tell nobody
/// where it came from, and stand in no other page.
void add_security_headers(Response& response, bool over_tls) {
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
      "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("X-Frame-Options", "DENY");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  if (over_tls) response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

bool says_how_long_to_keep(const Response& response) {
  return std::ranges::any_of(response.headers,
                             [](const auto& header) { return header.first == "Cache-Control"; });
}

}  // namespace

Response Front::dispatch(Request& request, std::string& pattern) const {
  auto match = routes_.find(request.method, request.path);
  if (match.route == nullptr) {
    if (match.methods.empty()) throw not_found("such page");
    Response response = problem_response(
        {405, "not_allowed",
         fmt::format("this is asked for with {}", fmt::join(match.methods, " or "))});
    response.headers.emplace_back("Allow", fmt::format("{}", fmt::join(match.methods, ", ")));
    return response;
  }
  pattern = match.route->pattern;
  request.places = std::move(match.places);
  admit(site_, *match.route, request);
  Response response = match.route->handle(request);
  constexpr std::size_t small = 262'144;
  if (response.body.size() > small) response.held = site_.outgoing.take(response.body.size());
  return response;
}

Response Front::answer(const Request& given) const {
  const auto began = std::chrono::steady_clock::now();
  Request request = given;
  request.client = client_of(site_.settings, given);
  if (site_.settings.behind_proxy && given.header("X-Forwarded-Proto") == "https")
    request.over_tls = true;
  // What is logged names the route and never the path, which may hold an id.
  std::string pattern = "none";
  Response response;
  try {
    response = dispatch(request, pattern);
  } catch (...) {
    const auto thrown = std::current_exception();
    const Problem problem = problem_of(thrown);
    if (problem.status() == 500)
      log_event("failure", {{"route", pattern}, {"problem", words_of(thrown)}});
    response = problem_response(problem);
  }
  add_security_headers(response, request.over_tls);
  if (!says_how_long_to_keep(response)) response.headers.emplace_back("Cache-Control", "no-store");

  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  site_.metrics.request(request.method, pattern, response.status, seconds);
  log_event("request", {{"method", request.method},
                        {"route", pattern},
                        {"status", response.status},
                        {"ms", std::round(seconds * 1e4) / 10},
                        {"bytes", response.body.size()}});
  return response;
}

}  // namespace osteon::service
