#include "osteon/radiograph/anatomy.hpp"

#include <algorithm>
#include <array>

namespace osteon {
namespace {

// A word that stands twice is written with its first code.
constexpr std::array regions{
    Region{"16953009", "Elbow joint", "ELBOW"},
    Region{"85562004", "Hand", "HAND"},
    Region{"16982005", "Shoulder", "SHOULDER"},
    Region{"74670003", "Wrist joint", "WRIST"},
    Region{"7569003", "Finger", "FINGER"},
    Region{"76505004", "Thumb", "THUMB"},
    Region{"14975008", "Forearm", "FOREARM"},
    Region{"85050009", "Humerus", "HUMERUS"},
    Region{"40983000", "Upper arm", "ARM"},
    Region{"51299004", "Clavicle", "CLAVICLE"},
    Region{"79601000", "Scapula", "SCAPULA"},
    Region{"30021000", "Lower leg", "LEG"},
    Region{"72696002", "Knee", "KNEE"},
    Region{"64234005", "Patella", "PATELLA"},
    Region{"71341001", "Femur", "FEMUR"},
    Region{"68367000", "Thigh", "THIGH"},
    Region{"29836001", "Hip", "HIP"},
    Region{"24136001", "Hip joint", "HIP"},
    Region{"816092008", "Pelvis", "PELVIS"},
    Region{"70258002", "Ankle joint", "ANKLE"},
    Region{"56459004", "Foot", "FOOT"},
    Region{"29707007", "Toe", "TOE"},
    Region{"80144004", "Calcaneus", "CALCANEUS"},
    Region{"113197003", "Rib", "RIB"},
    Region{"122494005", "Cervical spine", "CSPINE"},
    Region{"122495006", "Thoracic spine", "TSPINE"},
    Region{"122496007", "Lumbar spine", "LSPINE"},
    Region{"66019005", "Extremity", "EXTREMITY"},
};

struct Side {
  Laterality side;
  std::string_view letter;
  std::string_view snomed_ct;
  std::string_view snomed_rt;
};

constexpr std::array sides{
    Side{Laterality::left, "L", "7771000", "G-A101"},
    Side{Laterality::right, "R", "24028007", "G-A100"},
    Side{Laterality::both, "B", "51440002", "G-A102"},
};

}  // namespace

const Region* find_region_by_code(std::string_view code) {
  const auto* found = std::ranges::find(regions, code, &Region::code);
  return found == regions.end() ? nullptr : found;
}

const Region* find_region_by_word(std::string_view word) {
  const auto* found = std::ranges::find(regions, word, &Region::word);
  return found == regions.end() ? nullptr : found;
}

std::optional<Laterality> side_of_letter(std::string_view letter) {
  for (const Side& side : sides)
    if (side.letter == letter) return side.side;
  return {};
}

std::optional<Laterality> side_of_code(std::string_view code) {
  for (const Side& side : sides)
    if (side.snomed_ct == code || side.snomed_rt == code) return side.side;
  return {};
}

std::string_view letter_of(std::optional<Laterality> laterality) {
  for (const Side& side : sides)
    if (side.side == laterality) return side.letter;
  return {};
}

}  // namespace osteon
