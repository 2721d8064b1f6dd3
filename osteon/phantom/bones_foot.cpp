// The hind foot and midfoot seen from above, and the whole foot from the side.
#include "osteon/phantom/bones.hpp"

namespace osteon::phantom {

// One piece a row, its use behind it.
// clang-format off

std::vector<Solid> heel_bones_frontal() {
  return {
      bone("calcaneus", {{{{7, -6, 14, 1.3}, {8, 4, 13.5, 1.3}, {11, 18, 11.5, 1.2}, {14, 32, 10, 1.2}}, 0.6}}),
      bone("talus head", {{{{-4, 14, 12, 1.3}, {-8, 22, 10.5, 1.2}, {-11, 32, 12.5, 1.2}}, 0.8}}),
      bone("navicular", {}, {pebble({-13, 50}, 17, 7, -6, 7)}),
      bone("cuboid", {}, {pebble({17, 57}, 12, 15, -12, 8)}),
      bone("medial cuneiform", {}, {pebble({-23, 68}, 9, 12.5, 4, 8)}),
      bone("intermediate cuneiform", {}, {pebble({-9.5, 65}, 6.5, 9, 0, 6)}),
      bone("lateral cuneiform", {}, {pebble({2.5, 67}, 7, 11, -4, 6)}),
  };
}

namespace {

/// From the side the rays lie over one another, the first on top and the fifth along the sole.
struct Ray {
  Point base, head, joint, tip;
  double width;
};
constexpr Ray rays[] = {
    {{-83, 44}, {-141, 75}, {-169, 83}, {-192, 82}, 9},
    {{-83, 48}, {-146, 77}, {-168, 84}, {-185, 87}, 6.5},
    {{-80, 53}, {-140, 79}, {-161, 86}, {-176, 88}, 6},
    {{-74, 58}, {-132, 82}, {-152, 87}, {-166, 89}, 6},
    {{-56, 68}, {-120, 84}, {-139, 88}, {-152, 89}, 6},
};

}  // namespace

std::vector<Solid> foot_bones_lateral() {
  std::vector<Solid> bones{
      bone("talus", {{{{-12, 17, 14, 1.4}, {6, 17, 14, 1.4}}, 0.9},                             // dome
                     {{{-16, 20, 11, 1.4}, {-29, 23, 9.5, 1.3}, {-38, 27, 11.5, 1.2}}, 0.9},      // neck and head
                     {{{6, 22, 10, 1.3}, {20, 27, 5, 1.2}}, 0.9}}),
      bone("calcaneus", {}, {slab({{-36, 42}, {-20, 42}, {-8, 37}, {6, 35}, {18, 38}, {34, 38}, {50, 40}, {58, 52},
                                   {54, 70}, {40, 76}, {22, 68}, {2, 64}, {-18, 66}, {-34, 64}}, 13, 1.4)}),
      bone("navicular", {}, {pebble({-56, 33}, 6.5, 14, 14, 8)}),
      bone("cuboid", {}, {pebble({-51, 57}, 13.5, 10, 14, 8)}),
      bone("cuneiforms", {}, {pebble({-73, 42}, 10.5, 13, 14, 8)}),
  };
  for (int i = 0; i < 5; ++i) {
    const auto& [base, head, joint, tip, width] = rays[i];
    const std::string number = std::to_string(i + 1);
    const Point gap = (joint - head) * (1.5 / length(joint - head));
    bones.push_back(bone("metatarsal " + number, rod(base, head, width, width * 0.62, width)));
    bones.push_back(bone("toe " + number + " 1", rod(head + gap, joint, width * 0.85, width * 0.55, width * 0.7)));
    bones.push_back(bone("toe " + number + " 2", rod(joint + gap, tip, width * 0.65, width * 0.42, width * 0.45)));
  }
  return bones;
}

// clang-format on

}  // namespace osteon::phantom
