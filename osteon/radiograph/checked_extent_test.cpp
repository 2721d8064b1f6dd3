#include "osteon/radiograph/checked_extent.hpp"

#include <limits>
#include <utility>

#include <catch2/catch.hpp>

#include "osteon/radiograph/drawn.hpp"

namespace osteon {

TEST_CASE("a size up to the limit passes and one pixel more does not", "[radiograph]") {
  const ReadLimits limits{.max_pixels = 12};

  CHECK(checked_extent("PNG", 4, 3, limits) == Extent{4, 3});
  const Error error = drawn::error_of([&] { checked_extent("PNG", 13, 1, limits); });
  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.what(), Catch::Contains("13 x 1") && Catch::Contains("12"));
}

// Sizes are multiplied all over the readers; a product that wraps round would pass as small.
TEST_CASE("no declared size is too large to be refused", "[radiograph]") {
  constexpr auto huge = std::numeric_limits<std::int64_t>::max();
  const auto size =
      GENERATE_COPY(std::pair{huge, huge}, std::pair{std::int64_t{1} << 32, std::int64_t{1} << 32},
                    std::pair{std::int64_t{1}, huge}, std::pair{huge, std::int64_t{1}});
  CAPTURE(size.first, size.second);

  CHECK(drawn::error_of([&] {
          checked_extent("PNG", size.first, size.second, {.max_pixels = huge});
        }).code() == ErrorCode::unsupported);
}

TEST_CASE("a size of nothing, or of less, is damage", "[radiograph]") {
  CHECK(drawn::error_of([] { checked_extent("PNG", 0, 5, {}); }).code() == ErrorCode::unreadable);
  CHECK(drawn::error_of([] { checked_extent("PNG", 5, -1, {}); }).code() == ErrorCode::unreadable);
}

}  // namespace osteon
