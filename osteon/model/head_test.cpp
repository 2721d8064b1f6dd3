#include "osteon/model/head.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

Head random_head(int outputs, int channels, Pooling pooling, Random& random) {
  Head head{.tensors = "expert", .weight = {}, .bias = {}, .pooling = pooling};
  for (int i = 0; i < outputs * channels; ++i)
    head.weight.push_back(static_cast<float>(random.normal()));
  for (int i = 0; i < outputs; ++i) head.bias.push_back(static_cast<float>(random.normal()));
  return head;
}

}  // namespace

TEST_CASE("a head's scores are what the formulas say, place by place", "[model]") {
  Random random(3);
  for (const auto pooling : {Pooling::mean, Pooling::log_mean_exp})
    for (const int channels : {1, 15, 16, 64, 70}) {
      CAPTURE(channels);
      const Head head = random_head(3, channels, pooling, random);
      std::vector<float> features;
      for (int i = 0; i < 5 * channels; ++i)
        features.push_back(static_cast<float>(random.normal()));
      const auto scores = scores_of(head, features);
      REQUIRE(scores.size() == 3);
      for (int output = 0; output < 3; ++output) {
        double pooled = 0;
        for (int place = 0; place < 5; ++place) {
          double value = 0;
          for (int c = 0; c < channels; ++c)
            value += static_cast<double>(features[static_cast<std::size_t>(place * channels + c)]) *
                     head.weight[static_cast<std::size_t>(output * channels + c)];
          pooled += (pooling == Pooling::mean ? value : std::exp(value)) / 5;
        }
        if (pooling == Pooling::log_mean_exp) pooled = std::log(pooled);
        CHECK(scores[static_cast<std::size_t>(output)] ==
              Approx(pooled + head.bias[static_cast<std::size_t>(output)]).margin(1e-4));
      }
    }
}

// Its heatmap, drawn as any linear head's, then adds up to the score as well.
TEST_CASE("around its features a small network is the linear head that stands in for it",
          "[model]") {
  Random random(9);
  const auto numbers = [&](int count) {
    std::vector<float> values;
    for (int i = 0; i < count; ++i) values.push_back(static_cast<float>(random.normal()));
    return values;
  };
  constexpr int channels = 12;
  const Head head{.tensors = "expert",
                  .weight = numbers(4),
                  .bias = numbers(1),
                  .hidden = {{numbers(7 * channels), numbers(7)}, {numbers(4 * 7), numbers(4)}}};
  std::vector<float> features = numbers(5 * channels);
  const Head linear = linear_at(head, features);
  REQUIRE(linear.weight.size() == channels);
  CHECK(linear.hidden.empty());
  const double score = scores_of(head, features).front();
  CHECK(scores_of(linear, features).front() == Approx(score).margin(1e-5));
  for (std::size_t c = 0; c < channels; ++c) {
    auto nudged = features;
    nudged[c] += 0.02F;  // a fifth of it in the mean over five places
    CHECK(scores_of(head, nudged).front() - score == Approx(0.004 * linear.weight[c]).margin(5e-5));
  }
}

TEST_CASE("one hot place decides where odds add up, however large it is", "[model]") {
  const Head head{
      .tensors = "expert", .weight = {1}, .bias = {0.5F}, .pooling = Pooling::log_mean_exp};
  std::vector<float> values(100, 0.0F);
  values[17] = 900;
  CHECK(scores_of(head, values).front() == Approx(900 - std::log(100.0) + 0.5));
}

}  // namespace osteon
