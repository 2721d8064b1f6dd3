// One request and its response as the service sees them, free of any HTTP library.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osteon::service {

/// Who may: anybody, whoever has signed in, administrators alone.
enum class Access { anyone, reader, admin };

struct Request {
  std::string method;
  std::string path;
  std::map<std::string, std::string> places;  ///< what stands at {id} of the route's pattern
  std::multimap<std::string, std::string> query;
  std::string client;  ///< the address that the request came from
  std::string user;    ///< empty for nobody
  Access access = Access::anyone;
  bool over_tls = false;

  /// A header's value; empty without it.
  std::function<std::string(const std::string& name)> header;
  /// Hands the body over in pieces; what the function throws ends the reading.
  /// \throws Problem(408) when it stops arriving, (400) when it is malformed
  std::function<void(const std::function<void(std::string_view)>&)> read_body;

  const std::string& place(const std::string& name) const { return places.at(name); }
  /// The whole body. \throws Problem(413) when it is longer
  std::string body(std::size_t most) const;

  /// Empty when it was not given.
  std::optional<std::string> asked(const std::string& name) const;
  /// \throws Problem(400) with the range when it is no number in it
  std::int64_t asked_number(const std::string& name, std::int64_t otherwise, std::int64_t least,
                            std::int64_t most) const;
};

struct Response {
  int status = 200;
  std::string type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<void> held = {};  ///< let go of once the body is sent
};

}  // namespace osteon::service
