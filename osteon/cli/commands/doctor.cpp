// osteon doctor: does this installation read as the pack's makers meant it to?
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <span>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/cli/command.hpp"
#include "osteon/cli/shared_options.hpp"
#include "osteon/detector/detector.hpp"
#include "osteon/phantom/phantom.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path model;
  std::string precision = "auto";
};

/// How far a score may lie from the recorded one, in deviations of the router's recorded scores: a
/// head with larger weights makes more of the same difference. At fp32 only the order of sums
/// differs between machines. bf16 keeps 8 bits of every value in 50 layers: over the 160 scores of
/// osteon-base's phantoms the largest difference was 0.05 deviations, and at int8, which has one
/// unit for all of a layer's values, 0.54. Twice that leaves room for other CPUs; networks that
/// have nothing to do with each other differ by several.
double tolerance_at(Precision precision) {
  switch (precision) {
    case Precision::fp32:
      return 0.006;
    case Precision::bf16:
      return 0.1;
    default:
      return 1.1;
  }
}

/// Of all that the router says of the phantoms; at least 1, in log odds, for one that says little.
double deviation_of(std::span<const PhantomScore> recorded) {
  double count = 0;
  double sum = 0;
  double squares = 0;
  for (const PhantomScore& phantom : recorded)
    for (const double score : phantom.router) {
      ++count;
      sum += score;
      squares += score * score;
    }
  if (count == 0) return 1;
  return std::max(1.0, std::sqrt(std::max(0.0, squares / count - sum / count * (sum / count))));
}

/// The checks made so far, each a line.
class Report {
 public:
  explicit Report(Console& console) : console_(console) {}

  void add(bool good, const std::string& line) {
    console_.say(fmt::format("{:<8}{}", good ? "OK" : "FAILED", line));
    ++checks_;
    if (!good) ++failures_;
  }
  void leave_out(const std::string& line) { console_.say(fmt::format("{:<8}{}", "-", line)); }

  int checks() const { return checks_; }
  int failures() const { return failures_; }

 private:
  Console& console_;
  int checks_ = 0;
  int failures_ = 0;
};

void check_hashes(const Pack& pack, Report& report) {
  const auto changed = verify_hashes(pack);
  report.add(changed.empty(),
             changed.empty()
                 ? fmt::format("hashes: {} weight files are the recorded ones", pack.sha256.size())
                 : fmt::format("hashes: {} {} not as recorded; get the pack anew",
                               fmt::join(changed, ", "), changed.size() == 1 ? "is" : "are"));
}

/// The largest distance of a score from the recorded one; infinite where there is none to compare
/// or a score is not a number.
double distance(const Pack& pack, const PhantomScore& recorded, const Scores& scores) {
  constexpr double none = std::numeric_limits<double>::infinity();
  const Expert* expert = pack.expert_for(recorded.part);
  if (expert == nullptr || scores.router.size() != recorded.router.size()) return none;
  double largest = std::abs(expert_score(pack, *expert, scores) - recorded.expert);
  for (std::size_t i = 0; i < scores.router.size(); ++i)
    largest = std::max(largest, std::abs(scores.router[i] - recorded.router[i]));
  return std::isnan(largest) ? none : largest;
}

void check_phantoms(const Detector& detector, Report& report) {
  const Pack& pack = detector.pack();
  if (pack.phantoms.empty())
    return report.leave_out("phantoms: the pack records none, so that no score can be compared");
  const double allowed = tolerance_at(detector.precision()) * deviation_of(pack.phantoms);
  double largest = 0;
  std::vector<std::string> off;
  for (const PhantomScore& recorded : pack.phantoms) {
    const auto drawn =
        draw_phantom({.part = recorded.part, .fracture = recorded.fracture, .seed = recorded.seed});
    const double apart = distance(pack, recorded, detector.examine(drawn.radiograph).scores);
    largest = std::max(largest, apart);
    if (apart > allowed)
      off.push_back(fmt::format("{}{} seed {}", recorded.part,
                                recorded.fracture ? " with fracture" : "", recorded.seed));
  }
  const auto measure = fmt::format("largest difference {:.4f}, allowed at {} is {:.2f}", largest,
                                   name_of(detector.precision()), allowed);
  report.add(off.empty(),
             off.empty()
                 ? fmt::format("phantoms: {} score as recorded; {}", pack.phantoms.size(), measure)
                 : fmt::format("phantoms: {} of {} do not score as recorded ({}); {}", off.size(),
                               pack.phantoms.size(), fmt::join(off, ", "), measure));
}

/// The pack, or the line that says why there is none.
std::optional<Detector> open(const Options& o, std::optional<Precision> precision, Report& report) {
  try {
    Detector detector = Detector::open(chosen_pack(o.model), precision);
    report.add(true, fmt::format("pack: {} {} in {}", detector.pack().name, detector.pack().version,
                                 detector.pack().folder.string()));
    return detector;
  } catch (const Error& error) {
    report.add(false, fmt::format("pack: {}", error.what()));
    return {};
  }
}

ExitCode run(const Options& o, Console& console) {
  Report report(console);
  const auto precision = precision_named(o.precision);
  report.add(true, fmt::format("CPU: {}", cpu_description()));
  if (const auto detector = open(o, precision, report)) {
    report.add(true, fmt::format("precision: networks run at {}", name_of(detector->precision())));
    check_hashes(detector->pack(), report);
    check_phantoms(*detector, report);
  }
  if (report.failures() > 0)
    throw Error(ErrorCode::bad_model,
                fmt::format("{} of {} checks failed; do not rely on this installation's findings",
                            report.failures(), report.checks()));
  return ExitCode::ok;
}

}  // namespace

Command doctor() {
  const auto o = std::make_shared<Options>();
  return {
      .name = "doctor",
      .synopsis = "Check that this machine and the model pack give the findings they should",
      .description = {"Names the CPU and the precision chosen, compares the hashes of the weight "
                      "files with the recorded ones, and draws the pack's phantoms anew and "
                      "compares their scores with those recorded when the pack was made.",
                      "Prints a line for each check; the exit code is 4 when one failed."},
      .examples = {{"After an installation, and after every change of machine", "osteon doctor"},
                   {"A pack of your own, in plain 32-bit arithmetic",
                    "osteon doctor -m runs/mine/pack --precision fp32"}},
      .options =
          [o](CLI::App& app) {
            add_model_option(app, o->model);
            add_precision_option(app, o->precision);
          },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
