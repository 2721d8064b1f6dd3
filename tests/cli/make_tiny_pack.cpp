// Writes a pack that knows the phantoms' parts and nothing else: small, random and always the same.
//
//   make_tiny_pack FOLDER POSSIBLE_FROM FRACTURE_FROM ANSWER_ABOVE
//
// Its probabilities mean nothing; what it says is chosen by the thresholds: 0 and 0 make it find a
// fracture everywhere, 0 and 1 a possible one, 1 and 1 none.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "osteon/detector/detector.hpp"
#include "osteon/phantom/phantom.hpp"
#include "tests/tiny_pack.hpp"

namespace {

using namespace osteon;

/// What the pack itself makes of one phantom of each part.
std::vector<PhantomScore> phantom_scores(const std::filesystem::path& folder) {
  const auto detector = Detector::open(folder, Precision::fp32);
  std::vector<PhantomScore> scores;
  for (std::size_t i = 0; i < detector.pack().experts.size(); ++i) {
    const std::string& part = detector.pack().experts[i].part;
    const auto reading =
        detector.examine(draw_phantom({.part = part, .fracture = true, .seed = 7}).radiograph);
    scores.push_back({.part = part,
                      .fracture = true,
                      .seed = 7,
                      .router = reading.scores.router,
                      .expert = reading.scores.expert[i]});
  }
  return scores;
}

void make(const std::filesystem::path& folder, const Thresholds& thresholds, float none) {
  const auto parts = phantom_parts();
  Pack pack = write_tiny_pack(
      folder, {.parts = {parts.begin(), parts.end()}, .thresholds = thresholds, .none = none});
  pack.phantoms = phantom_scores(folder);
  write_whole(folder / "pack.json", pack_json(pack));
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 5) {
    std::fputs("usage: make_tiny_pack FOLDER POSSIBLE_FROM FRACTURE_FROM NONE\n", stderr);
    return 2;
  }
  try {
    make(argv[1], {.sensitive = std::atof(argv[2]), .specific = std::atof(argv[3])},
         std::strtof(argv[4], nullptr));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_tiny_pack: %s\n", error.what());
    return 1;
  }
}
