#include "osteon/engine/network.hpp"

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/engine/laid_steps.hpp"
#include "osteon/engine/schedule.hpp"

namespace osteon {

Network::Network(const Backbone& backbone, const Safetensors& weights, int side,
                 Precision precision, const ActivationRanges& ranges) {
  if (side < 1 || side > max_side)
    throw Error(ErrorCode::bad_argument,
                fmt::format("the input's side is {} pixels; choose 1 to {}", side, max_side));
  precision_named(name_of(precision));  // refuses what this CPU would only imitate, slowly
  laid_ = std::make_unique<Laid>(
      Laid{.side = side, .steps = {schedule(backbone, side), weights, precision, ranges}});
}

Network::~Network() = default;
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;

int Network::side() const { return laid_->side; }
Precision Network::precision() const { return laid_->steps.precision(); }

}  // namespace osteon
