// The page at /.
#include <algorithm>

#include "osteon/service/guard.hpp"
#include "osteon/service/page.hpp"
#include "osteon/service/site.hpp"

namespace osteon::service {
namespace {

constexpr std::string_view without_page =
    "<!doctype html><html lang=\"en\"><title>Osteon</title><h1>Osteon</h1><p>The service runs, and "
    "was built without its page: <code>./dev build</code> makes both. The API is described at "
    "<a href=\"/api/openapi.json\">/api/openapi.json</a>.</p></html>\n";

std::string type_of(std::string_view path) {
  constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".wasm", "application/wasm"},
      {".woff2", "font/woff2"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"}};
  for (const auto& [ending, type] : types)
    if (path.ends_with(ending)) return std::string(type);
  return "application/octet-stream";
}

Response file_response(const PageFile& file) {
  // Vite puts a hash of what is in them into the names of what it lays into assets/.
  const bool never_changes = file.path.starts_with("/assets/");
  return {.type = type_of(file.path),
          .body = std::string(file.bytes),
          .headers = {{"Cache-Control",
                       never_changes ? "public, max-age=31536000, immutable" : "no-cache"}}};
}

void add(Routes& routes, const std::string& pattern,
         std::function<Response(const Request&)> handle) {
  routes.add(
      {.method = "GET", .pattern = pattern, .least = Access::anyone, .handle = std::move(handle)});
}

/// Whoever opens `/?key=` with the right one gets it as a cookie, and the page without it in the
/// address, which others may see.
Response welcome(const Site& site, const Request& request) {
  Response response{.status = 303};
  response.headers = {
      {"Location", "./"},
      {"Set-Cookie", session_cookie(site.settings.key, request.over_tls, site.settings.session)}};
  return response;
}

Response front_page() {
  for (const PageFile& file : page_files())
    if (file.path == "/index.html") return file_response(file);
  return {.type = "text/html; charset=utf-8", .body = std::string(without_page)};
}

}  // namespace

void add_page_routes(Routes& routes, Site& site) {
  for (const PageFile& file : page_files())
    add(routes, std::string(file.path), [&file](const Request&) { return file_response(file); });
  add(routes, "/", [&site](const Request& request) {
    const bool knows =
        !site.settings.key.empty() && is_key(site.settings, request.asked("key").value_or(""));
    return knows ? welcome(site, request) : front_page();
  });
}

}  // namespace osteon::service
