#include "osteon/engine/values.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/engine/unfold.hpp"

namespace osteon {
namespace {

constexpr int nobody = -1;

/// The first step after `writer` that reads what it wrote or adds to it; null for the last.
const Step* first_reader(const std::vector<Step>& steps, std::size_t writer) {
  const int buffer = steps[writer].to;
  for (std::size_t i = writer + 1; i < steps.size(); ++i) {
    if (steps[i].from == buffer || (steps[i].to == buffer && steps[i].adds)) return &steps[i];
    if (steps[i].to == buffer) break;
  }
  return nullptr;
}

/// Walks a schedule and keeps account of what each buffer holds.
class InWholeNumbers {
 public:
  /// \param stem  the numbers that the first convolution reads and writes, if it is not unfolded
  InWholeNumbers(const ActivationRanges& ranges, const Values& stem)
      : ranges_(ranges), stem_(stem) {}

  std::vector<Step> walk(const std::vector<Step>& steps) && {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      Step step = steps[i];
      if (step.adds) step.added = at(step.to).values;
      if (std::holds_alternative<ConvLayer>(step.operation))
        convolve(step, first_reader(steps, i));
      else if (std::holds_alternative<MaxPool>(step.operation))
        step.out = at(step.from).values;
      else
        step.out = real_from(step);
      step.in = at(step.from).values;
      write(std::move(step));
    }
    return std::move(steps_);
  }

 private:
  struct Content {
    Values values;
    std::string name;  ///< of its range
  };

  Content& at(int buffer) { return buffers_[static_cast<std::size_t>(buffer)]; }

  void convolve(Step& step, const Step* reader) {
    const auto& layer = std::get<ConvLayer>(step.operation);
    if (step.from == input_buffer) {
      if (!ranges_.contains(input_range) || !can_unfold(layer, step.side_in)) {
        at(input_buffer).values = step.out = stem_;
        return;
      }
      unfold(step);
    } else if (at(step.from).values.type != Values::Type::u8) {
      convert(step, whole(at(step.from).name, 255));
    }
    const bool read_whole = reader && (std::holds_alternative<ConvLayer>(reader->operation) ||
                                       std::holds_alternative<MaxPool>(reader->operation));
    if (!(step.adds ? step.added.whole() : read_whole))
      step.out = {.channels_last = true};
    else
      step.out = whole(layer.name, layer.relu ? 255 : 127);
  }

  /// Makes the first convolution read whole numbers, four channels of them.
  void unfold(Step& step) {
    write({.operation = Unfolding{},
           .to = converted_buffer,
           .channels_in = 1,
           .channels_out = window_of({.operation = step.operation, .unfolded = true}).channels,
           .side_in = step.side_in,
           .side_out = step.side_out,
           .out = whole(std::string(input_range), 127)});
    step.from = converted_buffer;
    step.channels_in = steps_.back().channels_out;
    step.side_in = steps_.back().side_out;
    step.unfolded = true;
  }

  /// What a step of real numbers leaves, after whole ones that it would read were converted.
  Values real_from(Step& step) {
    if (at(step.from).values.whole()) convert(step, {.channels_last = true});
    return at(step.from).values;
  }

  /// \param most  255 for u8, 127 for s8
  Values whole(const std::string& name, int most) const {
    const auto range = ranges_.find(name);
    if (range == ranges_.end())
      throw Error(ErrorCode::bad_argument,
                  fmt::format("int8 needs the range of '{}', which the pack does not hold; measure "
                              "it with 'osteon model quantize', or ask for another precision",
                              name));
    return {.type = most == 255 ? Values::Type::u8 : Values::Type::s8,
            .unit = range->second / static_cast<float>(most),
            .channels_last = true};
  }

  /// Makes `step` read its input as `wanted`.
  void convert(Step& step, Values wanted) {
    const Content& there = at(step.from);
    const Content& done = at(converted_buffer);
    if (mirrored_ != step.from || done.values.type != wanted.type) {
      const int from = step.from;
      write({.operation = Conversion{},
             .from = from,
             .to = converted_buffer,
             .channels_in = step.channels_in,
             .channels_out = step.channels_in,
             .side_in = step.side_in,
             .side_out = step.side_in,
             .in = there.values,
             .out = wanted});
      mirrored_ = from;
    }
    step.from = converted_buffer;
  }

  void write(Step step) {
    const std::string_view name = result_name(step);
    at(step.to) = {step.out, name.empty() ? at(step.from).name : std::string(name)};
    if (step.to == mirrored_) mirrored_ = nobody;
    steps_.push_back(std::move(step));
  }

  const ActivationRanges& ranges_;
  Values stem_;
  std::array<Content, last_buffer + 1> buffers_{};
  int mirrored_ = nobody;  ///< the buffer that was converted last and has not changed since
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> with_values(std::vector<Step> steps, Precision precision,
                              const ActivationRanges& ranges) {
  const bool halves = precision == Precision::bf16 ||
                      (precision == Precision::int8 && fastest_precision(false) == Precision::bf16);
  const Values all{.type = halves ? Values::Type::bf16 : Values::Type::fp32};
  if (precision == Precision::int8) return InWholeNumbers(ranges, all).walk(steps);
  for (Step& step : steps) step.in = step.out = step.added = all;
  return steps;
}

}  // namespace osteon
