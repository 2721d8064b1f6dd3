// Entries as a network sees them, a batch at a time.
#pragma once

#include <functional>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/model/prepare.hpp"
#include "osteon/model/tensor.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// In order, at most 16 together; those that cannot be read are left out.
/// \param shown  the radiograph that is shown for an entry
/// \param take   gets the images, N x 1 x side x side, and whose they are
void in_batches(const std::vector<Entry>& entries, const InputSpec& input,
                const std::function<Radiograph(const Entry&)>& shown,
                const std::function<void(Tensor&, const std::vector<const Entry*>&)>& take);

}  // namespace osteon
