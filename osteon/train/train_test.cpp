#include "osteon/train/train.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/engine/random_weights.hpp"
#include "osteon/model/architecture.hpp"
#include "osteon/model/pack.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "osteon/train/loader.hpp"
#include "osteon/train/recipe.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

/// Phantoms as a labelled folder: two parts, both labels, with subsets.
void write_dataset(const ScratchFolder& scratch) {
  for (const std::string subset : {"train", "valid"})
    for (const std::string part : {"hand", "knee"})
      for (const bool fracture : {false, true})
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
          const auto file = scratch / "data" / subset / part / (fracture ? "fractured" : "normal") /
                            (std::to_string(seed) + ".png");
          std::filesystem::create_directories(file.parent_path());
          write_png(file, draw_phantom({.part = part,
                                        .fracture = fracture,
                                        .seed = seed + (subset == "train" ? 0u : 100u),
                                        .extent = {96, 120}})
                              .radiograph);
        }
}

TrainSettings tiny(const ScratchFolder& scratch, const std::string& run) {
  return {.data = "folder:" + (scratch / "data").string(),
          .out = scratch / run,
          .architecture = "resnet-tiny",
          .input = {.side = 64},
          .epochs = 2,
          .batch = 4};
}

/// Over resnet-tiny with random weights: frozen ones of any kind will do.
TrainSettings classic_tiny(const ScratchFolder& scratch, const std::string& run) {
  const auto start = scratch / "start.safetensors";
  write_safetensors(start, random_tensors(backbone_named("resnet-tiny").convolutions(), 1));
  TrainSettings settings = recipe_named("classic").settings;
  settings.data = "folder:" + (scratch / "data").string();
  settings.out = scratch / run;
  settings.start = start;
  settings.architecture = "resnet-tiny";
  settings.input.side = 64;
  settings.epochs = 2;
  settings.batch = 4;
  return settings;
}

TrainEnd run(const TrainSettings& settings, std::string& said) {
  std::ostringstream progress;
  const std::atomic<bool> stop = false;
  const TrainEnd end = train(settings, progress, false, stop);
  said = progress.str();
  return end;
}

std::string weights_of(const std::filesystem::path& run) {
  return read_pack(run / "pack").weights_hash();
}

/// Asks to stop once so much has been said: an interruption in the middle of a run.
class StopAfter : public std::stringbuf {
 public:
  StopAfter(std::atomic<bool>& stop, std::string word) : stop_(stop), word_(std::move(word)) {}
  int sync() override {
    if (str().find(word_) != std::string::npos) stop_ = true;
    return 0;
  }

 private:
  std::atomic<bool>& stop_;
  std::string word_;
};

}  // namespace

TEST_CASE("a run leaves a pack that can be opened and used, and its curve", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  std::string said;
  REQUIRE(run(tiny(scratch, "run"), said) == TrainEnd::finished);

  const auto out = scratch / "run";
  const std::string results = read_text(out / "results.csv");
  CHECK(std::ranges::count(results, '\n') == 3);  // the header and two epochs
  const Detector detector = Detector::open(out / "pack", Precision::fp32);
  CHECK(verify_hashes(detector.pack()).empty());
  CHECK(detector.pack().router.parts == std::vector<std::string>{"hand", "knee"});
  CHECK(detector.pack().target == "fracture");
  CHECK_NOTHROW(detector.examine(draw_phantom({.part = "hand"}).radiograph));
  for (const char* drawing : {"curves.svg", "augmented.png"}) {
    CAPTURE(drawing);
    REQUIRE(std::filesystem::exists(out / drawing));
    CHECK(std::filesystem::file_size(out / drawing) > 1000);
  }
  CHECK(read_text(out / "results_by_part.csv").starts_with("epoch,hand,knee\n1,"));
  const std::string card = read_text(out / "pack" / "README.md");
  CHECK_THAT(card, Catch::Contains("Not a medical device") && Catch::Contains("## Evaluation"));
  CHECK_THAT(said, Catch::Contains("epoch 2"));
}

TEST_CASE("a fixed seed gives the same weights, and an interrupted run ends with them too",
          "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  std::string said;
  run(tiny(scratch, "one"), said);
  TrainSettings other = tiny(scratch, "other");
  other.seed = 2;
  run(other, said);
  CHECK(weights_of(scratch / "one") != weights_of(scratch / "other"));

  TrainSettings settings = tiny(scratch, "halves");
  std::atomic<bool> stop = false;
  StopAfter buffer(stop, "epoch 1:");
  std::ostream progress(&buffer);
  REQUIRE(train(settings, progress, false, stop) == TrainEnd::interrupted);
  CHECK_FALSE(std::filesystem::exists(settings.out / "pack"));
  settings.resume = true;
  REQUIRE(run(settings, said) == TrainEnd::finished);
  CHECK_THAT(said, Catch::Contains("going on from epoch 2"));
  CHECK(weights_of(scratch / "halves") == weights_of(scratch / "one"));
}

TEST_CASE("a pack has the best epoch's weights, or the last one's where they are asked for",
          "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  std::string said;
  TrainSettings settings = tiny(scratch, "best");
  settings.epochs = 4;
  REQUIRE(run(settings, said) == TrainEnd::finished);
  const std::size_t last_line = said.find("epoch 4:");
  REQUIRE(last_line != std::string::npos);
  const bool last_is_best = said.find("(best)", last_line) != std::string::npos;
  settings.out = scratch / "last";
  settings.keep_last = true;
  REQUIRE(run(settings, said) == TrainEnd::finished);
  CHECK((weights_of(scratch / "last") == weights_of(scratch / "best")) == last_is_best);
  CHECK_THAT(read_text(scratch / "best" / "pack" / "README.md"),
             Catch::Contains("best on `valid`"));
  CHECK_THAT(read_text(scratch / "last" / "pack" / "README.md"), Catch::Contains("the last epoch"));
}

TEST_CASE("the classic recipe leaves a pack of small networks that can be used as any other",
          "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  TrainSettings settings = classic_tiny(scratch, "run");
  std::string said;
  REQUIRE(run(settings, said) == TrainEnd::finished);
  CHECK_THAT(said, Catch::Contains("features: 40/40"));

  const Detector detector = Detector::open(settings.out / "pack", Precision::fp32);
  REQUIRE(detector.pack().router.head.hidden.size() == 2);
  const Reading reading = detector.examine(draw_phantom({.part = "hand"}).radiograph, "hand");
  const Head& head = detector.pack().expert_for("hand")->head;
  CHECK(head.hidden.size() == 2);
  REQUIRE(reading.heatmap);
  CHECK(read_text(settings.out / "results.csv").find("expert.knee,1,") != std::string::npos);
  CHECK(std::filesystem::exists(settings.out / "curves.svg"));
  CHECK(std::filesystem::exists(settings.out / "augmented.png"));

  // Features are kept: the second time nothing is computed, and the same is learned.
  const std::string first = weights_of(settings.out);
  run(settings, said);
  CHECK_THAT(said, !Catch::Contains("features:"));
  CHECK(weights_of(settings.out) == first);
}

TEST_CASE("a mistake of the original is warned of, and stands in the card", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  TrainSettings settings = classic_tiny(scratch, "run");
  settings.mistakes = {OriginalMistake::split_by_image, OriginalMistake::skewed_preparation};
  std::string said;
  run(settings, said);
  CHECK_THAT(said, Catch::Contains("WARNING") && Catch::Contains("split-by-image") &&
                       Catch::Contains("skewed-preparation"));
  const Pack pack = read_pack(settings.out / "pack");
  CHECK(pack.input.subtract == 0);
  CHECK_THAT(pack.provenance, Catch::Contains("by image"));
  CHECK_THAT(read_text(settings.out / "pack" / "README.md"), Catch::Contains("mistake on purpose"));

  settings.recipe = Recipe::finetune;
  CHECK_THROWS_WITH(check(settings), Catch::Contains("--recipe classic"));
}

TEST_CASE("the classic recipe needs weights to freeze", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  TrainSettings settings = classic_tiny(scratch, "run");
  settings.start.clear();
  std::string said;
  CHECK_THROWS_WITH(run(settings, said), Catch::Contains("--start"));
}

TEST_CASE("a pack can be trained further, by one of its kind", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  std::string said;
  run(tiny(scratch, "first"), said);
  TrainSettings settings = tiny(scratch, "further");
  settings.start = scratch / "first" / "pack";
  REQUIRE(run(settings, said) == TrainEnd::finished);
  CHECK_THAT(read_text(scratch / "further" / "pack" / "README.md"),
             Catch::Contains("of the pack mine 0.1.0") && Catch::Contains("It started at random"));
  settings.architecture = "resnet-tiny-fine";  // shares the convolutions, not the heads
  settings.out = scratch / "finer";
  REQUIRE(run(settings, said) == TrainEnd::finished);
  CHECK_THAT(read_text(scratch / "finer" / "pack" / "README.md"),
             Catch::Contains("the convolutions that it shares with the pack mine"));
  CHECK_NOTHROW(Detector::open(scratch / "finer" / "pack", Precision::fp32)
                    .examine(draw_phantom({.part = "hand"}).radiograph));
  settings.architecture = "resnet50-v1-layer3";
  settings.out = scratch / "never";
  CHECK_THROWS_WITH(run(settings, said), Catch::Contains("resnet-tiny"));
}

TEST_CASE("without an epoch a pack is fitted to other films and its experts stay", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  std::string said;
  run(tiny(scratch, "first"), said);
  TrainSettings settings = tiny(scratch, "fitted");
  settings.start = scratch / "first" / "pack";
  settings.epochs = 0;
  REQUIRE(run(settings, said) == TrainEnd::finished);
  CHECK_THAT(said, Catch::Contains("the router's head is "));
  const Radiograph film = draw_phantom({.part = "hand"}).radiograph;
  const auto scores_by = [&](const std::string& name) {
    return Detector::open(scratch / name / "pack", Precision::fp32).examine(film).scores;
  };
  const Scores first = scores_by("first");
  const Scores fitted = scores_by("fitted");
  for (std::size_t i = 0; i < first.expert.size(); ++i)
    CHECK(fitted.expert[i] == Approx(first.expert[i]).margin(1e-3));
}

TEST_CASE("a training image that cannot be read is named, skipped and counted", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  std::ofstream(scratch / "data/train/hand/normal/3.png", std::ios::trunc) << "no picture";
  std::string said;
  run(tiny(scratch, "run"), said);
  CHECK_THAT(said,
             Catch::Contains("normal/3.png") && Catch::Contains("1 training images could not"));
  CHECK_THAT(read_pack(scratch / "run" / "pack").provenance, Catch::Contains("\"unread\":1"));
}

TEST_CASE("a run folder that is in use is not overwritten", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  scratch.write("run/last.pt", "an earlier run");
  std::string said;
  CHECK_THROWS_WITH(run(tiny(scratch, "run"), said), Catch::Contains("--resume"));
}

TEST_CASE("a setting outside its range is named with the range", "[train]") {
  TrainSettings settings;
  settings.batch = 1;
  CHECK_THROWS_WITH(check(settings), Catch::Contains("--batch") && Catch::Contains("2 to 1024"));
  settings = {};
  settings.architecture = "resnet50-v1-layer3-fine";
  settings.input.side = 360;
  CHECK_THROWS_WITH(check(settings), Catch::Contains("--side") && Catch::Contains("360"));
  settings = {};
  settings.architecture = "vgg";
  CHECK_THROWS_WITH(check(settings), Catch::Contains("resnet50-v1"));
}

TEST_CASE("what the nth batch of an epoch is does not depend on what came before", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  const EntryTable entries = table_of(*open_entries("folder:" + (scratch / "data").string()));
  const LoaderOptions options{.input = {.side = 64}, .parts = {"hand", "knee"}, .batch = 4};
  Loader whole(entries, options);
  whole.start(1, 0);
  whole.next();
  whole.next();
  const auto third = whole.next();
  Loader late(entries, options);
  late.start(1, 2);
  CHECK(late.next()->images.values == third->images.values);
  late.start(2, 2);
  CHECK(late.next()->images.values != third->images.values);
}

TEST_CASE("without augmentation an image is seen as it is, each time", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  const EntryTable entries = table_of(*open_entries("folder:" + (scratch / "data").string()));
  LoaderOptions options{.input = {.side = 64},
                        .parts = {"hand", "knee"},
                        .batch = 20,
                        .phantoms = 0,
                        .distractors = 0};
  const auto differing = [&](Changes changes) {
    options.changes = changes;
    std::set<std::vector<float>> seen;
    Loader loader(entries, options);
    loader.start(0, 0);
    while (const auto batch = loader.next())
      for (std::size_t i = 0; i < 20; ++i) {
        const auto image = batch->images.values.begin() + static_cast<std::ptrdiff_t>(i * 64 * 64);
        seen.emplace(image, image + 64 * 64);
      }
    return seen.size();
  };
  CHECK(differing(Changes::none) <= entries.size());
  CHECK(differing(Changes::nearness) == 40);
  CHECK(differing(Changes::all) == 40);
}

// Processes that train together would otherwise see other images than one alone.
TEST_CASE("two halves of a batch are the images of the whole", "[train]") {
  const ScratchFolder scratch;
  write_dataset(scratch);
  const EntryTable entries = table_of(*open_entries("folder:" + (scratch / "data").string()));
  LoaderOptions options{.input = {.side = 64}, .parts = {"hand", "knee"}, .batch = 4};
  Loader whole(entries, options);
  whole.start(0, 1);
  const auto all = whole.next();
  std::vector<float> together;
  options.batch = 2;
  options.shares = 2;
  for (options.share = 0; options.share < 2; ++options.share) {
    Loader half(entries, options);
    CHECK(half.batches_per_epoch() == whole.batches_per_epoch());
    half.start(0, 1);
    const auto batch = half.next();
    together.insert(together.end(), batch->images.values.begin(), batch->images.values.end());
  }
  CHECK(together == all->images.values);
}

}  // namespace osteon
