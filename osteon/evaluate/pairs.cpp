#include "osteon/evaluate/pairs.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

using Name = std::filesystem::path;
using Places = std::map<Name, std::size_t>;
using Rows = std::vector<Prediction>;

[[noreturn]] void refuse(const std::string& why) { throw Error(ErrorCode::bad_argument, why); }

Name shared_folder(const Rows& rows) {
  if (rows.empty()) return {};
  Name shared = rows.front().entry.file.parent_path();
  for (const Prediction& row : rows) {
    const Name& file = row.entry.file;
    const auto end = std::mismatch(shared.begin(), shared.end(), file.begin(), file.end()).first;
    Name common;
    for (auto step = shared.begin(); step != end; ++step) common /= *step;
    shared = common;
  }
  return shared;
}

/// Where each name stands; below `folder` if it is not empty.
Places places_of(const Evaluation& evaluation, const Name& folder) {
  Places places;
  const Rows& rows = evaluation.predictions.rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Name& file = rows[i].entry.file;
    if (!places.emplace(folder.empty() ? file : file.lexically_relative(folder), i).second)
      refuse(
          fmt::format("{}: the file of row {} has a row already; images can only be matched "
                      "when each has one",
                      evaluation.file.string(), i + 1));
  }
  return places;
}

std::size_t count_in_both(const Places& a, const Places& b) {
  return static_cast<std::size_t>(
      std::ranges::count_if(a, [&](const auto& place) { return b.contains(place.first); }));
}

void check_labels(const Rows& a, const Rows& b) {
  std::size_t parts = 0;
  std::size_t labels = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    parts += a[i].entry.part != b[i].entry.part ? 1 : 0;
    labels += a[i].entry.positive != b[i].entry.positive ? 1 : 0;
  }
  if (parts + labels > 0)
    refuse(
        fmt::format("of {} images in both, {} have another true part and {} another label; "
                    "evaluate both packs on the same labels",
                    a.size(), parts, labels));
}

/// Group names are running numbers: what must agree is who is together with whom.
void check_groups(const Rows& a, const Rows& b) {
  std::map<std::string, std::string> b_of_a;
  std::map<std::string, std::string> a_of_b;
  std::size_t apart = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::string& in_a = a[i].entry.group;
    const std::string& in_b = b[i].entry.group;
    const bool agree = b_of_a.try_emplace(in_a, in_b).first->second == in_b &&
                       a_of_b.try_emplace(in_b, in_a).first->second == in_a;
    apart += agree ? 0 : 1;
  }
  if (apart > 0)
    refuse(
        fmt::format("of {} images in both, {} are grouped otherwise; evaluate both packs on "
                    "the same patients",
                    a.size(), apart));
}

}  // namespace

Predictions paired(const Evaluation& a, const Evaluation& b) {
  Places in_a = places_of(a, {});
  Places in_b = places_of(b, {});
  std::size_t both = count_in_both(in_a, in_b);
  if (both == 0) {  // perhaps the same data at another place
    in_a = places_of(a, shared_folder(a.predictions.rows));
    in_b = places_of(b, shared_folder(b.predictions.rows));
    both = count_in_both(in_a, in_b);
  }
  if (both != in_a.size() || both != in_b.size())
    refuse(
        fmt::format("the two are not over the same images: {} in both, {} in the first only, "
                    "{} in the second only; evaluate both packs on the same data",
                    both, in_a.size() - both, in_b.size() - both));
  if (both == 0) refuse("there is no image in either");

  Predictions ordered;
  ordered.rows.resize(both);
  for (const auto& [name, place] : in_a) ordered.rows[place] = b.predictions.rows[in_b.at(name)];
  check_labels(a.predictions.rows, ordered.rows);
  check_groups(a.predictions.rows, ordered.rows);
  for (std::size_t i = 0; i < both; ++i)
    ordered.rows[i].entry.group = a.predictions.rows[i].entry.group;
  return ordered;
}

}  // namespace osteon
