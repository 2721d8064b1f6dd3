#include "osteon/dataset/near_pairs.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace osteon {
namespace {

constexpr int places = 256;

bool bit_at(const PictureHash& code, int place) {
  return ((code.bits[static_cast<std::size_t>(place / 64)] >> (place % 64)) & 1) != 0;
}

/// Codes by the value of one band of their bits, as a table of where each value begins.
class Band {
 public:
  /// Takes every `bands`th place, so that each band has its share of the coarse frequencies, in
  /// which pictures of one body part are alike.
  Band(std::span<const PictureHash> codes, int band, int bands)
      : width_((places - band + bands - 1) / bands),
        keys_(codes.size()),
        begin_((std::size_t{1} << width_) + 1, 0),
        members_(codes.size()) {
    for (std::size_t i = 0; i < codes.size(); ++i) {
      for (int bit = 0; bit < width_; ++bit)
        keys_[i] |= static_cast<std::uint32_t>(bit_at(codes[i], band + bit * bands)) << bit;
      ++begin_[keys_[i] + 1];
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (std::size_t i = 0; i < codes.size(); ++i)
      members_[next[keys_[i]]++] = static_cast<std::uint32_t>(i);
  }

  int width() const { return width_; }
  std::uint32_t key(std::uint32_t code) const { return keys_[code]; }
  /// In the order of the sequence.
  std::span<const std::uint32_t> with(std::uint32_t key) const {
    return std::span(members_).subspan(begin_[key], begin_[key + 1] - begin_[key]);
  }

 private:
  int width_;
  std::vector<std::uint32_t> keys_;
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> members_;
};

/// Links equal codes to each other and keeps one of each.
std::vector<std::uint32_t> different_ones(std::span<const PictureHash> codes,
                                          std::vector<NearPair>& pairs) {
  std::vector<std::uint32_t> order(codes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return codes[i].bits; });
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && codes[order[i]] == codes[order[i - 1]])
      pairs.push_back({order[i - 1], order[i]});
    else
      kept.push_back(order[i]);
  }
  std::ranges::sort(kept);
  return kept;
}

}  // namespace

// Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", CVPR 2012:
// cut into more than limit / 2 bands, two codes that differ in at most `limit` places differ in at
// most one place of some band. So each code is compared with those only that share a band with it,
// or come to share it when one bit is turned.
std::vector<NearPair> near_pairs(std::span<const PictureHash> codes, int limit) {
  std::vector<NearPair> pairs;
  const std::vector<std::uint32_t> kept = different_ones(codes, pairs);
  std::vector<PictureHash> different;
  different.reserve(kept.size());
  for (const std::uint32_t i : kept) different.push_back(codes[i]);

  // As wide as there are codes to tell apart, as the paper advises, and at most 20 bits, so that a
  // band's table stays at four megabytes.
  const int widest = std::clamp(static_cast<int>(std::bit_width(different.size())), 8, 20);
  const int bands = std::max(limit / 2 + 1, (places + widest - 1) / widest);
  for (int band = 0; band < bands; ++band) {
    const Band table(different, band, bands);
    for (std::uint32_t a = 0; a < different.size(); ++a) {
      const auto compare = [&](std::uint32_t key) {
        const auto others = table.with(key);
        for (auto b = std::ranges::upper_bound(others, a); b != others.end(); ++b)
          if (distance(different[a], different[*b]) <= limit) pairs.push_back({kept[a], kept[*b]});
      };
      compare(table.key(a));
      for (int bit = 0; bit < table.width(); ++bit) compare(table.key(a) ^ (1U << bit));
    }
  }
  std::ranges::sort(pairs);
  const auto again = std::ranges::unique(pairs);
  pairs.erase(again.begin(), again.end());
  return pairs;
}

}  // namespace osteon
