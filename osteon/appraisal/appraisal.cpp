#include "osteon/appraisal/appraisal.hpp"

#include <fmt/format.h>

#include "osteon/appraisal/charts.hpp"
#include "osteon/appraisal/page.hpp"
#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"

namespace osteon {

void write_appraisal(const std::filesystem::path& folder, const Evaluation& evaluation,
                     const std::string& metrics, const std::vector<WorstError>& errors) {
  const Results results(evaluation, metrics);
  const std::vector<Picture> pictures = charts(results);
  const auto figures = folder / "figures";
  std::error_code error;
  std::filesystem::create_directories(figures, error);
  if (error)
    throw Error(ErrorCode::unreadable, fmt::format("{}: {}", figures.string(), error.message()));
  for (const Picture& picture : pictures) {
    write_whole(figures / (picture.name + ".svg"), picture.svg);
    write_whole(figures / (picture.name + ".png"), picture.png);
  }
  write_whole(folder / "report.html", report_page(results, pictures, errors));
}

}  // namespace osteon
