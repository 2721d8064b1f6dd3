// From a request to its response: finds the route, lets in who may come in, turns what is thrown
// into a problem document, counts and logs.
#pragma once

#include "osteon/service/http/route.hpp"
#include "osteon/service/site.hpp"

namespace osteon::service {

class Front {
 public:
  Front(Site& site, const Routes& routes) : site_(site), routes_(routes) {}

  /// Never throws; safe from several threads.
  Response answer(const Request& request) const;

 private:
  Response dispatch(Request& request, std::string& pattern) const;

  Site& site_;
  const Routes& routes_;
};

}  // namespace osteon::service
