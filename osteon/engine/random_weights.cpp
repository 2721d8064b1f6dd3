#include "osteon/engine/random_weights.hpp"

#include <cmath>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "osteon/base/random.hpp"

namespace osteon {
namespace {

class Drawer {
 public:
  Drawer(std::uint64_t seed, ElementType stored_as) : random_(seed), stored_as_(stored_as) {}

  void draw(const ConvLayer& layer) {
    // He et al., ICCV 2015, with a uniform distribution of that variance.
    const double fan_in = static_cast<double>(layer.in) * layer.kernel * layer.kernel;
    const double reach = std::sqrt(6.0 / fan_in);
    add(layer.name + ".weight", {layer.out, layer.in, layer.kernel, layer.kernel}, -reach, reach);
    add(layer.norm + ".weight", {layer.out}, 0.4, 0.9);
    add(layer.norm + ".bias", {layer.out}, -0.2, 0.2);
    add(layer.norm + ".running_mean", {layer.out}, -0.2, 0.2);
    add(layer.norm + ".running_var", {layer.out}, 0.7, 1.5);
  }

  const std::vector<NamedTensor>& tensors() const { return tensors_; }

 private:
  void add(const std::string& name, std::vector<std::int64_t> shape, double low, double high) {
    std::size_t count = 1;
    for (const std::int64_t size : shape) count *= static_cast<std::size_t>(size);
    std::vector<float> values(count);
    for (float& value : values) value = static_cast<float>(random_.uniform(low, high));
    tensors_.push_back({name, std::move(shape), std::move(values), stored_as_});
  }

  Random random_;
  ElementType stored_as_;
  std::vector<NamedTensor> tensors_;
};

}  // namespace

std::vector<NamedTensor> random_tensors(std::span<const ConvLayer* const> layers,
                                        std::uint64_t seed, ElementType stored_as) {
  Drawer drawer(seed, stored_as);
  for (const ConvLayer* layer : layers) drawer.draw(*layer);
  return drawer.tensors();
}

Safetensors random_weights(std::span<const ConvLayer* const> layers, std::uint64_t seed,
                           ElementType stored_as) {
  const auto file = std::filesystem::temp_directory_path() /
                    fmt::format("osteon-random-{}-{}.safetensors", ::getpid(), seed);
  write_safetensors(file, random_tensors(layers, seed, stored_as));
  Safetensors weights(file);
  std::error_code ignored;  // a file that stays behind harms nobody
  std::filesystem::remove(file, ignored);
  return weights;
}

Tensor random_input(std::array<int, 4> shape, std::uint64_t seed) {
  Random random(seed);
  Tensor input(shape);
  for (float& value : input.values) value = static_cast<float>(random.uniform(-1, 1));
  return input;
}

}  // namespace osteon
