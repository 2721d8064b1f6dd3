#include "osteon/train/settings.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/model/architecture.hpp"

namespace osteon {
namespace {

void within(std::string_view setting, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorCode::bad_argument,
              fmt::format("{} is {}, it may be {} to {}", setting, value, low, high));
}

}  // namespace

bool makes(const TrainSettings& settings, OriginalMistake mistake) {
  return std::ranges::count(settings.mistakes, mistake) > 0;
}

bool is_pack(const std::filesystem::path& start) { return std::filesystem::is_directory(start); }

void check(const TrainSettings& settings) {
  if (!settings.mistakes.empty() && settings.recipe != Recipe::classic)
    throw Error(ErrorCode::bad_argument,
                "--original-mistake is for --recipe classic only: no other recipe can make one");
  if (settings.recipe == Recipe::classic && is_pack(settings.start))
    throw Error(ErrorCode::bad_argument,
                "--start " + settings.start.string() +
                    " is a folder; the recipe classic starts from a file of weights");
  const Backbone backbone = backbone_named(settings.architecture);
  if (settings.recipe == Recipe::classic && backbone.neck)
    throw Error(ErrorCode::bad_argument,
                "--architecture " + settings.architecture +
                    " has a neck, which the recipe classic does not freeze; name it without");
  within("--side", settings.input.side, 64, 1024);
  try {
    feature_side(backbone, settings.input.side);
  } catch (const Error& error) {
    throw error.during("--side");
  }
  within("--epochs", settings.epochs, settings.recipe == Recipe::classic ? 1 : 0, 1000);
  // A batch norm needs more than one image to learn from.
  within("--batch", settings.batch, 2, 1024);
  within("--old-rate", settings.old_rate, 0, 1);
  within("--new-rate", settings.new_rate, 0, 1);
  within("--fixed-stages", settings.fixed_stages, 0, static_cast<double>(backbone.stages.size()));
  within("--place-weight", settings.place_weight, 0, 100);
  within("--box-weight", settings.box_weight, 0, 100);
  within("--weight-decay", settings.weight_decay, 0, 1);
  within("--averaging", settings.averaging, 0, 0.99999);
  within("--balance", settings.balance, 0, 1);
  within("--phantoms", settings.phantoms, 0, 0.5);
  within("--distractors", settings.distractors, 0, 0.5);
  within("--patience", settings.patience, 1, 1000);
  within("--peer-timeout", settings.peer_timeout_s, 1, 86'400);
}

}  // namespace osteon
