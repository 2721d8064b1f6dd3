#include "osteon/export/head_graph.hpp"

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace osteon {
namespace {

std::string through(Graph& graph, const std::string& name, std::span<const float> weight,
                    std::span<const float> bias, const std::string& from) {
  const auto outputs = static_cast<std::int64_t>(bias.size());
  const auto inputs = static_cast<std::int64_t>(weight.size()) / outputs;
  return graph.add("Gemm", name,
                   {from, graph.constant(name + ".weight", {outputs, inputs}, weight),
                    graph.constant(name + ".bias", {outputs}, bias)},
                   {{"transB", std::int64_t{1}}});
}

}  // namespace

void add_head_of_mean(Graph& graph, const Head& head, const std::string& mean) {
  std::string value = mean;
  for (std::size_t n = 0; n < head.hidden.size(); ++n) {
    const std::string name = "hidden." + std::to_string(n);
    value = graph.add("Relu", name + ".relu",
                      {through(graph, name, head.hidden[n].weight, head.hidden[n].bias, value)});
  }
  through(graph, Graph::output, head.weight, head.bias, value);
}

void add_head_of_places(Graph& graph, const Head& head, const std::string& features, int places) {
  const std::int64_t outputs = head.outputs();
  const auto inputs = static_cast<std::int64_t>(head.weight.size()) / outputs;
  // log(mean(exp(v))) + bias = logsumexp(v + bias - log(places)), so the convolution adds both.
  std::vector<float> bias = head.bias;
  for (float& value : bias) value -= std::log(static_cast<float>(places));
  const std::string values =
      graph.add("Conv", "values",
                {features, graph.constant("values.weight", {outputs, inputs, 1, 1}, head.weight),
                 graph.constant("values.bias", {outputs}, bias)},
                {{"kernel_shape", std::vector<std::int64_t>{1, 1}}});

  // The highest is taken out here: not every runtime's ReduceLogSumExp does so, and an exponential
  // overflows at 89.
  const std::map<std::string, OnnxAttribute> over_places{{"axes", std::vector<std::int64_t>{2, 3}},
                                                         {"keepdims", std::int64_t{1}}};
  const std::string highest = graph.add("ReduceMax", "highest", {values}, over_places);
  const std::string below = graph.add("Sub", "below", {values, highest});
  const std::string odds = graph.add("ReduceLogSumExp", "odds", {below}, over_places);
  graph.add("Flatten", Graph::output, {graph.add("Add", "pooled", {odds, highest})});
}

}  // namespace osteon
