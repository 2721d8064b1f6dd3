// The hind foot and midfoot seen from above, and the whole foot from the side.
#include "osteon/phantom/bones.hpp"

namespace osteon::phantom {

std::vector<Solid> heel_bones_frontal() {
  return {
      bone("calcaneus",
           {{{{8, -26, 15, 1.4}, {6, -8, 14, 1.3}, {10, 12, 12, 1.2}, {14, 30, 10, 1.2}}}}),
      bone("talus",
           {{{{-2, -4, 15, 1.3}, {-4, 8, 14, 1.3}, {-8, 20, 11, 1.2}, {-11, 32, 13, 1.2}}}}),
      bone("navicular", {}, {pebble({-13, 50}, 17, 6.5, -6, 8)}),
      bone("cuboid", {}, {pebble({17, 57}, 11.5, 14, -12, 9)}),
      bone("medial cuneiform", {}, {pebble({-23, 68}, 8.5, 11.5, 4, 9)}),
      bone("intermediate cuneiform", {}, {pebble({-9.5, 65}, 6, 8, 0, 7)}),
      bone("lateral cuneiform", {}, {pebble({2.5, 67}, 6.5, 10, -4, 7)}),
  };
}

std::vector<Solid> foot_bones_lateral() {
  std::vector<Solid> bones{
      bone("talus", {{{{-13, 16, 14, 1.4}, {6, 16, 14, 1.4}}},
                     {{{-16, 20, 11, 1.4}, {-29, 23, 9.5, 1.3}, {-38, 27, 11.5, 1.2}}},
                     {{{6, 20, 9, 1.3}, {19, 26, 5, 1.2}}}}),
      bone("calcaneus", {},
           {slab({{-36, 42},
                  {-20, 42},
                  {-8, 36},
                  {6, 34},
                  {18, 37},
                  {34, 38},
                  {50, 40},
                  {58, 52},
                  {54, 70},
                  {40, 76},
                  {22, 68},
                  {2, 64},
                  {-18, 66},
                  {-34, 64}},
                 15, 1.6)}),
      bone("navicular", {}, {pebble({-56, 33}, 6, 13, 14, 9)}),
      bone("cuboid", {}, {pebble({-52, 57}, 13, 9.5, 14, 9)}),
      bone("cuneiforms", {}, {pebble({-73, 42}, 10, 12, 14, 9)}),
  };
  // From the side the rays lie over one another, the first on top and the fifth along the sole.
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
  int number = 0;
  for (const Ray& ray : rays) {
    const std::string name = std::to_string(++number);
    const Point along = (ray.joint - ray.head) * (1 / length(ray.joint - ray.head));
    bones.push_back(bone("metatarsal " + name,
                         {rod(ray.base, ray.head, ray.width, ray.width * 0.62, ray.width)}));
    bones.push_back(bone("toe " + name, {rod(ray.head + along * 1.5, ray.joint, ray.width * 0.85,
                                             ray.width * 0.55, ray.width * 0.7),
                                         rod(ray.joint + along * 1.5, ray.tip, ray.width * 0.65,
                                             ray.width * 0.42, ray.width * 0.45)}));
  }
  return bones;
}

}  // namespace osteon::phantom
