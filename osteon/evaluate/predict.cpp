#include "osteon/evaluate/predict.hpp"

#include <fmt/format.h>

#include "osteon/detector/folder.hpp"
#include "osteon/evaluate/pointed.hpp"

namespace osteon {

Prediction prediction_of(const Pack& pack, const Entry& entry, const Reading& reading,
                         Extent radiograph) {
  Prediction row{.entry = entry, .finding = reading.finding, .given_part = {}};
  row.extent = radiograph;
  row.pointed = pointed_by(reading, radiograph);
  const Expert* expert = pack.expert_for(entry.part);
  if (reading.scores.expert.empty()) {
    row.given_part = reading.finding;  // refused before any network saw it
  } else if (expert == nullptr) {
    row.given_part.target = pack.target;
    row.given_part.reason = "unsupported_part";
    row.given_part.explanation = fmt::format("the pack has no expert for '{}'", entry.part);
  } else {
    row.given_part = decide(pack, reading.scores, entry.part);
    row.score = expert_score(pack, *expert, reading.scores);
  }
  return row;
}

Predictions predict_entries(const Detector& detector, const std::vector<Entry>& entries,
                            const std::function<void(std::size_t)>& progress) {
  std::vector<std::filesystem::path> files;
  for (const Entry& entry : entries) files.push_back(entry.file);
  Predictions predictions;
  std::size_t done = 0;
  examine_files(detector, files, {.look_closer = true}, [&](FileReading&& read) {
    const Entry& entry = entries[done++];
    if (read.error)
      predictions.unread.push_back({entry.file, read.error->what()});
    else
      predictions.rows.push_back(prediction_of(detector.pack(), entry, *read.reading, read.extent));
    if (progress) progress(done);
  });
  return predictions;
}

}  // namespace osteon
