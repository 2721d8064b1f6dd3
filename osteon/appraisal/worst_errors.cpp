#include <algorithm>
#include <functional>

#include "osteon/appraisal/appraisal.hpp"
#include "osteon/detector/folder.hpp"
#include "osteon/evaluate/cases.hpp"
#include "osteon/report/forms.hpp"

namespace osteon {
namespace {

constexpr int longest_side = 640;

/// How far the probability is from the label.
double wrongness(const WorstError& error) {
  return error.missed ? 1 - error.probability : error.probability;
}

}  // namespace

std::vector<WorstError> worst_errors(const Evaluation& evaluation, int count) {
  std::vector<WorstError> missed;
  std::vector<WorstError> alarms;
  for (const Case& row : cases_in_sequence(evaluation.subject, evaluation.predictions)) {
    // Without an answer nothing wrong was said, though it counts as wrong.
    if (!row.answered) continue;
    if (row.positive && !row.said_sensitive)
      missed.push_back({.row = row.row, .missed = true, .probability = row.probability});
    if (!row.positive && row.said_specific)
      alarms.push_back({.row = row.row, .missed = false, .probability = row.probability});
  }
  for (auto* errors : {&missed, &alarms})
    std::ranges::stable_sort(*errors, std::greater{}, wrongness);

  const auto wanted = static_cast<std::size_t>(std::max(count, 0));
  const std::size_t of_alarms =
      std::min(alarms.size(), wanted - std::min(wanted / 2, missed.size()));
  missed.resize(std::min(missed.size(), wanted - of_alarms));
  alarms.resize(of_alarms);
  missed.insert(missed.end(), alarms.begin(), alarms.end());
  return missed;
}

void draw(std::vector<WorstError>& errors, const Evaluation& evaluation, const Detector& detector,
          const std::function<void()>& each) {
  std::vector<std::filesystem::path> files;
  for (const WorstError& error : errors)
    files.push_back(evaluation.predictions.rows[error.row].entry.file);
  const Maker maker = maker_of(detector);
  const FolderOptions options{.keep_radiographs = true, .look_closer = true};
  std::size_t done = 0;
  examine_files(detector, files, options, [&](FileReading&& read) {
    WorstError& error = errors[done++];
    if (read.radiograph)
      error.png = overlay_png(*read.radiograph, *read.reading, maker,
                              {.longest_side = longest_side, .also_unsaid = true});
    each();
  });
}

}  // namespace osteon
