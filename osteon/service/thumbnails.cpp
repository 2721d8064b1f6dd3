#include "osteon/service/thumbnails.hpp"

namespace osteon::service {

std::optional<std::string> Thumbnails::find(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(id);
  if (found == places_.end()) return {};
  kept_.splice(kept_.begin(), kept_, found->second);
  return found->second->png;
}

void Thumbnails::keep(const std::string& id, std::string png) {
  const std::lock_guard lock(mutex_);
  if (png.size() > most_ || places_.contains(id)) return;
  bytes_ += png.size();
  kept_.push_front({id, std::move(png)});
  places_[id] = kept_.begin();
  while (bytes_ > most_) drop(std::prev(kept_.end()));
}

void Thumbnails::forget(const std::string& id) {
  const std::lock_guard lock(mutex_);
  if (const auto found = places_.find(id); found != places_.end()) drop(found->second);
}

void Thumbnails::drop(std::list<Kept>::iterator place) {
  bytes_ -= place->png.size();
  places_.erase(place->id);
  kept_.erase(place);
}

}  // namespace osteon::service
