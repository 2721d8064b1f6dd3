// Writes the classic design as a pack: make_classic_pack FOLDER
//
// Whole ResNet-50 at 224 pixels, a router and experts for elbow, hand and shoulder, each with two
// hidden layers of 128 and 50. The weights are random: they cost the same time as any others.
#include <cstdio>
#include <exception>
#include <filesystem>

#include "tests/tiny_pack.hpp"

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::fputs("usage: make_classic_pack FOLDER\n", stderr);
    return 2;
  }
  try {
    const std::filesystem::path folder = argv[1];
    osteon::Pack pack = osteon::write_tiny_pack(folder, {.parts = {"elbow", "hand", "shoulder"},
                                                         .architecture = "resnet50-v1",
                                                         .hidden = {128, 50}});
    pack.name = "classic";
    pack.input.side = 224;
    osteon::write_whole(folder / "pack.json", osteon::pack_json(pack));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_classic_pack: %s\n", error.what());
    return 1;
  }
}
