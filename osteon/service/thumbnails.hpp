// Small pictures that were drawn lately, so that a worklist does not decode every film again.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace osteon::service {

/// By radiograph; the ones longest unused go first. Safe from several threads.
class Thumbnails {
 public:
  explicit Thumbnails(std::size_t most_bytes) : most_(most_bytes) {}

  std::optional<std::string> find(const std::string& id);
  void keep(const std::string& id, std::string png);
  void forget(const std::string& id);

 private:
  struct Kept {
    std::string id;
    std::string png;
  };
  void drop(std::list<Kept>::iterator place);

  std::mutex mutex_;
  std::size_t most_;
  std::size_t bytes_ = 0;
  std::list<Kept> kept_;  ///< the latest first
  std::unordered_map<std::string, std::list<Kept>::iterator> places_;
};

}  // namespace osteon::service
