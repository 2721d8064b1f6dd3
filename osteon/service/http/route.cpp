#include "osteon/service/http/route.hpp"

namespace osteon::service {
namespace {

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> list;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const auto end = path.find('/');
    list.push_back(path.substr(0, end));
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
  }
  return list;
}

bool is_place(std::string_view segment) { return segment.starts_with('{'); }

std::optional<std::map<std::string, std::string>> fit(std::string_view pattern,
                                                      std::string_view path) {
  const auto wanted = segments(pattern);
  const auto given = segments(path);
  if (wanted.size() != given.size()) return {};
  std::map<std::string, std::string> places;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (is_place(wanted[i])) {
      if (given[i].empty()) return {};
      places.emplace(wanted[i].substr(1, wanted[i].size() - 2), given[i]);
    } else if (wanted[i] != given[i]) {
      return {};
    }
  }
  return places;
}

}  // namespace

Routes::Match Routes::find(std::string_view method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  if (method == "HEAD") method = "GET";
  for (const Route& route : routes_) {
    auto places = fit(route.pattern, path);
    if (!places) continue;
    if (route.method == method)
      return {.route = &route, .places = std::move(*places), .methods = {}};
    match.methods.push_back(route.method);
  }
  return match;
}

std::vector<std::string> places_in(std::string_view pattern) {
  std::vector<std::string> names;
  for (const auto segment : segments(pattern))
    if (is_place(segment)) names.emplace_back(segment.substr(1, segment.size() - 2));
  return names;
}

}  // namespace osteon::service
