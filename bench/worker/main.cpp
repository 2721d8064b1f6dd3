// Osteon's side of ./dev bench: does what each line of standard input asks for, a JSON object with
// the command's name as `do`, and answers with one line of JSON. Between two lines it waits, so
// that the bench can let programs that are already warm take turns.
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include <nlohmann/json.hpp>
#include <omp.h>

#include "bench/worker/inference.hpp"
#include "bench/worker/limits.hpp"
#include "bench/worker/stages.hpp"

using nlohmann::json;
using namespace osteon::bench;

int main() {
  Inference inference;
  const std::map<std::string, std::function<json(const json&)>> commands{
      {"threads",
       [](const json& c) {
         omp_set_num_threads(c.at("threads"));
         return json::object();
       }},
      {"open", [&](const json& c) { return inference.open(c); }},
      {"prepare", [&](const json& c) { return inference.prepare(c); }},
      {"scores", [&](const json& c) { return inference.scores(c); }},
      {"latency", [&](const json& c) { return inference.latency(c); }},
      {"examine", [&](const json& c) { return inference.examine(c); }},
      {"throughput", [&](const json& c) { return inference.throughput(c); }},
      {"bare", bare_convolutions},
      {"product", matrix_product},
      {"stages", stages},
  };
  std::string line;
  while (std::getline(std::cin, line)) {
    json answer;
    try {
      const json command = json::parse(line);
      answer = commands.at(command.at("do"))(command);
    } catch (const std::exception& error) {
      answer = {{"error", error.what()}};
    }
    std::cout << answer.dump() << std::endl;
  }
}
