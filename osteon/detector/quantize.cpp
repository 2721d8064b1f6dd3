#include "osteon/detector/quantize.hpp"

#include <span>
#include <vector>

#include "osteon/engine/range_finder.hpp"
#include "osteon/model/prepare.hpp"

namespace osteon {

struct PackCalibration::Parts {
  InputSpec input;
  std::vector<RangeFinder> backbones;  ///< in the order of the pack's
};

PackCalibration::PackCalibration(const Pack& pack) : parts_(std::make_unique<Parts>()) {
  parts_->input = pack.input;
  for (const BackboneEntry& entry : pack.backbones)
    parts_->backbones.emplace_back(backbone_named(entry.architecture),
                                   Safetensors(pack.folder / entry.file), pack.input.side);
}

PackCalibration::~PackCalibration() = default;
PackCalibration::PackCalibration(PackCalibration&&) noexcept = default;
PackCalibration& PackCalibration::operator=(PackCalibration&&) noexcept = default;

void PackCalibration::see(const Radiograph& radiograph) {
  const Tensor input = prepare(std::span(&radiograph, 1), parts_->input);
  for (RangeFinder& backbone : parts_->backbones) backbone.see(input);
}

void PackCalibration::write_ranges(Pack& pack) const {
  for (std::size_t i = 0; i < pack.backbones.size(); ++i)
    pack.backbones[i].ranges = parts_->backbones[i].ranges();
}

}  // namespace osteon
