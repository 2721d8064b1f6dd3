#include "osteon/explain/close_up.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <utility>

namespace osteon {
namespace {

/// A box seen without what lies around it says little about where it ends.
constexpr float room_for_box = 1.6F;

struct Range {
  float start, length;
};

/// So much of a side around a middle, moved inside; at whole pixels, at least one.
Range inside(float middle, float length, int side) {
  const auto whole = static_cast<float>(side);
  const float start =
      std::floor(std::clamp(middle - length / 2, 0.0F, std::max(0.0F, whole - length)));
  const float end = std::floor(std::min(whole, start + length));
  return {std::min(start, whole - 1), std::max(1.0F, end - start)};
}

bool holds_middle(const Box& area, const Box& box) {
  const float x = box.left + box.width / 2;
  const float y = box.top + box.height / 2;
  return x >= area.left && x <= area.left + area.width && y >= area.top &&
         y <= area.top + area.height;
}

}  // namespace

Box close_up(const Box& suspect, const Box& seen, double zoom, Extent film) {
  const float length = std::max(std::max(seen.width, seen.height) / static_cast<float>(zoom),
                                room_for_box * std::max(suspect.width, suspect.height));
  const Range across = inside(suspect.left + suspect.width / 2, length, film.width);
  const Range down = inside(suspect.top + suspect.height / 2, length, film.height);
  return {across.start, down.start, across.length, down.length};
}

std::vector<SuspectBox> after_close_ups(std::span<const SuspectBox> first_look,
                                        std::span<const CloseUp> close_ups) {
  std::vector<SuspectBox> open;
  for (const CloseUp& look : close_ups)
    open.insert(open.end(), look.boxes.begin(), look.boxes.end());
  const auto is_seen_again = [&](const SuspectBox& far) {
    return std::ranges::any_of(close_ups, [&](const CloseUp& look) {
      return !look.boxes.empty() && holds_middle(look.area, far.box);
    });
  };
  std::ranges::copy_if(first_look, std::back_inserter(open), std::not_fn(is_seen_again));
  std::ranges::stable_sort(open, std::greater{}, &SuspectBox::probability);
  std::vector<SuspectBox> kept;
  for (SuspectBox& box : open) {
    box.shown = false;
    if (kept.size() < most_boxes && std::ranges::none_of(kept, [&](const SuspectBox& other) {
          return overlap(box.box, other.box) > same_overlap;
        }))
      kept.push_back(std::move(box));
  }
  return kept;
}

}  // namespace osteon
