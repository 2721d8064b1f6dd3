#include "osteon/evaluate/shift/measure.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "osteon/base/error.hpp"
#include "osteon/detector/folder.hpp"
#include "osteon/evaluate/predict.hpp"
#include "osteon/phantom/out_of_scope.hpp"
#include "osteon/radiograph/read.hpp"

namespace osteon {
namespace {

/// Films that go through the network together.
constexpr std::size_t batch = 8;

/// Some of the entries with their films.
struct Batch {
  std::vector<Entry> entries;
  std::vector<Film> films;
};

Batch read_batch(std::span<const Entry> entries, std::vector<Unread>& unread) {
  Batch read;
  for (const Entry& entry : entries) {
    try {
      read.films.push_back({read_radiograph(entry.file), entry.outlines});
      read.entries.push_back(entry);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
      unread.push_back({entry.file, error.what()});
    }
  }
  return read;
}

void examine(const Detector& detector, const std::vector<Entry>& entries, std::vector<Film>&& films,
             std::vector<Prediction>& rows) {
  std::vector<Radiograph> radiographs;
  for (Film& film : films) radiographs.push_back(std::move(film.radiograph));
  std::vector<Reading> readings = detector.examine(radiographs);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    detector.look_closer(radiographs[i], readings[i]);
    Entry entry = entries[i];
    entry.outlines = std::move(films[i].outlines);
    rows.push_back(prediction_of(detector.pack(), entry, readings[i], radiographs[i].extent()));
  }
}

}  // namespace

ShiftRuns predict_shifted(const Detector& detector, const std::vector<Entry>& entries,
                          const std::vector<Shift>& shifts,
                          const std::function<void(std::size_t)>& progress) {
  ShiftRuns runs;
  for (const Shift& shift : shifts) runs.shifts.push_back({shift, {}});
  for (std::size_t begin = 0; begin < entries.size(); begin += batch) {
    const std::size_t count = std::min(batch, entries.size() - begin);
    const Batch read = read_batch(std::span(entries).subspan(begin, count), runs.unread);
    if (!read.films.empty()) {
      examine(detector, read.entries, std::vector(read.films), runs.as_is);
      for (ShiftRun& run : runs.shifts) {
        std::vector<Film> films;
        for (std::size_t i = 0; i < read.films.size(); ++i)
          films.push_back(
              shifted(run.shift, read.films[i], read.entries[i].file.filename().string()));
        examine(detector, read.entries, std::move(films), run.rows);
      }
    }
    if (progress) progress(begin + count);
  }
  return runs;
}

std::vector<OutOfScopeRun> refuse_drawn(const Detector& detector, int pictures,
                                        std::uint64_t first_seed,
                                        const std::function<void(std::size_t)>& progress) {
  std::vector<OutOfScopeRun> runs;
  std::size_t done = 0;
  for (const OutOfScopeKind& kind : out_of_scope_kinds()) {
    OutOfScopeRun& run = runs.emplace_back();
    run.kind = kind.name;
    run.what = kind.what;
    run.for_training = kind.for_training;
    while (run.pictures < pictures) {
      std::vector<Radiograph> drawn;
      for (; drawn.size() < batch && run.pictures < pictures; ++run.pictures)
        drawn.push_back(draw_out_of_scope(
            {.kind = kind.name, .seed = first_seed + static_cast<std::uint64_t>(run.pictures)}));
      for (const Reading& reading : detector.examine(drawn))
        run.cannot_answer += reading.finding.verdict == Verdict::cannot_answer ? 1 : 0;
      done += drawn.size();
      if (progress) progress(done);
    }
  }
  return runs;
}

std::vector<OutOfScopeRun> refuse_files(const Detector& detector,
                                        const std::filesystem::path& folder) {
  const std::vector<std::filesystem::path> files = radiograph_files(std::span(&folder, 1));
  std::map<std::string, OutOfScopeRun> by_kind;
  examine_files(detector, files, {}, [&](FileReading&& read) {
    if (read.error) return;
    const auto below = read.file.lexically_relative(folder);
    const bool beside = std::next(below.begin()) == below.end();
    const std::string kind = beside ? "other" : below.begin()->string();
    OutOfScopeRun& run = by_kind[kind];
    run.kind = kind;
    ++run.pictures;
    run.cannot_answer += read.reading->finding.verdict == Verdict::cannot_answer ? 1 : 0;
  });
  std::vector<OutOfScopeRun> runs;
  for (auto& [kind, run] : by_kind) runs.push_back(std::move(run));
  return runs;
}

}  // namespace osteon
