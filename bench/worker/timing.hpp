// How long something takes, several times over, on one thread or on several at once.
#pragma once

#include <barrier>
#include <chrono>
#include <thread>
#include <vector>

#include <omp.h>

namespace osteon::bench {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point begun) {
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// Seconds of each call; one before them is not counted.
template <typename Work>
std::vector<double> timed(int times, Work&& work) {
  std::vector<double> seconds;
  work();
  for (int i = 0; i < times; ++i) {
    const auto begun = Clock::now();
    work();
    seconds.push_back(seconds_since(begun));
  }
  return seconds;
}

/// Each of `workers` threads makes something to work with, has its share of `threads`, and works
/// `times` times beside the others. \return seconds from the first start to the last end
template <typename Make>
double timed_together(int workers, int threads, int times, const Make& make) {
  std::vector<Clock::time_point> begun(static_cast<std::size_t>(workers));
  std::vector<Clock::time_point> ended(begun.size());
  std::barrier ready(workers);
  {
    std::vector<std::jthread> team;
    for (std::size_t worker = 0; worker < begun.size(); ++worker)
      team.emplace_back([&, worker] {
        omp_set_num_threads(std::max(1, threads / workers));
        auto work = make(static_cast<int>(worker));
        work();  // compiles and touches
        ready.arrive_and_wait();
        begun[worker] = Clock::now();
        for (int i = 0; i < times; ++i) work();
        ended[worker] = Clock::now();
      });
  }
  return std::chrono::duration<double>(std::ranges::max(ended) - std::ranges::min(begun)).count();
}

}  // namespace osteon::bench
