#include "osteon/cli/default_pack.hpp"

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "tests/scratch_folder.hpp"

using namespace osteon;
using osteon::cli::pack_beside;

TEST_CASE("a program in a build folder finds the pack of the source tree around it", "[cli]") {
  const ScratchFolder tree;
  tree.write("models/osteon-base/pack.json", "{}");
  CHECK(pack_beside(tree / "build/dev/bin/osteon") == tree / "models/osteon-base");
}

TEST_CASE("an installed program finds the pack in share, before any above it", "[cli]") {
  const ScratchFolder tree;
  tree.write("models/osteon-base/pack.json", "{}");
  tree.write("usr/share/osteon/models/osteon-base/pack.json", "{}");
  CHECK(pack_beside(tree / "usr/bin/osteon") == tree / "usr/share/osteon/models/osteon-base");
}
