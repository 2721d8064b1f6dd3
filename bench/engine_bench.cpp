// How fast the engine runs ResNet-50, and how near that is to the convolutions alone.
//
// All of Google Benchmark's options work; OMP_NUM_THREADS sets the number of threads.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/bare_convolutions.hpp"
#include "osteon/engine/network.hpp"
#include "osteon/engine/random_weights.hpp"

using namespace osteon;

namespace {

struct Case {
  int side;
  int images;
  Precision precision;

  std::string name() const {
    return fmt::format("side {} batch {} {}", side, images, name_of(precision));
  }
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const Precision precision : available_precisions())
    for (const int side : {224, 288})
      for (const int images : {1, 8}) all.push_back({side, images, precision});
  return all;
}

const Backbone& resnet50() {
  static const Backbone backbone = backbone_named("resnet50-v1");
  return backbone;
}

/// In 16-bit floats, as a pack ships them.
const Safetensors& weights() {
  static const Safetensors random = random_weights(resnet50().convolutions(), 1, ElementType::f16);
  return random;
}

void count_images(benchmark::State& state, int images) {
  state.SetItemsProcessed(state.iterations() * images);
}

void run_network(benchmark::State& state, Case which) {
  const Network network(resnet50(), weights(), which.side, which.precision);
  Session session(network);
  const Tensor input = random_input({which.images, 1, which.side, which.side}, 2);
  session.run(input);  // compiles and touches
  for (auto _ : state) benchmark::DoNotOptimize(session.run(input));
  count_images(state, which.images);
}

void run_bare(benchmark::State& state, Case which, dnnl::memory::format_tag layout) {
  bench::BareConvolutions convolutions(bench::layers_as_described(resnet50(), which.side),
                                       which.images,
                                       bench::arithmetic_named(name_of(which.precision)), layout);
  convolutions.run();
  for (auto _ : state) convolutions.run();
  count_images(state, which.images);
}

void make_network(benchmark::State& state, Precision precision) {
  weights();
  for (auto _ : state) benchmark::DoNotOptimize(Network(resnet50(), weights(), 224, precision));
}

/// What the first image of a process waits for: oneDNN compiles each kernel at its first use.
void first_run(benchmark::State& state, Precision precision) {
  const Network network(resnet50(), weights(), 224, precision);
  const Tensor input = random_input({1, 1, 224, 224}, 2);
  const int capacity = dnnl::get_primitive_cache_capacity();
  dnnl::set_primitive_cache_capacity(0);
  for (auto _ : state) benchmark::DoNotOptimize(Session(network).run(input));
  dnnl::set_primitive_cache_capacity(capacity);
}

/// Prints as usual, and remembers the rates.
class Reporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      const auto rate = run.counters.find("items_per_second");
      if (run.run_type != Run::RT_Iteration || rate == run.counters.end()) continue;
      double& best = rates_[run.run_name.function_name];
      best = std::max(best, rate->second.value);
    }
  }

  double rate(const std::string& name) const {
    const auto found = rates_.find(name);
    return found == rates_.end() ? 0 : found->second;
  }

 private:
  std::map<std::string, double> rates_;  ///< images a second, the best of the repetitions
};

const std::map<std::string, dnnl::memory::format_tag> bare_layouts{
    {"bare convolutions", dnnl::memory::format_tag::any},
    {"bare convolutions, blocked", dnnl::memory::format_tag::nChw16c}};

void print_ratios(const Reporter& reporter) {
  for (const Case& which : cases()) {
    const double network = reporter.rate("network, " + which.name());
    for (const auto& [layout, tag] : bare_layouts) {
      const double bare = reporter.rate(layout + ", " + which.name());
      if (network > 0 && bare > 0)
        fmt::print("{:<24} {:6.1f} images/s, {:3.0f} % of {}\n", which.name(), network,
                   100 * network / bare, layout);
    }
  }
}

void declare() {
  const auto timed = [](benchmark::internal::Benchmark* one) {
    one->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);
  };
  for (const Precision precision : available_precisions()) {
    const std::string suffix = fmt::format(", {}", name_of(precision));
    timed(
        benchmark::RegisterBenchmark(("make a network" + suffix).c_str(), make_network, precision));
    timed(benchmark::RegisterBenchmark(("first run" + suffix).c_str(), first_run, precision));
  }
  for (const Case& which : cases()) {
    timed(benchmark::RegisterBenchmark(("network, " + which.name()).c_str(), run_network, which));
    for (const auto& [layout, tag] : bare_layouts)
      timed(benchmark::RegisterBenchmark((layout + ", " + which.name()).c_str(), run_bare, which,
                                         tag));
  }
}

}  // namespace

int main(int argc, char* argv[]) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  declare();
  Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  print_ratios(reporter);
}
