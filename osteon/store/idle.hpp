// Connections that nobody uses right now.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace osteon {

/// Safe from several threads.
template <class Connection>
class Idle {
 public:
  /// Empty when there is none.
  std::unique_ptr<Connection> take() {
    const std::lock_guard hold(mutex_);
    if (connections_.empty()) return nullptr;
    auto connection = std::move(connections_.back());
    connections_.pop_back();
    return connection;
  }

  void give(std::unique_ptr<Connection> connection) {
    const std::lock_guard hold(mutex_);
    if (connections_.size() < most) connections_.push_back(std::move(connection));
  }

  void clear() {
    const std::lock_guard hold(mutex_);
    connections_.clear();
  }

 private:
  static constexpr std::size_t most = 8;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace osteon
