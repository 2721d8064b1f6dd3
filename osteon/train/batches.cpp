#include "osteon/train/batches.hpp"

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

constexpr std::size_t batch = 16;

}  // namespace

void in_batches(const std::vector<Entry>& entries, const InputSpec& input,
                const std::function<Radiograph(const Entry&)>& shown,
                const std::function<void(Tensor&, const std::vector<const Entry*>&)>& take) {
  std::vector<Radiograph> waiting;
  std::vector<const Entry*> of;
  const auto flush = [&] {
    if (waiting.empty()) return;
    Tensor images = prepare(waiting, input);
    take(images, of);
    waiting.clear();
    of.clear();
  };
  for (const Entry& entry : entries) {
    try {
      waiting.push_back(shown(entry));
      of.push_back(&entry);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
    }
    if (waiting.size() == batch) flush();
  }
  flush();
}

}  // namespace osteon
