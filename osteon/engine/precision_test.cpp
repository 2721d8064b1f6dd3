#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/engine/network.hpp"

using namespace osteon;

TEST_CASE("each precision answers to its own name, and auto to the fastest",
          "[engine][precision]") {
  CHECK(precision_named("fp32") == Precision::fp32);
  CHECK(precision_named("auto") == fastest_precision());
  CHECK(precision_named(name_of(fastest_precision())) == fastest_precision());
}

TEST_CASE("a precision that does not exist is refused with those that do", "[engine][precision]") {
  CHECK_THROWS_WITH(precision_named("FP32"),
                    Catch::Contains("'FP32'") && Catch::Contains("auto, fp32 and bf16"));
  CHECK_THROWS_AS(precision_named(""), Error);
}

TEST_CASE("bf16 is refused where the CPU would only imitate it", "[engine][precision]") {
  if (fastest_precision() == Precision::bf16)
    CHECK(precision_named("bf16") == Precision::bf16);
  else
    CHECK_THROWS_WITH(precision_named("bf16"), Catch::Contains(cpu_description()));
}
