// osteon predict: look for fractures in radiographs and say what was found.
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/cli/command.hpp"
#include "osteon/cli/interrupt.hpp"
#include "osteon/cli/overlay_files.hpp"
#include "osteon/cli/printer.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/cli/studies.hpp"
#include "osteon/cli/suggest.hpp"
#include "osteon/detector/folder.hpp"

namespace osteon::cli {
namespace {

using Files = std::vector<std::filesystem::path>;

struct Options {
  Files named;
  std::filesystem::path model;
  bool json = false;
  bool csv = false;
  bool study = false;
  std::filesystem::path overlays;  // empty: draw none
  std::string part;                // empty: the router decides
  std::string precision = "auto";
  int threads = 0;
  int max_megapixels = 100;
};

void declare(CLI::App& app, Options& o) {
  app.add_option("radiographs", o.named,
                 "PNG, JPEG, TIFF or DICOM files, told apart by content, and folders of such")
      ->required()
      ->type_name("FILE|FOLDER");
  add_model_option(app, o.model);
  const auto json = app.add_flag("--json", o.json, "One line of JSON for each radiograph");
  app.add_flag("--csv", o.csv, "Comma-separated values with a header")->excludes(json);
  app.add_option("--overlay", o.overlays,
                 "Folder for copies of the radiographs with the finding and where it was seen "
                 "drawn in")
      ->type_name("FOLDER");
  app.add_option("--part", o.part, "The body part, where it is known: the router is not asked")
      ->type_name("PART");
  app.add_flag("--study", o.study,
               "One line for each study: views of one DICOM study, else of one folder, count "
               "together");
  add_precision_option(app, o.precision);
  add_threads_option(app, o.threads);
  app.add_option("--max-megapixels", o.max_megapixels,
                 "Larger images are refused before any memory is taken for them")
      ->type_name("N")
      ->check(CLI::Range(1, 2000))
      ->capture_default_str();
}

Form form_of(const Options& o) {
  if (o.json) return Form::json;
  return o.csv ? Form::csv : Form::table;
}

/// What the run leaves out, remembered for the exit code.
class Refusals {
 public:
  explicit Refusals(Console& console) : console_(console) {}

  // One bad file must not cost the other thousand: name it, go on, and let the exit code remember.
  void add(const std::string& why) {
    console_.warn(why);
    ++count_;
  }
  int count() const { return count_; }

 private:
  Console& console_;
  int count_ = 0;
};

Files files_to_read(const Files& named, Refusals& refusals) {
  Files files;
  for (const auto& name : named) {
    try {
      const Files below = radiograph_files(std::span(&name, 1));
      if (below.empty())
        refusals.add(fmt::format("{}: no PNG, JPEG, TIFF or DICOM file in it", name.string()));
      files.insert(files.end(), below.begin(), below.end());
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
      refusals.add(error.what());
    }
  }
  if (files.empty()) throw Error(ErrorCode::unreadable, "there is no radiograph to read");
  return files;
}

void check_part(const Pack& pack, const std::string& part) {
  if (part.empty() || pack.expert_for(part) != nullptr) return;
  throw Error(ErrorCode::bad_argument, fmt::format("--part {}: the pack {} reads {}{}", part,
                                                   pack.name, fmt::join(pack.router.parts, ", "),
                                                   did_you_mean(part, pack.router.parts)));
}

Files make_overlay_files(const Files& files, const std::filesystem::path& folder) {
  if (folder.empty()) return {};
  auto overlays = overlay_files(files, folder);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw Error(ErrorCode::unreadable,
                fmt::format("--overlay {}: {}", folder.string(), error.message()));
  return overlays;
}

int longest_name(const Files& files) {
  std::size_t longest = 0;
  for (const auto& file : files) longest = std::max(longest, file.native().size());
  return static_cast<int>(std::min<std::size_t>(longest, 1000));
}

/// Several verdicts in words, most serious first: "2 fracture, 1 cannot answer".
class Tally {
 public:
  void add(const Finding& finding) { ++counts_[{finding.verdict, finding.target}]; }

  std::string text() const {
    if (counts_.empty()) return "nothing was read";
    std::vector<std::string> words;
    for (const auto& [kind, count] : counts_)
      words.push_back(fmt::format("{} {}", count, verdict_phrase(kind.first, kind.second)));
    return fmt::format("{}", fmt::join(words, ", "));
  }

 private:
  std::map<std::pair<Verdict, std::string>, int> counts_;
};

ExitCode read_all(const Options& o, WriteOverlay write_overlay, Console& console) {
  const Interrupt interrupt;
  use_threads(o.threads);
  Refusals refusals(console);
  const Files files = files_to_read(o.named, refusals);
  const Detector detector = Detector::open(chosen_pack(o.model), precision_named(o.precision));
  check_part(detector.pack(), o.part);
  const Files overlays = make_overlay_files(files, o.overlays);

  const Maker maker = maker_of(detector);
  Printer printer(form_of(o), maker, longest_name(files), console);
  Studies studies;
  Tally tally;
  const auto print = [&](const Line& line) {
    printer.print(line);
    tally.add(line.finding);
  };

  std::size_t number = 0;
  const auto each = [&](FileReading&& read) {
    interrupt.check();
    const std::size_t place = number++;
    if (read.error) return refusals.add(read.error->what());
    if (!overlays.empty() && read.radiograph)
      write_overlay(overlays[place], *read.radiograph, *read.reading, maker);
    if (o.study)
      studies.add(read);
    else
      print({.file = read.file.string(),
             .views = {},
             .finding = read.reading->finding,
             .boxes = read.reading->boxes});
  };

  // Tables, CSV and studies say no places.
  const bool shows_boxes = !overlays.empty() || (form_of(o) == Form::json && !o.study);
  printer.begin();
  examine_files(detector, files,
                {.given_part = o.part.empty() ? std::nullopt : std::optional(o.part),
                 .limits = {.max_pixels = std::int64_t{1'000'000} * o.max_megapixels},
                 .keep_radiographs = !overlays.empty(),
                 .look_closer = shows_boxes},
                each);
  for (const Line& line : studies.lines()) print(line);
  printer.end();

  if (form_of(o) == Form::table) {
    console.err << tally.text();
    if (refusals.count() > 0)
      console.err << fmt::format("; {} could not be read", refusals.count());
    console.err << '\n';
  }
  return refusals.count() == 0 ? ExitCode::ok : ExitCode::some_refused;
}

ExitCode run(const Options& o, WriteOverlay write_overlay, Console& console) {
  try {
    return read_all(o, write_overlay, console);
  } catch (const Interrupted&) {
    console.warn("stopped; the lines above are whole");
    return ExitCode::interrupted;
  }
}

}  // namespace

Command predict(WriteOverlay write_overlay) {
  const auto o = std::make_shared<Options>();
  return {
      .name = "predict",
      .synopsis = "Look for fractures in radiographs and say what was found",
      .description =
          {"For each radiograph a first network decides which body part it shows; that part's "
           "expert then says fracture, possible fracture, no fracture seen, or why it cannot "
           "answer.",
           "Standard output holds the findings and nothing else. A file that cannot be used is "
           "named on standard error with the reason and the rest is read; the exit code is then 1. "
           "'Cannot answer' is an answer, not a failure."},
      .examples = {{"Read every radiograph in a folder and draw what was found",
                    "osteon predict films --overlay drawings"},
                   {"The files with a fracture, for a script",
                    "osteon predict films --json | jq -r 'select(.finding == \"fracture\").file'"},
                   {"One finding for all views of a study", "osteon predict study/*.dcm --study"},
                   {"A wrist that is known to be one", "osteon predict wrist.png --part hand"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o, write_overlay](Console& console) { return run(*o, write_overlay, console); },
  };
}

}  // namespace osteon::cli
