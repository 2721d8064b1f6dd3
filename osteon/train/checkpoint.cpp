#include "osteon/train/checkpoint.hpp"

#include <functional>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"

namespace osteon {
namespace {

using torch::serialize::InputArchive;
using torch::serialize::OutputArchive;

void save(const std::filesystem::path& file, const std::function<void(OutputArchive&)>& fill) {
  try {
    OutputArchive archive;
    fill(archive);
    replace_whole(file,
                  [&](const std::filesystem::path& beside) { archive.save_to(beside.string()); });
  } catch (const std::exception&) {
    throw Error(
        ErrorCode::unreadable,
        file.string() + ": the checkpoint cannot be written; check the folder and free space");
  }
}

void load(const std::filesystem::path& file, const std::function<void(InputArchive&)>& drain) {
  if (!std::filesystem::exists(file))
    throw Error(ErrorCode::unreadable, file.string() + ": there is no checkpoint to go on from");
  try {
    InputArchive archive;
    archive.load_from(file.string());
    drain(archive);
  } catch (const c10::Error&) {
    throw Error(ErrorCode::bad_model,
                file.string() + ": damaged, or made with other settings of architecture or parts");
  }
}

/// libtorch takes tensors of any shape; what was made for other parts must not pass for ours.
void check_shapes(const TrainedNetwork& network,
                  const std::vector<std::vector<std::int64_t>>& wanted) {
  const auto parameters = network->parameters();
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (parameters[i].sizes() != wanted[i])
      throw Error(ErrorCode::bad_model,
                  "the checkpoint was made with another architecture or number of parts");
}

std::vector<std::vector<std::int64_t>> shapes_of(const TrainedNetwork& network) {
  std::vector<std::vector<std::int64_t>> shapes;
  for (const torch::Tensor& parameter : network->parameters())
    shapes.push_back(parameter.sizes().vec());
  return shapes;
}

template <typename Thing>
void put(OutputArchive& archive, const char* name, const Thing& thing) {
  OutputArchive inner;
  thing.save(inner);
  archive.write(name, inner);
}

template <typename Thing>
void get(InputArchive& archive, const char* name, Thing& thing) {
  InputArchive inner;
  archive.read(name, inner);
  thing.load(inner);
}

}  // namespace

void save_checkpoint(const std::filesystem::path& file, const TrainedNetwork& network,
                     const TrainedNetwork& average, const torch::optim::Optimizer& optimizer,
                     const Standing& standing) {
  save(file, [&](OutputArchive& archive) {
    put(archive, "network", *network);
    put(archive, "average", *average);
    put(archive, "optimizer", optimizer);
    archive.write("epoch", torch::tensor(standing.epoch));
    archive.write("step", torch::tensor(standing.step));
    archive.write("best", torch::tensor(standing.best, torch::kFloat64));
  });
}

Standing load_checkpoint(const std::filesystem::path& file, TrainedNetwork& network,
                         TrainedNetwork& average, torch::optim::Optimizer& optimizer) {
  Standing standing;
  load(file, [&](InputArchive& archive) {
    const auto wanted = shapes_of(network);
    get(archive, "network", *network);
    check_shapes(network, wanted);
    get(archive, "average", *average);
    get(archive, "optimizer", optimizer);
    // A tensor of its own for each: read into one that is defined, a value keeps the old one's
    // type.
    const auto value = [&](const char* name) {
      torch::Tensor tensor;
      archive.read(name, tensor);
      return tensor;
    };
    standing.epoch = value("epoch").item<std::int64_t>();
    standing.step = value("step").item<std::int64_t>();
    standing.best = value("best").item<double>();
  });
  return standing;
}

void save_network(const std::filesystem::path& file, const TrainedNetwork& network) {
  save(file, [&](OutputArchive& archive) { network->save(archive); });
}

void load_network(const std::filesystem::path& file, TrainedNetwork& network) {
  load(file, [&](InputArchive& archive) {
    const auto wanted = shapes_of(network);
    network->load(archive);
    check_shapes(network, wanted);
  });
}

}  // namespace osteon
