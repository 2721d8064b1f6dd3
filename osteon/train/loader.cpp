#include "osteon/train/loader.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "osteon/base/error.hpp"
#include "osteon/base/random.hpp"
#include "osteon/phantom/out_of_scope.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/place_targets.hpp"

namespace osteon {
namespace {

/// Batches that may wait; one being made comes on top.
constexpr std::size_t ahead = 3;
/// Phantoms with lower seeds are kept for tests, the demo and the installation check.
constexpr std::uint64_t first_training_phantom = 1'000'000;

/// Of the pictures that show no part, those that are drawn; the others are made of radiographs.
constexpr double drawn_distractors = 0.6;

/// Of a kind that is for training: the others judge.
Radiograph draw_distractor(Random& random) {
  std::vector<std::string_view> kinds;
  for (const OutOfScopeKind& kind : out_of_scope_kinds())
    if (kind.for_training) kinds.push_back(kind.name);
  const auto kind = static_cast<std::size_t>(random.below(static_cast<int>(kinds.size())));
  return draw_out_of_scope({.kind = kinds[kind],
                            .seed = first_training_phantom + (random.next() >> 20),
                            .longest_side = 256 + random.below(256)});
}

/// From the pixels of the radiograph to those of the network's input.
std::vector<Outline> placed(std::vector<Outline> outlines, const Placement& placement) {
  const float across = placement.width / placement.from.width;
  const float down = placement.height / placement.from.height;
  for (Outline& outline : outlines)
    for (Point& corner : outline.corners)
      corner = {placement.left + (corner.x - placement.from.left) * across,
                placement.top + (corner.y - placement.from.top) * down};
  return outlines;
}

Loader::Example example_of(Augmented changed, int part, bool positive) {
  return {std::move(changed.radiograph), part, positive, std::move(changed.outlines)};
}

}  // namespace

Loader::Loader(const EntryTable& entries, LoaderOptions options)
    : entries_(entries), options_(std::move(options)), rows_(entries, options_.balance) {
  if (entries.size() == 0) throw Error(ErrorCode::bad_argument, "there is nothing to train on");
}

Loader::~Loader() {
  worker_.request_stop();
  changed_.notify_all();
}

int Loader::batches_per_epoch() const {
  return std::max(1, static_cast<int>(entries_.size()) / (options_.batch * options_.shares));
}

void Loader::start(int epoch, int first_batch) {
  worker_ = {};  // stops and joins the one before
  ready_.clear();
  ended_ = false;
  failure_ = {};
  worker_ = std::jthread(
      [this, epoch, first_batch](const std::stop_token& stop) { work(stop, epoch, first_batch); });
}

std::optional<TrainBatch> Loader::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !ready_.empty() || ended_; });
  if (failure_) std::rethrow_exception(failure_);
  if (ready_.empty()) return {};
  TrainBatch batch = std::move(ready_.front());
  ready_.erase(ready_.begin());
  changed_.notify_all();
  return batch;
}

std::map<std::string, std::string> Loader::unread() const {
  const std::lock_guard lock(mutex_);
  return unread_;
}

void Loader::work(const std::stop_token& stop, int epoch, int first_batch) {
  try {
    for (int number = first_batch; number < batches_per_epoch() && !stop.stop_requested();
         ++number) {
      TrainBatch batch = make(epoch, number);
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&] { return ready_.size() < ahead; })) return;
      ready_.push_back(std::move(batch));
      changed_.notify_all();
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

TrainBatch Loader::make(int epoch, int number) {
  const int side = options_.input.side;
  const auto area = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
  TrainBatch batch;
  batch.images = Tensor({options_.batch, 1, side, side});
  const int cells = options_.cells;
  const auto grid = static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells);
  batch.places = Tensor({options_.batch, 1, cells, cells});
  batch.boxes = Tensor({options_.batch, 4, cells, cells});
  for (int i = 0; i < options_.batch; ++i) {
    // Mixed by Random itself: neighbouring seeds give unrelated streams.
    Random random(
        Random(options_.seed * 0x100000001B3u + static_cast<std::uint64_t>(epoch)).next() +
        static_cast<std::uint64_t>(number) * 4096u +
        static_cast<std::uint64_t>(options_.share * options_.batch + i));
    const Example example = draw(random);
    const auto place = static_cast<std::size_t>(i);
    const Placement placement = prepare(example.radiograph, options_.input,
                                        std::span(batch.images.values).subspan(place * area, area));
    const PlaceTargets targets{
        .cells = cells,
        .side = side,
        .places = std::span(batch.places.values).subspan(place * grid, grid),
        .boxes = std::span(batch.boxes.values).subspan(place * 4 * grid, 4 * grid)};
    batch.outlines.push_back(placed(example.outlines, placement));
    if (example.positive && example.outlines.empty())
      fill_unknown(targets);
    else
      fill_places(batch.outlines.back(), targets);
    batch.parts.push_back(example.part);
    batch.labels.push_back(example.positive ? 1 : 0);
  }
  return batch;
}

Loader::Example Loader::draw(Random& random) {
  const int no_part = static_cast<int>(options_.parts.size());
  const double kind = random.uniform();
  if (kind < options_.phantoms) {
    const int part = random.below(no_part);
    const auto& name = options_.parts[static_cast<std::size_t>(part)];
    if (std::ranges::count(phantom_parts(), name) == 1) {
      const PhantomOrder order{.part = name,
                               .fracture = random.chance(0.5),
                               .seed = first_training_phantom + (random.next() >> 20)};
      const Phantom phantom = draw_phantom(order);
      std::vector<Outline> outlines;
      if (const auto& box = phantom.fracture)
        outlines.push_back(outline_of({box->left, box->top, box->width, box->height}));
      return example_of(changed(phantom.radiograph, outlines, random), part, order.fracture);
    }
  }
  const bool shows_none = kind > 1 - options_.distractors;
  if (shows_none && random.chance(drawn_distractors))
    return {changed(draw_distractor(random), {}, random).radiograph, no_part, false, {}};
  const auto [entry, radiograph] = readable_from(rows_.at(random.uniform(0, rows_.length())));
  if (shows_none) return {distractor(radiograph, random), no_part, false, {}};
  const auto part = std::ranges::find(options_.parts, entry.part);
  return example_of(changed(radiograph, entry.outlines, random),
                    static_cast<int>(std::distance(options_.parts.begin(), part)), entry.positive);
}

Augmented Loader::changed(const Radiograph& radiograph, std::span<const Outline> outlines,
                          Random& random) const {
  switch (options_.changes) {
    case Changes::all:
      return augment(radiograph, outlines, random);
    case Changes::nearness:
      return seen_from_near(radiograph, outlines, random);
    case Changes::none:
      break;
  }
  return {radiograph, {outlines.begin(), outlines.end()}};
}

std::pair<Entry, Radiograph> Loader::readable_from(std::size_t place) {
  for (std::size_t tried = 0; tried < entries_.size(); ++tried) {
    Entry entry = entries_[(place + tried) % entries_.size()];
    try {
      Radiograph radiograph = read_radiograph(entry.file);
      return {std::move(entry), std::move(radiograph)};
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
      const std::lock_guard lock(mutex_);
      unread_.emplace(entry.file.string(), error.what());
    }
  }
  throw Error(ErrorCode::unreadable, "none of the training images can be read");
}

}  // namespace osteon
