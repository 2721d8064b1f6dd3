#include "osteon/cli/suggest.hpp"

#include <vector>

#include <catch2/catch.hpp>

using osteon::cli::did_you_mean;
using osteon::cli::edits_between;

TEST_CASE("one slip of a finger is one edit", "[cli]") {
  CHECK(edits_between("predict", "predict") == 0);
  CHECK(edits_between("predcit", "predict") == 1);   // two letters swapped
  CHECK(edits_between("predic", "predict") == 1);    // one left out
  CHECK(edits_between("preddict", "predict") == 1);  // one too many
  CHECK(edits_between("pradict", "predict") == 1);   // one wrong
  CHECK(edits_between("", "foot") == 4);
}

TEST_CASE("the number of edits does not depend on which word was mistyped", "[cli]") {
  const std::vector<std::string> words{"", "a", "hand", "hadn", "shoulder", "lower_leg", "elbow"};
  for (const auto& a : words)
    for (const auto& b : words) CHECK(edits_between(a, b) == edits_between(b, a));
}

TEST_CASE("the nearest word is suggested, and none when none is near", "[cli]") {
  const std::vector<std::string> known{"predict", "phantom", "doctor"};
  CHECK(did_you_mean("docter", known) == "; did you mean 'doctor'?");
  CHECK(did_you_mean("Predict", known) == "; did you mean 'predict'?");
  CHECK(did_you_mean("serve", known).empty());
  CHECK(did_you_mean("predict", {}).empty());
}
