// The router's head, fitted once the rest is learned.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "osteon/dataset/entry.hpp"
#include "osteon/dataset/entry_table.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/train/linear_head.hpp"
#include "osteon/train/loader.hpp"

namespace osteon {

struct RouterFit {
  LinearHead head;
  std::string how;  ///< it came about
  Fit fit;          ///< to `valid`
};

/// A training moves the features under the router's head until the last step; at rest its best
/// weights are a matter of one convex problem for each penalty. It is fitted to what the engine
/// sees, at the precision that this machine chooses for the pack, of films as they come, changed
/// and from near (36,000 at most). Kept is the head that says the parts of `valid` best, as they
/// come and from near: half way from `learned` to one of the fitted, one of these where half way is
/// much worse, or `learned`.
/// \param pack     whose networks can be run; its heads are not looked at
/// \param learned  for Backbone::film_features(): the parts in order, and "none of these"
/// \param draw     as for the training, and for all peers together; without its changes the films
///                 are seen as they come alone
/// \param say      gets lines for people
/// \return nothing when it was asked to stop
std::optional<RouterFit> fit_router(const Pack& pack, const LinearHead& learned,
                                    const EntryTable& train, const LoaderOptions& draw,
                                    const std::vector<Entry>& valid,
                                    const std::function<void(const std::string&)>& say,
                                    const std::atomic<bool>& stop);

}  // namespace osteon
