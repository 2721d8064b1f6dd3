#include "osteon/train/model_card.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/model/architecture.hpp"

namespace osteon {
namespace {

using json = nlohmann::ordered_json;

/// With fewer positives than this a part's own figures say little.
constexpr int few_positives = 10;

std::string number(const json& value) {
  return value.is_number() ? fmt::format("{:.3f}", value.get<double>()) : "–";
}

std::string with_interval(const json& value, const json& interval) {
  if (!interval.is_array()) return number(value);
  return fmt::format("{} ({}–{})", number(value), number(interval[0]), number(interval[1]));
}

std::string figures_row(const std::string& name, const json& figures) {
  const auto count = [&](const char* key) {
    return figures.contains(key) ? std::to_string(figures[key].get<int>()) : std::string();
  };
  return fmt::format(
      "| {} | {} | {} | {} | {} / {} | {} / {} |\n", name, count("n"), count("positives"),
      with_interval(figures["auroc"], figures["auroc_interval"]),
      number(figures["sensitive"]["sensitivity"]), number(figures["sensitive"]["specificity"]),
      number(figures["specific"]["sensitivity"]), number(figures["specific"]["specificity"]));
}

std::string figures_table(const json& figures) {
  std::string text =
      "| part | images | positive | AUROC (95 % interval) | possible: sens. / spec. | sure: sens. "
      "/ "
      "spec. |\n|---|---|---|---|---|---|\n";
  for (const auto& [part, row] : figures.at("regions").items()) text += figures_row(part, row);
  text += figures_row("all", figures.at("pooled"));
  text += figures_row("mean over parts", figures.at("macro"));
  return text;
}

std::string counts_table(const json& data) {
  std::string text =
      "| part | train negative | train positive | valid negative | valid positive |\n"
      "|---|---|---|---|---|\n";
  for (const auto& [part, train] : data.at("train").items()) {
    const json valid = data.at("valid").value(part, json{{"negative", 0}, {"positive", 0}});
    text += fmt::format("| {} | {} | {} | {} | {} |\n", part, train["negative"].get<int>(),
                        train["positive"].get<int>(), valid["negative"].get<int>(),
                        valid["positive"].get<int>());
  }
  return text;
}

bool is_classic(const json& training) { return training.at("recipe") == "classic"; }

/// Empty where the weights are nobody's average.
std::string average_sentence(const json& start) {
  const json average = start.value("average", json());
  if (average.is_null()) return {};
  std::vector<std::string> of;
  for (const json& pack : average)
    of.push_back(fmt::format("{} (SHA-256 `{}`) times {}", pack.at("pack").get<std::string>(),
                             pack.at("sha256").get<std::string>(), pack.at("share").get<double>()));
  return fmt::format("Its weights are the sum of {}. ", fmt::join(of, " and "));
}

std::string start_sentence(const json& start, bool is_classic) {
  if (start.is_null()) return "It started at random.";
  if (start.contains("pack"))
    return fmt::format(
        "It started from {} the pack {} (SHA-256 `{}`), trained on: {} ({}). {}Of that pack: {}",
        start.value("took", "all weights of"), start["pack"].get<std::string>(),
        start["sha256"].get<std::string>(), start["credit"].get<std::string>(),
        start["licence"].get<std::string>(), average_sentence(start),
        start_sentence(start["start"], false));
  if (is_classic)
    return fmt::format(
        "Its convolutions are those of `{}` (SHA-256 `{}`), as they came but for the stem, which "
        "was summed over its three colours: ImageNet weights of the authors of ResNet (He et al., "
        "2015; MIT licence). Only the heads were trained.",
        start["file"].get<std::string>(), start["sha256"].get<std::string>());
  return fmt::format(
      "The convolutions that `{}` (SHA-256 `{}`) holds started from there: ImageNet weights of the "
      "authors of ResNet (He et al., 2015; MIT licence), whose stem was summed over its three "
      "colours. Those that it lacks and the heads started at random. Every layer was trained "
      "further, none ships as it came.",
      start["file"].get<std::string>(), start["sha256"].get<std::string>());
}

std::string mistakes_sentence(const json& training) {
  std::string text;
  for (const json& mistake : training.at("original_mistakes"))
    text += fmt::format("**Made with a mistake on purpose, for comparison only** (`{}`): {}.\n\n",
                        mistake["name"].get<std::string>(), mistake["warning"].get<std::string>());
  return text;
}

std::string classic_procedure(const json& training) {
  std::vector<std::string> epochs;
  for (const auto& [head, count] : training.at("head_epochs").items())
    epochs.push_back(fmt::format("{} {}", head, count.get<int>()));
  return fmt::format(
      "## Training procedure\n\nA small network (layers of 128 and 50, ReLU, softmax) over the "
      "frozen backbone's mean features for the router, and one for each part; Adam, learning rate "
      "{}, batches of {}, images mirrored or not and otherwise unchanged, early stopping, seed {}. "
      "Epochs: {}.\n\n",
      training.at("new_rate").get<double>(), training.at("batch").get<int>(),
      training.at("seed").get<std::uint64_t>(), fmt::join(epochs, ", "));
}

std::string finetune_procedure(const json& training) {
  if (training.at("epochs") == 0)
    return fmt::format(
        "## Training procedure\n\nThe weights are those that it started from; calibration and "
        "thresholds were fitted to `valid`. The router's head is {}.\n\n",
        training.at("router").get<std::string>());
  return fmt::format(
      "## Training procedure\n\n{} epochs in batches of {}, AdamW, learning rate {} for what was "
      "given and {} for what started at random, weight decay {}, averaged weights ({}) of {}, seed "
      "{}. "
      "Of the training images {:.0f} % were drawn phantoms and {:.0f} % pictures of no part, for "
      "the "
      "router to learn \"none of these\" from. The router's head is {}.\n\n",
      training.at("epochs").get<int>(), training.at("batch").get<int>(),
      training.at("old_rate").get<double>(), training.at("new_rate").get<double>(),
      training.at("weight_decay").get<double>(), training.at("averaging").get<double>(),
      training.at("kept") == "last" ? "the last epoch" : "the epoch that was best on `valid`",
      training.at("seed").get<std::uint64_t>(), 100 * training.at("phantoms").get<double>(),
      100 * training.at("distractors").get<double>(), training.at("router").get<std::string>());
}

std::string failures(const json& metrics) {
  std::string text;
  std::vector<std::string> few;
  for (const auto& [part, row] : metrics.at("experts_given_part").at("regions").items())
    if (row["positives"].get<int>() < few_positives)
      few.push_back(fmt::format("{} ({})", part, row["positives"].get<int>()));
  if (!few.empty())
    text += fmt::format("- Too few positives on `valid` for figures of their own: {}.\n",
                        fmt::join(few, ", "));
  const json& confusion = metrics.at("router").at("confusion");
  std::vector<std::string> mixed;
  const auto& names = confusion.at("classes");
  const auto& rows = confusion.at("truth_by_answer");
  for (std::size_t truth = 0; truth < rows.size(); ++truth)
    for (std::size_t answer = 0; answer < rows[truth].size(); ++answer)
      if (truth != answer && rows[truth][answer].get<int>() > 1)
        mixed.push_back(fmt::format("{} as {} ({})", names[truth].get<std::string>(),
                                    names[answer].get<std::string>(),
                                    rows[truth][answer].get<int>()));
  if (!mixed.empty())
    text += fmt::format("- Parts taken for another more than once on `valid`: {}.\n",
                        fmt::join(mixed, ", "));
  return text;
}

}  // namespace

std::string model_card(const Pack& pack) {
  const json provenance = json::parse(pack.provenance);
  const json& data = provenance.at("data");
  const json& training = provenance.at("training");
  const json& metrics = provenance.at("figures").at("fp32");
  const std::string source = data.at("source");

  std::string card = fmt::format(
      "---\nlicense: apache-2.0\ntags: [radiography, fracture, resnet-50]\ndatasets: [{}]\n---\n\n"
      "# {} {}\n\nReads bone radiographs: first which body part ({}), then whether that part "
      "shows: "
      "**{}**. Made and used by Osteon {}.\n\n**Not a medical device.** It supports a reader and "
      "gives no diagnosis.\n\n",
      source, pack.name, pack.version, fmt::join(pack.router.parts, ", "), pack.target,
      training.at("osteon").get<std::string>());

  card += fmt::format(
      "## Model details\n\n"
      "One {} backbone for the router and {} experts; input {} x {} pixels, one grey channel, "
      "aspect "
      "ratio kept, contrast between the percentiles {} and {}. Convolutions are stored in 16-bit "
      "floats. Weights hash: `{}`.\n\n{}\n\n",
      pack.backbones.front().architecture, pack.experts.size(), pack.input.side, pack.input.side,
      pack.input.low_percentile, pack.input.high_percentile, pack.weights_hash(),
      start_sentence(training.at("start"), is_classic(training)));
  card += mistakes_sentence(training);

  card +=
      "## Uses\n\nA second look at radiographs of these parts, by people who read radiographs. Not "
      "for deciding without a reader, not for other parts (it then answers that it cannot), not "
      "for "
      "children unless somebody has measured it on children.\n\n";

  card += fmt::format(
      "## Training data\n\n{}{}{}. Split {}; the subset `train` was learned from, "
      "`valid` chose when to stop, the calibration and the thresholds.\n\n{}\n",
      source,
      data.at("licence").get<std::string>().empty() ? ""
                                                    : ", " + data.at("licence").get<std::string>(),
      data.at("credit").get<std::string>().empty()
          ? ""
          : " (" + data.at("credit").get<std::string>() + ")",
      data.at("split").get<std::string>(), counts_table(data));
  if (const int unread = data.at("unread"); unread > 0)
    card += fmt::format("{} images could not be read and were left out.\n\n", unread);

  card += is_classic(training) ? classic_procedure(training) : finetune_procedure(training);

  const json& router = metrics.at("router");
  card += fmt::format(
      "## Evaluation\n\nOn `valid` ({} images, real radiographs only), at fp32, with 95 % "
      "intervals "
      "by bootstrap over groups ({} resamples). `valid` also chose the thresholds and the "
      "calibration, so these figures are somewhat kind.\n\n"
      "Body part right: **{}**; {} images not answered.\n\n"
      "Expert, given the true part:\n\n{}\n"
      "Both stages in sequence, where a wrong part counts as wrong:\n\n{}\n",
      metrics.at("images").get<int>(), metrics.at("resamples").get<int>(),
      with_interval(router.at("accuracy"), router.at("accuracy_interval")),
      router.at("abstained").get<int>(), figures_table(metrics.at("experts_given_part")),
      figures_table(metrics.at("in_sequence")));
  const json& pooled = metrics.at("experts_given_part").at("pooled");
  card += fmt::format("Calibration given the part: Brier {}, ECE {} (15 bins).\n\n",
                      number(pooled.at("brier")), number(pooled.at("ece")));
  if (const json& located = metrics.at("localisation"); located.is_object()) {
    const json& all = located.at("pooled");
    card += fmt::format(
        "Where it looks, on {} images that readers outlined: the hottest place lies in an "
        "outline's box grown by {} pixels for {}; average precision of its boxes at half overlap, "
        "normals "
        "included, {}.\n\n",
        all.at("outlined").get<int>(), located.at("tolerance_px").get<double>(),
        with_interval(all.at("pointing"), all.at("pointing_interval")),
        with_interval(all.at("ap50"), all.at("ap50_interval")));
  }
  for (const char* precision : {"bf16", "int8"}) {
    if (!provenance.at("figures").contains(precision)) continue;
    const json& other = provenance.at("figures").at(precision);
    card += fmt::format("At {}: body part right {}, AUROC pooled in sequence {} (fp32 {}).\n\n",
                        precision, number(other.at("router").at("accuracy")),
                        number(other.at("in_sequence").at("pooled").at("auroc")),
                        number(metrics.at("in_sequence").at("pooled").at("auroc")));
  }

  card += "## Known failures and limits\n\n" + failures(metrics);
  for (const json& caveat : data.at("caveats"))
    card += fmt::format("- {}\n", caveat.get<std::string>());
  const int places =
      feature_side(backbone_named(pack.backbones.front().architecture), pack.input.side);
  card += fmt::format(
      "- Not measured on another hospital's films: expect less there, and measure before use.\n"
      "- The heatmap is as coarse as the last feature map, {0} x {0} places.\n",
      places);
  return card;
}

}  // namespace osteon
