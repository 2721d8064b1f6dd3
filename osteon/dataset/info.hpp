// What a dataset holds, counted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "osteon/dataset/entry.hpp"

namespace osteon {

/// How many different texts there were, without keeping them.
class Different {
 public:
  void add(std::string_view text);
  std::size_t count() const;

 private:
  void merge();

  std::vector<std::uint64_t> hashes_;
  std::size_t merged_ = 0;  ///< that many at the beginning are in order, each once
};

struct DatasetInfo {
  struct Cell {
    std::string part;
    std::string subset;  ///< empty where the source does not say
    friend auto operator<=>(const Cell&, const Cell&) = default;
  };
  struct Unusable {
    std::filesystem::path file;
    std::string why;
  };

  Dataset about;  ///< without entries
  std::size_t images = 0;
  std::size_t studies = 0;
  std::size_t groups = 0;
  std::size_t ungrouped = 0;  ///< images of which nobody said whose they are
  std::size_t outlined = 0;   ///< images with an outline
  std::size_t outlines = 0;
  std::map<Cell, std::array<std::size_t, 2>> labels;  ///< negative, positive
  std::vector<std::size_t> column_values;             ///< how many different ones in each column

  bool opened = false;  ///< the images were, and what follows was filled in
  std::map<std::pair<int, int>, std::size_t> sizes;  ///< width and height
  std::map<int, std::size_t> bits;
  std::vector<Unusable> unusable;
};

struct InfoOptions {
  bool open = true;  ///< the images too; else only what the source says of them
  int threads = 0;   ///< 0: one for each core
  std::function<void(std::size_t done)> progress;  ///< may throw to stop; may be empty
};

/// Keeps some 16 bytes for each study and group, and no entries.
/// \param source  as open_dataset() takes it
DatasetInfo dataset_info(const std::string& source, const InfoOptions& options = {});

/// For people.
std::string info_table(const DatasetInfo& info);
/// For programs; the fields: docs/datasets.md.
std::string info_json(const DatasetInfo& info);

/// Parts by labels, for each subset and all: the middle of info_table().
std::string label_table(const std::map<DatasetInfo::Cell, std::array<std::size_t, 2>>& labels,
                        const std::string& target);

}  // namespace osteon
