#include "osteon/train/peers.hpp"

#include <charconv>
#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <utility>

// Debian's libtorch has c10d with Gloo, and its headers say so only when they are told.
#define USE_C10D_GLOO
#include <fmt/format.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

/// The first of the variables that is set; null where none is.
const char* variable(std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const char* value = std::getenv(name)) return value;
  return nullptr;
}

int number_of(const char* name, std::string_view text, int low, int high) {
  int number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || number < low || number > high)
    throw Error(ErrorCode::bad_argument,
                fmt::format("the variable {} is '{}', it may be {} to {}", name, text, low, high));
  return number;
}

/// The beginning of what a library says; the rest is where in its sources it said so.
std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

bool is_this_machine(std::string_view address) {
  return address == "127.0.0.1" || address == "localhost";
}

}  // namespace

PeerPlace place_from_environment() {
  PeerPlace place;
  const char* count = variable({"WORLD_SIZE", "OMPI_COMM_WORLD_SIZE", "SLURM_STEP_NUM_TASKS"});
  const char* rank = variable({"RANK", "OMPI_COMM_WORLD_RANK", "SLURM_PROCID"});
  if (count == nullptr || rank == nullptr) return place;
  place.count = number_of("WORLD_SIZE", count, 1, 4096);
  place.rank = number_of("RANK", rank, 0, place.count - 1);
  if (place.count == 1) return place;
  const char* address = variable({"MASTER_ADDR"});
  const char* port = variable({"MASTER_PORT"});
  if (address == nullptr || port == nullptr)
    throw Error(ErrorCode::bad_argument,
                fmt::format("this is process {} of {}, and where they meet is not said: set "
                            "MASTER_ADDR to the first one's machine and MASTER_PORT to a free port",
                            place.rank, place.count));
  place.address = address;
  place.port = number_of("MASTER_PORT", port, 1, 65535);
  const char* here = variable({"LOCAL_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_SIZE"});
  if (here != nullptr)
    place.count_here = number_of("LOCAL_WORLD_SIZE", here, 1, place.count);
  else if (is_this_machine(place.address))
    place.count_here = place.count;
  const char* agent = variable({"TORCHELASTIC_USE_AGENT_STORE"});
  place.store_is_there = agent != nullptr && std::string_view(agent) == "True";
  if (const char* attempt = variable({"TORCHELASTIC_RESTART_COUNT"})) place.attempt = attempt;
  return place;
}

struct Peers::Group {
  c10::intrusive_ptr<c10d::Store> store;
  c10::intrusive_ptr<c10d::ProcessGroupGloo> processes;
};

namespace {

c10::intrusive_ptr<c10d::Store> meeting_place(const PeerPlace& place,
                                              std::chrono::milliseconds timeout) {
  c10d::TCPStoreOptions options;
  options.port = static_cast<std::uint16_t>(place.port);
  options.isServer = place.rank == 0 && !place.store_is_there;
  options.numWorkers = static_cast<std::size_t>(place.count);
  options.waitWorkers = !place.store_is_there;
  options.timeout = timeout;
  auto store = c10::make_intrusive<c10d::TCPStore>(place.address, options);
  return c10::make_intrusive<c10d::PrefixStore>("osteon/" + place.attempt, std::move(store));
}

/// What GLOO_SOCKET_IFNAME names, as for PyTorch; on one machine the way that stays within it.
std::shared_ptr<::gloo::transport::Device> device_for(const PeerPlace& place) {
  if (const char* interface = variable({"GLOO_SOCKET_IFNAME"}))
    return c10d::ProcessGroupGloo::createDeviceForInterface(interface);
  if (is_this_machine(place.address))
    return c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1");
  return c10d::ProcessGroupGloo::createDefaultDevice();
}

}  // namespace

Peers::Peers(const PeerPlace& place, std::chrono::seconds timeout) : place_(place) {
  if (place.count == 1) return;
  try {
    auto group = std::make_unique<Group>();
    group->store = meeting_place(place, timeout);
    auto options = c10d::ProcessGroupGloo::Options::create(timeout);
    options->devices.push_back(device_for(place));
    options->threads = 2;
    group->processes = c10::make_intrusive<c10d::ProcessGroupGloo>(group->store, place.rank,
                                                                   place.count, std::move(options));
    group_ = std::move(group);
  } catch (const std::exception& error) {
    throw Error(ErrorCode::busy,
                fmt::format("process {} of {} did not meet the others at {}:{} within {} s: {}; "
                            "check that all were started, with the same MASTER_ADDR and "
                            "MASTER_PORT, and that the port is free and open",
                            place.rank, place.count, place.address, place.port, timeout.count(),
                            first_line(error.what())));
  }
}

Peers::~Peers() = default;

namespace {

void wait_for(const PeerPlace& place,
              const std::function<c10::intrusive_ptr<c10d::Work>()>& begin) {
  try {
    begin()->wait();
  } catch (const std::exception& error) {
    throw Error(ErrorCode::busy,
                fmt::format("process {} of {} lost another one, or waited too long for it "
                            "(--peer-timeout): {}; start all of them again, with --resume",
                            place.rank, place.count, first_line(error.what())));
  }
}

}  // namespace

void Peers::average(const std::vector<torch::Tensor>& tensors, std::vector<double>& numbers) {
  if (!group_) return;
  const torch::NoGradGuard no_grad;
  // One message for all of it: many small ones would each wait for the slowest.
  std::vector<torch::Tensor> flat;
  for (const torch::Tensor& tensor : tensors) flat.push_back(tensor.reshape({-1}));
  flat.push_back(torch::tensor(numbers, torch::kFloat64).to(torch::kFloat32));
  std::vector<torch::Tensor> all{torch::cat(flat)};
  wait_for(place_, [&] { return group_->processes->allreduce(all, c10d::AllreduceOptions()); });
  all.front().div_(place_.count);
  std::int64_t at = 0;
  for (const torch::Tensor& tensor : tensors) {
    tensor.copy_(all.front().narrow(0, at, tensor.numel()).view(tensor.sizes()));
    at += tensor.numel();
  }
  for (double& number : numbers) number = all.front()[at++].item<double>();
}

void Peers::take_from_first(const std::vector<torch::Tensor>& tensors) {
  if (!group_) return;
  const torch::NoGradGuard no_grad;
  for (const torch::Tensor& tensor : tensors) {
    std::vector<torch::Tensor> whole{tensor.detach().contiguous()};
    wait_for(place_, [&] { return group_->processes->broadcast(whole, c10d::BroadcastOptions()); });
    tensor.detach().copy_(whole.front());
  }
}

}  // namespace osteon
