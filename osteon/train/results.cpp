#include "osteon/train/results.hpp"

#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/csv_cell.hpp"
#include "osteon/base/error.hpp"

namespace osteon {
namespace {

void append(const std::filesystem::path& file, const std::string& header, const std::string& rows) {
  const bool fresh = !std::filesystem::exists(file);
  std::ofstream out(file, std::ios::app);
  if (fresh) out << header << '\n';
  out << rows << std::flush;
  if (!out)
    throw Error(ErrorCode::unreadable,
                file.string() + ": cannot be written; check the folder and free space");
}

}  // namespace

void append_results(const std::filesystem::path& folder, const std::vector<std::string>& parts,
                    const EpochResult& result) {
  const auto& [part, finding, place, box] = result.losses;
  append(folder / "results.csv",
         "epoch,seconds,rate,part_loss,finding_loss,place_loss,box_loss,valid_part_accuracy,"
         "valid_auroc,valid_auroc_macro",
         fmt::format("{},{:.1f},{:.3g},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f},{:.4f}\n",
                     result.epoch, result.seconds, result.rate, part, finding, place, box,
                     result.accuracy, result.auroc, result.macro));
  std::string header = "epoch";
  std::string row = std::to_string(result.epoch);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    header += "," + csv_cell(parts[i]);
    row += result.by_part[i] ? fmt::format(",{:.4f}", *result.by_part[i]) : ",";
  }
  append(folder / "results_by_part.csv", header, row + "\n");
}

void append_results(const std::filesystem::path& folder, const std::string& head,
                    const std::vector<HeadEpoch>& epochs) {
  std::string rows;
  for (std::size_t i = 0; i < epochs.size(); ++i)
    rows += fmt::format("{},{},{:.4f},{:.4f},{:.4f}\n", csv_cell(head), i + 1, epochs[i].train_loss,
                        epochs[i].valid_loss, epochs[i].valid_accuracy);
  append(folder / "results.csv", "head,epoch,train_loss,valid_loss,valid_accuracy", rows);
}

}  // namespace osteon
