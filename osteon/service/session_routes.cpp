// Signing in and out.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/service/guard.hpp"
#include "osteon/service/site.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

Response who(Site& site, const Request& request) {
  return json_response({{"user", request.user},
                        {"role", request.access == Access::admin ? "admin" : "reader"},
                        {"sign_in_required", site.settings.sign_in}});
}

std::string text_of(const json& body, const std::string& name) {
  if (!body.contains(name) || !body[name].is_string())
    throw bad_request("user and password must be texts");
  return body[name];
}

Response sign_in(Site& site, const Request& request) {
  if (!site.settings.sign_in)
    throw Problem(409, "bad_argument", "this service asks nobody to sign in");
  if (const int seconds = site.sign_ins.take(request.client); seconds > 0)
    throw Problem(429, "too_many_requests", "too many attempts to sign in from here", seconds);
  const json body = json_body(request);
  const auto place = site.passwords.enter();
  const auto account = site.store.sign_in(text_of(body, "user"), text_of(body, "password"));
  if (!account) {
    // Which of the two was wrong is nobody's business; nor is a mistyped password that landed in
    // the field of the name.
    site.store.record("", "sign_in_refused", "");
    throw Problem(401, "unauthorised", "the name or the password is wrong");
  }
  const std::string secret =
      site.store.make_token(account->name, "session", now() + site.settings.session, account->name);
  Response response = empty_response();
  response.headers.emplace_back("Set-Cookie",
                                session_cookie(secret, request.over_tls, site.settings.session));
  return response;
}

Response sign_out(Site& site, const Request& request) {
  if (const std::string secret = session_secret(request); !secret.empty())
    site.store.remove_secret(secret);
  Response response = empty_response();
  response.headers.emplace_back("Set-Cookie",
                                session_cookie("", request.over_tls, std::chrono::hours(0)));
  return response;
}

}  // namespace

void add_session_routes(Routes& routes, Site& site) {
  const auto pattern = "/api/v1/session";
  routes.add({.method = "GET",
              .pattern = pattern,
              .tag = "session",
              .summary = "Who is asking.",
              .replies = {{200, "The account.", json_type, "Session"},
                          {401, "Nobody has signed in.", problem_type, "Problem"}},
              .handle = [&site](const Request& request) { return who(site, request); }});
  routes.add({.method = "POST",
              .pattern = pattern,
              .least = Access::anyone,
              .tag = "session",
              .summary = "Signs in; the answer sets a cookie.",
              .body_type = json_type,
              .body_schema = "SignIn",
              .replies = {{204, "Signed in.", "", ""},
                          {400, "A value that cannot be.", problem_type, "Problem"},
                          {401, "The name or the password is wrong.", problem_type, "Problem"},
                          {409, "Nobody needs to sign in here.", problem_type, "Problem"},
                          {429, "Too many attempts.", problem_type, "Problem"}},
              .handle = [&site](const Request& request) { return sign_in(site, request); }});
  routes.add({.method = "DELETE",
              .pattern = pattern,
              .least = Access::anyone,
              .tag = "session",
              .summary = "Signs out.",
              .replies = {{204, "Signed out.", "", ""}},
              .handle = [&site](const Request& request) { return sign_out(site, request); }});
}

}  // namespace osteon::service
