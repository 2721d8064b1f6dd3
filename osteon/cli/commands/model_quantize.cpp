// osteon model quantize: a copy of a pack that can also be run at int8.
#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/cli/command.hpp"
#include "osteon/cli/interrupt.hpp"
#include "osteon/cli/new_pack.hpp"
#include "osteon/cli/progress.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/dataset/entry.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/detector/folder.hpp"
#include "osteon/detector/quantize.hpp"
#include "osteon/evaluate/sample.hpp"
#include "osteon/model/weight_files.hpp"
#include "osteon/radiograph/read.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path model;
  std::string data;
  std::string subset;
  std::size_t limit = 256;
  std::uint64_t seed = 1;
  std::filesystem::path out;
  int threads = 0;
};

void declare(CLI::App& app, Options& o) {
  add_model_option(app, o.model);
  app.add_option("--calibrate", o.data,
                 "Radiographs like those that the pack will read: a folder of them, or labelled "
                 "ones (mura:DIR, fracatlas:DIR, folder:DIR, csv:FILE), whose labels do not matter")
      ->required()
      ->type_name("DATA");
  app.add_option("--subset", o.subset,
                 "Only these: train, valid or test; without it train where the data has it, so "
                 "that nothing is measured on what it is later judged by")
      ->type_name("SUBSET");
  app.add_option("--limit", o.limit, "So many of them, drawn by the seed")
      ->type_name("N")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--seed", o.seed, "The same seed draws the same radiographs")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--out", o.out, "Folder for the new pack; must not hold one")
      ->required()
      ->type_name("FOLDER");
  add_threads_option(app, o.threads);
}

/// Radiographs to measure on, and what may be said of where they come from.
struct Films {
  std::string source;
  std::string subset;
  std::vector<Entry> entries;
};

Films chosen_films(const Options& o) {
  Films films;
  if (std::filesystem::is_directory(o.data)) {
    const std::filesystem::path folder = o.data;
    films.source = "a folder of radiographs";
    for (const auto& file : radiograph_files(std::span(&folder, 1)))
      films.entries.push_back({.file = file});
    if (films.entries.empty())
      throw Error(ErrorCode::bad_argument,
                  fmt::format("--calibrate {} holds no radiograph", o.data));
  } else {
    const Dataset dataset = open_dataset(o.data);
    films.source = dataset.source;
    films.subset = o.subset;
    if (films.subset.empty() && std::ranges::count(dataset.entries, "train", &Entry::subset) > 0)
      films.subset = "train";
    films.entries = subset_of(dataset, films.subset);
  }
  films.entries = sample(std::move(films.entries), o.limit, o.seed);
  return films;
}

/// Calls `each` with one radiograph after the other; what cannot be read is left out, and said
/// where `say_unread`. Returns how many were read.
std::size_t for_each_film(const std::vector<Entry>& entries, const Interrupt& interrupt,
                          Console& console, bool say_unread,
                          const std::function<void(const Radiograph&)>& each) {
  std::size_t read = 0;
  Progress progress(console, entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    interrupt.check();
    std::optional<Radiograph> film;
    try {
      film = read_radiograph(entries[i].file);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
      if (say_unread) console.warn(fmt::format("{}: {}", entries[i].file.string(), error.what()));
    }
    if (film) {
      each(*film);
      ++read;
    }
    progress.show(i + 1);
  }
  return read;
}

/// How far int8 leads away from fp32.
struct Agreement {
  std::size_t films = 0;
  std::size_t other_part = 0;
  std::size_t other_verdict = 0;
  double largest = 0;  ///< difference of a probability
  double sum = 0;
  std::size_t compared = 0;

  void add(const Finding& plain, const Finding& whole) {
    ++films;
    other_part += plain.part != whole.part;
    other_verdict += plain.verdict != whole.verdict;
    if (!plain.probability || !whole.probability || plain.part != whole.part) return;
    const double apart = std::abs(*plain.probability - *whole.probability);
    largest = std::max(largest, apart);
    sum += apart;
    ++compared;
  }

  std::string sentence() const {
    return fmt::format(
        "int8 against fp32 on these {} radiographs: {} have another part, {} another verdict; "
        "probabilities differ by {:.4f} on average, by {:.4f} at most",
        films, other_part, other_verdict, compared == 0 ? 0 : sum / static_cast<double>(compared),
        largest);
  }
};

void write_copy(const Pack& from, const Pack& to, const std::filesystem::path& out) {
  std::filesystem::create_directories(out);
  std::set<std::string> files = weight_files(from);
  if (std::filesystem::exists(from.folder / "README.md")) files.insert("README.md");
  for (const std::string& file : files)
    std::filesystem::copy_file(from.folder / file, out / file,
                               std::filesystem::copy_options::overwrite_existing);
  // Last: without it the folder is no pack.
  write_whole(out / "pack.json", pack_json(to));
}

ExitCode quantize(const Options& o, Console& console) {
  const Interrupt interrupt;
  use_threads(o.threads);
  refuse_existing_pack(o.out);
  const Pack pack = read_pack(chosen_pack(o.model));
  const Films films = chosen_films(o);
  const std::vector<Entry>& entries = films.entries;

  PackCalibration calibration(pack);
  const std::size_t read = for_each_film(entries, interrupt, console, true,
                                         [&](const Radiograph& film) { calibration.see(film); });
  Pack quantized = pack;
  calibration.write_ranges(quantized);
  auto provenance = nlohmann::ordered_json::parse(pack.provenance);
  provenance["quantization"] = {{"osteon", OSTEON_VERSION},
                                {"source", films.source},
                                {"subset", films.subset},
                                {"radiographs", read},
                                {"seed", o.seed}};
  quantized.provenance = provenance.dump();
  write_copy(pack, quantized, o.out);
  console.say(fmt::format("measured the activations of {} on {} radiographs of {}", pack.name, read,
                          films.source));

  const auto available = available_precisions(true);
  if (std::ranges::find(available, Precision::int8) == available.end()) {
    console.say(fmt::format("int8 could not be tried here: it needs VNNI, and there is {}",
                            cpu_description()));
  } else {
    const Detector plain = Detector::open(o.out, Precision::fp32);
    const Detector whole = Detector::open(o.out, Precision::int8);
    Agreement agreement;
    for_each_film(entries, interrupt, console, false, [&](const Radiograph& film) {
      const PreparedFilm prepared = plain.prepare(film);
      const auto finding_of = [&](const Detector& detector) {
        return detector.examine(std::span(&prepared, 1)).front().finding;
      };
      agreement.add(finding_of(plain), finding_of(whole));
    });
    console.say(agreement.sentence());
  }
  console.say(fmt::format("the pack is in {}", o.out.string()));
  return read == entries.size() ? ExitCode::ok : ExitCode::some_refused;
}

ExitCode run(const Options& o, Console& console) {
  try {
    return quantize(o, console);
  } catch (const Interrupted&) {
    console.warn("stopped");
    return ExitCode::interrupted;
  }
}

}  // namespace

Command model_quantize() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "model quantize",
      .synopsis = "Make a copy of a pack that can also be run at int8, two to three times as fast",
      .description =
          {"Runs the pack's networks at fp32 over radiographs and records how far the results of "
           "each layer reach. The copy has the same weights, and these ranges beside them: at "
           "--precision int8, and at auto on a CPU with VNNI and without AMX, its networks "
           "multiply "
           "8-bit numbers. The CPU's other precisions stay as they were.",
           "Says how far int8 is from fp32 on the same radiographs; 'osteon evaluate' says what "
           "that means for the figures."},
      .examples =
          {{"The shipped pack, on FracAtlas",
            "osteon model quantize --calibrate fracatlas:FracAtlas --out packs/int8"},
           {"Your own, on 500 of your films",
            "osteon model quantize -m runs/mine/pack --calibrate films.csv --limit 500 --out "
            "runs/mine/int8"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
