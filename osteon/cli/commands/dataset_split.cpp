// osteon dataset split: a manifest with subsets, patients kept together.
#include <fstream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/cli/command.hpp"
#include "osteon/cli/interrupt.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/cli/suggest.hpp"
#include "osteon/dataset/entry_reader.hpp"
#include "osteon/dataset/info.hpp"
#include "osteon/dataset/manifest_write.hpp"
#include "osteon/dataset/split.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::string data;
  std::filesystem::path out;
  Shares shares;
  std::uint64_t seed = 1;
  std::string by = "group";
};

void declare(CLI::App& app, Options& o) {
  add_data_option(app, o.data);
  app.add_option("--out", o.out, "The manifest to write: a CSV table that csv: takes")
      ->required()
      ->type_name("FILE");
  const auto add_share = [&](const char* name, double& share) {
    app.add_option(name, share, "Share of the images, 0 to 1; the three add up to 1")
        ->type_name("SHARE")
        ->capture_default_str();
  };
  add_share("--train", o.shares.train);
  add_share("--valid", o.shares.valid);
  add_share("--test", o.shares.test);
  app.add_option("--seed", o.seed, "The same seed gives the same split")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--by", o.by,
                 "What stays together: group (the patient, or what stands in for one), or image, "
                 "which flatters every figure")
      ->type_name("group|image")
      ->capture_default_str();
}

SplitPlan::By by_named(const std::string& word) {
  if (word == "group") return SplitPlan::By::group;
  if (word == "image") return SplitPlan::By::image;
  const std::vector<std::string> known{"group", "image"};
  throw Error(ErrorCode::bad_argument,
              fmt::format("--by {}: it must be group or image{}", word, did_you_mean(word, known)));
}

/// What the first pass over the entries found.
struct Counted {
  std::size_t images = 0;
  std::size_t ungrouped = 0;
  bool has_subsets = false;
};

void warn_or_refuse(const Counted& counted, SplitPlan::By by, Console& console) {
  if (by == SplitPlan::By::image) {
    console.warn(
        "split by image: images of one patient may be in several subsets, where a network can "
        "know the patient again instead of seeing the fracture; figures on such a split say "
        "nothing about new patients");
  } else if (counted.ungrouped == counted.images) {
    throw Error(ErrorCode::bad_argument,
                "the source names no patient or group, so that images of one patient would be in "
                "several subsets and every figure flattered; add a column 'patient' (or a folder "
                "for each under the label), or say --by image if every image is another patient's");
  } else if (counted.ungrouped > 0) {
    console.warn(
        fmt::format("{} of {} images belong to no named patient or group; each of them is "
                    "taken for a patient of its own",
                    counted.ungrouped, counted.images));
  }
  if (counted.has_subsets) console.warn("the subsets that the source has are replaced");
}

ExitCode split(const Options& o, Console& console) {
  const Interrupt interrupt;
  const SplitPlan::By by = by_named(o.by);
  SplitPlan plan(by);
  Counted counted;
  Dataset about;
  {
    const auto entries = open_entries(o.data);
    while (const auto entry = entries->next()) {
      interrupt.check();
      plan.add(*entry);
      ++counted.images;
      counted.ungrouped += entry->ungrouped;
      counted.has_subsets |= !entry->subset.empty();
    }
    about = entries->about();
  }
  plan.settle(o.shares, o.seed);
  warn_or_refuse(counted, by, console);

  std::map<DatasetInfo::Cell, std::array<std::size_t, 2>> labels;
  replace_whole(o.out, [&](const std::filesystem::path& beside) {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    if (!out)
      throw Error(ErrorCode::unreadable,
                  fmt::format("--out {} cannot be written; check the folder and its permissions",
                              o.out.string()));
    ManifestWriter writer(out, o.out.parent_path(), about);
    const auto entries = open_entries(o.data);
    while (auto entry = entries->next()) {
      interrupt.check();
      entry->subset = plan.subset_of(*entry);
      ++labels[{entry->part, entry->subset}][entry->positive];
      writer.write(*entry);
    }
    out.flush();
    if (!out)
      throw Error(
          ErrorCode::unreadable,
          fmt::format("--out {} cannot be written whole; is the disk full?", o.out.string()));
  });
  console.out << label_table(labels, about.target);
  return ExitCode::ok;
}

ExitCode run(const Options& o, Console& console) {
  try {
    return split(o, console);
  } catch (const Interrupted&) {
    console.warn("stopped; no manifest was written");
    return ExitCode::interrupted;
  }
}

}  // namespace

Command dataset_split() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "dataset split",
      .synopsis = "Share labelled radiographs out to train, valid and test, patient by patient",
      .description =
          {"Writes a manifest with a subset for each image: whole patients (or groups), the shares "
           "of every part and label as even as these allow. Outlines and all further columns of "
           "the source are kept, and the images stay where they are.",
           "A source that names no patients is refused: a split by image has to be asked for by "
           "--by image. Reads the source twice and holds neither entries nor names."},
      .examples =
          {{"Eight, one and one tenth",
            "osteon dataset split folder:films --out split.csv --seed 7"},
           {"For training alone",
            "osteon dataset split films.csv --out split.csv --train 0.8 --valid 0.2 --test 0"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
