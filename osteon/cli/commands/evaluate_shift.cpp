#include "osteon/cli/commands/evaluate_shift.hpp"

#include <algorithm>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/evaluate/shift/contact_sheet.hpp"
#include "osteon/evaluate/shift/report.hpp"
#include "osteon/phantom/out_of_scope.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/radiograph/write.hpp"

namespace osteon::cli {
namespace {

/// Far from the seeds that a training counts from 1.
constexpr std::uint64_t first_seed = 1'000'000'007;

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; std::getline(in, word, ',');)
    if (!word.empty()) words.push_back(word);
  return words;
}

/// Those with outlines first: such an example shows whether they move along.
std::vector<Entry> examples(const std::vector<Entry>& entries) {
  std::vector<Entry> ordered = entries;
  std::ranges::stable_partition(ordered,
                                [](const Entry& entry) { return !entry.outlines.empty(); });
  return ordered;
}

void write_contact_sheet(const std::filesystem::path& folder, const std::vector<Entry>& entries,
                         const std::vector<Shift>& shifts) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw Error(ErrorCode::unreadable,
                fmt::format("--shift-images {}: {}", folder.string(), error.message()));
  for (const Entry& entry : examples(entries)) {
    try {
      const Film film{read_radiograph(entry.file), entry.outlines};
      write_png(folder / "shifts.png", contact_sheet(film, shifts, entry.file.filename().string()));
      return;
    } catch (const Error& unreadable) {
      if (!input_at_fault(unreadable.code())) throw;
    }
  }
}

}  // namespace

bool ShiftOptions::wanted() const {
  return shift->count() > 0 || out_of_scope > 0 || !out_of_scope_files.empty();
}

void add_shift_options(CLI::App& app, ShiftOptions& options) {
  options.shift =
      app.add_option("--shift", options.names,
                     "The figures of the same films cropped, turned, windowed, … instead: all "
                     "shifts, or those named")
          ->type_name("[NAME,...]")
          ->expected(0, 1);
  app.add_option("--shift-images", options.images, "Folder for shifts.png: one film in each shift")
      ->type_name("FOLDER")
      ->needs(options.shift);
  app.add_option("--out-of-scope", options.out_of_scope,
                 "How many of N drawn pictures of each kind that no pack may answer it refuses")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000));
  app.add_option("--out-of-scope-files", options.out_of_scope_files,
                 "The same for the pictures below a folder, each folder in it a kind")
      ->type_name("FOLDER")
      ->check(CLI::ExistingDirectory);
}

std::string measure_shifts(const ShiftOptions& options, const Detector& detector,
                           const std::vector<Entry>& entries, const EvaluateOptions& evaluate,
                           const std::function<void(std::size_t, std::size_t)>& progress,
                           std::vector<Unread>& unread) {
  ShiftMeasurements measurements;
  const std::size_t drawn =
      static_cast<std::size_t>(options.out_of_scope) * out_of_scope_kinds().size();
  std::vector<Shift> shifts;
  if (options.shift->count() > 0) {
    shifts = shifts_named(words_of(options.names));
    if (!options.images.empty()) write_contact_sheet(options.images, entries, shifts);
  }
  const std::size_t total = entries.size() + drawn;
  measurements.shifts =
      predict_shifted(detector, entries, shifts, [&](std::size_t done) { progress(done, total); });
  unread = measurements.shifts->unread;
  if (options.out_of_scope > 0)
    measurements.drawn =
        refuse_drawn(detector, options.out_of_scope, first_seed,
                     [&](std::size_t done) { progress(entries.size() + done, total); });
  if (!options.out_of_scope_files.empty())
    measurements.files = refuse_files(detector, options.out_of_scope_files);
  return shift_json(detector, measurements, evaluate);
}

}  // namespace osteon::cli
