// What the service answers to: one table, from which requests are dispatched and the OpenAPI
// description is produced.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/service/http/exchange.hpp"

namespace osteon::service {

struct Parameter {
  std::string name;
  std::string schema;  ///< JSON Schema, as text
  std::string description;
};

struct Reply {
  int status;
  std::string description;
  std::string type;    ///< media type; empty without a body
  std::string schema;  ///< name of a schema in openapi_schemas(), or JSON Schema as text
};

struct Route {
  std::string method;
  std::string pattern;  ///< "/api/v1/radiographs/{id}"
  Access least = Access::reader;
  std::string tag;
  std::string summary;
  std::vector<Parameter> query;
  std::string body_type;  ///< media type of the request's body; empty without one
  std::string body_schema;
  std::vector<Reply> replies;
  std::function<Response(const Request&)> handle;
};

class Routes {
 public:
  void add(Route route) { routes_.push_back(std::move(route)); }

  struct Match {
    const Route* route = nullptr;
    std::map<std::string, std::string> places;
    std::vector<std::string> methods;  ///< that the path knows, where the method is not one
  };
  /// HEAD is answered by the route of GET.
  Match find(std::string_view method, std::string_view path) const;

  const std::vector<Route>& all() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

/// The names in a pattern's braces, in order.
std::vector<std::string> places_in(std::string_view pattern);

}  // namespace osteon::service
