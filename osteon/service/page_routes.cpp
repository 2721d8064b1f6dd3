// The page at /.
#include <algorithm>

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

void add(Routes& routes, const std::string& pattern, const PageFile& file) {
  routes.add({.method = "GET",
              .pattern = pattern,
              .least = Access::anyone,
              .handle = [&file](const Request&) { return file_response(file); }});
}

}  // namespace

void add_page_routes(Routes& routes) {
  for (const PageFile& file : page_files()) {
    add(routes, std::string(file.path), file);
    if (file.path == "/index.html") add(routes, "/", file);
  }
  if (page_files().empty())
    routes.add(
        {.method = "GET", .pattern = "/", .least = Access::anyone, .handle = [](const Request&) {
           return Response{.type = "text/html; charset=utf-8", .body = std::string(without_page)};
         }});
}

}  // namespace osteon::service
