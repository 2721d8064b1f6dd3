#include "osteon/train/classic.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <ostream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/read.hpp"
#include "osteon/train/curves.hpp"
#include "osteon/train/frozen_features.hpp"
#include "osteon/train/pack_writer.hpp"
#include "osteon/train/sheet.hpp"
#include "osteon/train/small_network.hpp"

namespace osteon {
namespace {

/// In a file of ResNet-50 that is complete.
constexpr std::string_view last_convolution = "layer4.2.conv3.weight";
constexpr std::size_t shown_images = 12;

/// As the engine and a pack want them: an RGB stem summed to one grey channel.
std::vector<NamedTensor> grey_backbone(const Backbone& backbone, const Safetensors& weights) {
  std::vector<NamedTensor> tensors;
  for (const ConvLayer* layer : backbone.convolutions()) {
    const std::string name = layer->name + ".weight";
    const StoredTensor& stored = weights.at(name);
    NamedTensor tensor{name, stored.shape, stored.floats(), ElementType::f16};
    if (layer == &backbone.stem && tensor.shape.size() == 4 && tensor.shape[1] == 3) {
      const auto area = static_cast<std::size_t>(layer->kernel * layer->kernel);
      std::vector<float> grey;
      for (std::size_t out = 0; out < tensor.values.size(); out += 3 * area)
        for (std::size_t i = 0; i < area; ++i)
          grey.push_back(tensor.values[out + i] + tensor.values[out + area + i] +
                         tensor.values[out + 2 * area + i]);
      tensor.shape[1] = 1;
      tensor.values = std::move(grey);
    }
    tensors.push_back(std::move(tensor));
    for (const char* field : {".weight", ".bias", ".running_mean", ".running_var"}) {
      const StoredTensor& norm = weights.at(layer->norm + field);
      tensors.push_back({layer->norm + field, norm.shape, norm.floats(), ElementType::f32});
    }
  }
  return tensors;
}

/// Every other one mirrored, since this is all that is changed about them.
void draw_sheet(const TrainSettings& settings, std::span<const Entry> training) {
  const auto side = static_cast<std::size_t>(settings.input.side);
  std::vector<std::vector<float>> pixels;
  std::vector<SheetImage> images;
  const std::size_t stride = std::max<std::size_t>(1, training.size() / shown_images);
  for (std::size_t i = 0; i < training.size() && images.size() < shown_images; i += stride) {
    std::vector<float> values(side * side);
    try {
      prepare(read_radiograph(training[i].file), settings.input, values);
    } catch (const Error& error) {
      if (!input_at_fault(error.code())) throw;
      continue;
    }
    const bool mirrored = images.size() % 2 == 1;
    for (std::size_t row = 0; mirrored && row < values.size(); row += side)
      std::ranges::reverse(std::span(values).subspan(row, side));
    pixels.push_back(std::move(values));  // a moved vector's values stay where they are
    images.push_back({.pixels = pixels.back(),
                      .caption = fmt::format("{}: {}{}", training[i].part,
                                             training[i].positive ? "positive" : "negative",
                                             mirrored ? ", mirrored" : ""),
                      .outlines = {}});
  }
  write_sheet(settings.out / "augmented.png", settings.input, images);
}

/// The entries of a subset that have features, and what they are to be taken for.
template <typename ClassOf>
LabelledRows rows_of(const std::vector<Entry>& entries, const FrozenFeatures& features,
                     std::string_view subset, const ClassOf& class_of) {
  LabelledRows rows;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].subset != subset || features.unread.contains(i)) continue;
    const int label = class_of(entries[i]);
    if (label < 0) continue;
    rows.entries.push_back(i);
    rows.classes.push_back(label);
  }
  return rows;
}

class Classic {
 public:
  Classic(const TrainSettings& settings, const TrainingData& data, std::ostream& out, bool terminal,
          const std::atomic<bool>& stop)
      : settings_(settings),
        data_(data),
        parts_(data.parts),
        out_(out),
        terminal_(terminal),
        stop_(stop) {
    for (std::size_t row = 0; row < data.train.size(); ++row) entries_.push_back(data.train[row]);
    entries_.insert(entries_.end(), data.valid.begin(), data.valid.end());
  }

  TrainEnd walk() {
    std::filesystem::create_directories(settings_.out / "pack");
    weights_.backbone =
        grey_backbone(backbone_named(settings_.architecture), Safetensors(settings_.start));
    weights_.hidden.assign(std::begin(small_network_widths), std::end(small_network_widths));
    draw_sheet(settings_, std::span(entries_).first(data_.train.size()));
    if (!compute_features()) return interrupted();
    for (const char* table : {"results.csv", "results_by_part.csv"})
      std::filesystem::remove(settings_.out / table);
    if (!learn_router()) return interrupted();
    for (const std::string& part : parts_)
      if (!learn_expert(part)) return interrupted();
    draw_curves(settings_.out);
    write();
    return TrainEnd::finished;
  }

 private:
  TrainEnd interrupted() const {
    out_ << "interrupted; features that were finished are kept in " << settings_.out.string()
         << ", start again to go on\n";
    return TrainEnd::interrupted;
  }

  bool compute_features() {
    const auto file = settings_.out / "backbone.safetensors";
    write_safetensors(file, weights_.backbone);
    const auto begun = std::chrono::steady_clock::now();
    const auto said = [&](std::size_t done) {
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begun;
      const std::string text = fmt::format(
          "features: {}/{} images, each with its mirror image, "
          "{:.1f} images/s",
          done, entries_.size(), static_cast<double>(done) / seconds.count());
      const bool last = done == entries_.size();
      if (terminal_)
        out_ << "\r\033[K" << text << (last ? "\n" : "") << std::flush;
      else if (last)
        out_ << text << '\n' << std::flush;
    };
    auto features =
        frozen_features({.architecture = settings_.architecture,
                         .weights = file,
                         .input = settings_.input,
                         .precision = settings_.bf16 ? Precision::bf16 : Precision::fp32},
                        entries_, settings_.out / "features.safetensors", said, stop_);
    if (!features) return false;
    features_ = std::move(*features);
    for (const auto& [entry, why] : features_.unread)
      out_ << "skipped " << entries_[entry].file.string() << ": " << why << '\n';
    return true;
  }

  template <typename ClassOf>
  std::optional<SmallNetwork> learn(const std::string& name, int classes, const ClassOf& class_of) {
    const auto begun = std::chrono::steady_clock::now();
    const LabelledRows train = rows_of(entries_, features_, "train", class_of);
    const LabelledRows valid = rows_of(entries_, features_, "valid", class_of);
    if (train.entries.empty())
      throw Error(ErrorCode::unreadable, "no training image of '" + name + "' can be read");
    SmallNetwork network = train_small_network(features_, train, valid,
                                               {.classes = classes,
                                                .rate = settings_.new_rate,
                                                .batch = settings_.batch,
                                                .epochs = settings_.epochs,
                                                .patience = settings_.patience,
                                                .seed = settings_.seed},
                                               stop_);
    if (stop_) return {};
    append_results(settings_.out, name, network.epochs);
    weights_.head_epochs[name] = static_cast<int>(network.epochs.size());
    const HeadEpoch& best = network.epochs[static_cast<std::size_t>(network.best - 1)];
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begun;
    out_ << fmt::format(
                "{}: {} images, {} epochs in {:.1f} s, the best was {}: loss {:.3f}, "
                "valid: loss {:.3f}, right {:.1f} %\n",
                name, train.entries.size(), network.epochs.size(), seconds.count(), network.best,
                best.train_loss, best.valid_loss, 100 * best.valid_accuracy)
         << std::flush;
    return network;
  }

  bool learn_router() {
    const auto network = learn("router", static_cast<int>(parts_.size()), [&](const Entry& entry) {
      const auto part = std::ranges::find(parts_, entry.part);
      return part == parts_.end() ? -1 : static_cast<int>(std::distance(parts_.begin(), part));
    });
    if (network) keep(router_tensors("router", *network));
    return network.has_value();
  }

  bool learn_expert(const std::string& part) {
    const std::string name = "expert." + part;
    const auto network = learn(name, 2, [&](const Entry& entry) {
      return entry.part == part ? (entry.positive ? 1 : 0) : -1;
    });
    if (network) keep(expert_tensors(name, *network));
    return network.has_value();
  }

  void keep(std::vector<NamedTensor> tensors) {
    for (NamedTensor& tensor : tensors) weights_.heads.push_back(std::move(tensor));
  }

  void write() {
    TrainSettings in_use = settings_;
    if (makes(settings_, OriginalMistake::skewed_preparation)) in_use.input.subtract = 0;
    const auto unread = std::ranges::count_if(
        features_.unread, [&](const auto& pair) { return entries_[pair.first].subset == "train"; });
    complete_pack(write_backbone(in_use, data_, weights_), in_use, data_, weights_,
                  static_cast<int>(unread));
    out_ << "the pack is in " << (settings_.out / "pack").string() << '\n';
  }

  const TrainSettings& settings_;
  const TrainingData& data_;
  const std::vector<std::string>& parts_;
  std::vector<Entry> entries_;  ///< to learn from and to judge by
  std::ostream& out_;
  bool terminal_;
  const std::atomic<bool>& stop_;
  FrozenFeatures features_;
  TrainedWeights weights_;
};

}  // namespace

void complete_classic(TrainSettings& settings) {
  if (settings.start.empty())
    throw Error(ErrorCode::bad_argument,
                "--recipe classic freezes the backbone, so that it needs trained weights: name "
                "them with --start");
  if (settings.architecture.empty())
    settings.architecture = Safetensors(settings.start).contains(last_convolution)
                                ? "resnet50-v1"
                                : "resnet50-v1-layer3";
}

TrainEnd train_classic(const TrainSettings& settings, const TrainingData& data,
                       std::ostream& progress, bool terminal, const std::atomic<bool>& stop) {
  return Classic(settings, data, progress, terminal, stop).walk();
}

}  // namespace osteon
