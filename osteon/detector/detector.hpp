// The walk of one radiograph as one class: what most users need.
//
//   const auto detector = osteon::Detector::open("models/osteon-base");
//   const auto reading = detector.examine(osteon::read_radiograph("wrist.dcm"));
//   std::cout << osteon::verdict_phrase(reading.finding.verdict, reading.finding.target);
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "osteon/engine/network.hpp"
#include "osteon/explain/boxes.hpp"
#include "osteon/explain/heatmap.hpp"
#include "osteon/findings/finding.hpp"
#include "osteon/model/prepare.hpp"

namespace osteon {

struct Reading {
  Finding finding;
  std::optional<Heatmap> heatmap;  ///< empty when it cannot answer
  /// Around what the expert sees, the most probable first, whatever the verdict; of a pack without
  /// a box head at most one, around the hottest region, with the finding's own probability. Shown
  /// are those of a finding that is present or possible, as probable as the pack asks for; the
  /// first in any case. Detector::look_closer() sees their borders better.
  std::vector<SuspectBox> boxes;
  Scores scores;  ///< empty when it was refused before any network
};

/// A radiograph as the network will see it. The film itself, many times as large, is not needed any
/// more.
struct PreparedFilm {
  std::optional<Refusal> refusal;  ///< why it is not shown to the network; `input` is empty then
  std::vector<float> input;        ///< side x side
  Placement placement;
  Extent extent;
  bool incomplete = false;
};

class Detector {
 public:
  /// \param precision  without it the fastest that this CPU and the pack have
  /// \throws Error(bad_model); Error(bad_argument) for int8 where the pack has no ranges
  static Detector open(const std::filesystem::path& pack, std::optional<Precision> precision = {});

  /// Safe from several threads; each uses a session of its own. \throws Error(bad_argument) when
  /// the pack has no expert for `given_part`
  Reading examine(const Radiograph& radiograph,
                  const std::optional<std::string>& given_part = {}) const;
  /// The same for up to 64 radiographs at once, in order.
  std::vector<Reading> examine(std::span<const Radiograph> radiographs,
                               const std::optional<std::string>& given_part = {}) const;

  /// Looks again, from nearer, at the boxes of a reading that are shown, and says anew where they
  /// end; the finding stays as it is. Nothing happens where no box is shown, or with a pack that
  /// does not ask for it (BoxHead::zoom); else it takes as long as the network does for one film,
  /// or for two. Safe from several threads. \param reading  of this radiograph
  void look_closer(const Radiograph& radiograph, Reading& reading) const;

  /// The part of examine() before the network, and that from there on.
  PreparedFilm prepare(const Radiograph& radiograph) const;
  std::vector<Reading> examine(std::span<const PreparedFilm> films,
                               const std::optional<std::string>& given_part = {}) const;

  /// What is said of inputs that prepare() has made, by the caller: N x 1 x side x side, up to 64.
  /// Nothing is known of the films, so that none is refused and none has a heatmap.
  /// \throws Error(bad_argument) when the shape or `given_part` does not fit the pack
  std::vector<Finding> examine_prepared(const Tensor& input,
                                        const std::optional<std::string>& given_part = {}) const;

  const Pack& pack() const noexcept;
  Precision precision() const noexcept;

  ~Detector();
  Detector(Detector&&) noexcept;
  Detector& operator=(Detector&&) noexcept;

 private:
  struct Parts;
  explicit Detector(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace osteon
