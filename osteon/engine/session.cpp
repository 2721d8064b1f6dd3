#include <map>
#include <utility>

#include <fmt/format.h>
#include <omp.h>

#include "osteon/base/error.hpp"
#include "osteon/engine/laid_steps.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/engine/plan.hpp"

namespace osteon {
namespace {

void check(const Tensor& input, int side) {
  const auto [images, channels, rows, columns] = input.shape;
  if (images < 1 || images > max_batch)
    throw Error(ErrorCode::bad_argument,
                fmt::format("a batch of {} images; run 1 to {} at a time", images, max_batch));
  if (channels != 1 || rows != side || columns != side)
    throw Error(ErrorCode::bad_argument,
                fmt::format("images of {} x {} x {}; this network was made for 1 x {} x {}, "
                            "channels x rows x columns",
                            channels, rows, columns, side, side));
  if (input.values.size() != Tensor(input.shape).values.size())
    throw Error(ErrorCode::bad_argument, fmt::format("{} values for {} images of {} x {} pixels",
                                                     input.values.size(), images, rows, columns));
}

}  // namespace

struct Session::Plans {
  explicit Plans(const Network::Laid& of) : network(&of), stream(of.steps.engine()) {}

  // A primitive is compiled for a number of threads and must run with it.
  Plan& plan_for(int images) {
    const std::pair key{images, omp_get_max_threads()};
    auto found = plans.find(key);
    if (found == plans.end()) found = plans.emplace(key, Plan(network->steps, images)).first;
    return found->second;
  }

  const Network::Laid* network;
  dnnl::stream stream;
  Arena arena;  ///< as large as the largest plan so far needs
  std::map<std::pair<int, int>, Plan> plans;
};

Session::Session(const Network& network) : plans_(std::make_unique<Plans>(*network.laid_)) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

FeatureMaps Session::run(const Tensor& input) {
  check(input, plans_->network->side);
  const int images = input.shape[0];
  Plan& plan = plans_->plan_for(images);
  if (plans_->arena.size() < plan.arena_size()) {
    plans_->arena = {};  // before the larger one, so that there are never two
    plans_->arena = Arena(plan.arena_size());
  }

  const Step& last = plans_->network->steps.last();
  FeatureMaps maps{.images = images,
                   .rows = last.side_out,
                   .columns = last.side_out,
                   .channels = last.channels_out,
                   .values = {},
                   .last_means = {}};
  maps.values.resize(static_cast<std::size_t>(images) * static_cast<std::size_t>(maps.rows) *
                     static_cast<std::size_t>(maps.columns) *
                     static_cast<std::size_t>(maps.channels));
  if (const Step* mean = plans_->network->steps.mean())
    maps.last_means.resize(static_cast<std::size_t>(images) *
                           static_cast<std::size_t>(mean->channels_out));
  plan.run(plans_->stream, input.values, maps.values, maps.last_means, plans_->arena);
  return maps;
}

}  // namespace osteon
