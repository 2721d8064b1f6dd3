#include <algorithm>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/engine/network.hpp"

using namespace osteon;

TEST_CASE("each precision answers to its own name, and auto leaves the choice open",
          "[engine][precision]") {
  for (const Precision precision : available_precisions(true))
    CHECK(precision_named(name_of(precision)) == precision);
  CHECK_FALSE(precision_named("auto"));
}

TEST_CASE("a precision that does not exist is refused with those that do", "[engine][precision]") {
  CHECK_THROWS_WITH(precision_named("FP32"),
                    Catch::Contains("'FP32'") && Catch::Contains("auto, fp32, bf16 and int8"));
  CHECK_THROWS_AS(precision_named(""), Error);
}

TEST_CASE("what the CPU would only imitate is refused", "[engine][precision]") {
  const auto available = available_precisions(true);
  for (const Precision precision : {Precision::bf16, Precision::int8})
    if (std::ranges::find(available, precision) == available.end())
      CHECK_THROWS_WITH(precision_named(name_of(precision)), Catch::Contains(cpu_description()));
}

TEST_CASE("without ranges nothing is run at int8 by itself", "[engine][precision]") {
  CHECK(fastest_precision(false) != Precision::int8);
  for (const Precision precision : available_precisions(false)) CHECK(precision != Precision::int8);
}
