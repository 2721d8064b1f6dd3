#include "osteon/evaluate/evaluation.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"

namespace osteon {
namespace {

using json = nlohmann::json;

void add_what_metrics_say(Evaluation& evaluation, const std::filesystem::path& file) {
  try {
    const json metrics = json::parse(read_text(file));
    Subject& subject = evaluation.subject;
    metrics.at("pack").get_to(subject.pack);
    metrics.at("version").get_to(subject.version);
    metrics.at("weights").get_to(subject.weights);
    metrics.at("target").get_to(subject.target);
    metrics.at("precision").get_to(subject.precision);
    metrics.at("parts").get_to(subject.parts);
    metrics.at("dataset").get_to(evaluation.dataset);
    metrics.at("subset").get_to(evaluation.subset);
    for (const json& unread : metrics.at("unread").at("files"))
      evaluation.predictions.unread.push_back(
          {unread.at("file").get<std::string>(), unread.at("why").get<std::string>()});
  } catch (const json::exception& error) {
    throw Error(ErrorCode::bad_argument,
                fmt::format("{}: not what this version of osteon evaluate writes ({})",
                            file.string(), error.what()));
  }
}

}  // namespace

Evaluation read_evaluation(const std::filesystem::path& source) {
  Evaluation evaluation;
  const bool is_folder = std::filesystem::is_directory(source);
  evaluation.file = is_folder ? source / "predictions.csv" : source;
  evaluation.predictions = read_predictions(evaluation.file);
  evaluation.subject = subject_of(evaluation.predictions);
  const auto metrics = evaluation.file.parent_path() / "metrics.json";
  if (std::filesystem::exists(metrics)) add_what_metrics_say(evaluation, metrics);
  return evaluation;
}

}  // namespace osteon
