#include "osteon/model/limb.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "osteon/model/ascending.hpp"

namespace osteon {
namespace {

/// The limb is looked for on a small copy: cells along its longer side.
constexpr int cells_along = 128;
/// A row or column at the border is even when its grey values differ by less than this part of the
/// film's range.
constexpr float even = 0.04F;
/// Air is the darkest this part of a film without its borders. Should there be none left, the
/// limb's dimmest is taken for it, and little is lost.
constexpr double air_share = 0.05;
/// Limb is what is brighter than the air by this part of what the bright half is brighter. Low,
/// since fingertips are far dimmer than a wrist.
constexpr float bright_enough = 0.3F;
/// Pieces smaller than this part of the largest are markers, not limb.
constexpr double smallest_piece = 0.1;
constexpr float margin = 0.04F;  ///< of the limb's longer side, kept around it
/// A limb that covers less of the film than this was not understood.
constexpr double least_area = 0.04;

struct Cells {
  int columns = 0;
  int rows = 0;
  int size = 1;             ///< pixels of the radiograph along each side of a cell
  std::vector<float> grey;  ///< square root of the mean

  float at(int column, int row) const {
    return grey[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                static_cast<std::size_t>(column)];
  }
};

/// Left and top inclusive, right and bottom exclusive.
struct Frame {
  int left, top, right, bottom;
  int columns() const { return right - left; }
  int rows() const { return bottom - top; }
};

/// Adds the pixels of a line to the sums of the cells that they lie in, `size` to each. Several
/// cells side by side: within a cell, each addition waits for the one before.
void add_line(std::span<const float> line, std::size_t size, std::span<float> sums) {
  std::array<float, 8> together{};
  std::size_t cell = 0;
  for (; (cell + together.size()) * size <= line.size(); cell += together.size()) {
    const float* const from = line.data() + cell * size;
    std::ranges::copy(sums.subspan(cell, together.size()), together.begin());
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t c = 0; c < together.size(); ++c) together[c] += from[c * size + i];
    std::ranges::copy(together, sums.begin() + static_cast<std::ptrdiff_t>(cell));
  }
  for (; cell < sums.size(); ++cell)
    for (const float value : line.subspan(cell * size, std::min(size, line.size() - cell * size)))
      sums[cell] += value;
}

Cells averaged(const Radiograph& radiograph) {
  const auto [width, height] = radiograph.extent();
  Cells cells;
  cells.size = std::max(1, (std::max(width, height) + cells_along - 1) / cells_along);
  cells.columns = (width + cells.size - 1) / cells.size;
  cells.rows = (height + cells.size - 1) / cells.size;
  for (int row = 0; row < cells.rows; ++row) {
    std::vector<float> sums(static_cast<std::size_t>(cells.columns));
    const int last = std::min(height, (row + 1) * cells.size);
    for (int y = row * cells.size; y < last; ++y)
      add_line(radiograph.row(y), static_cast<std::size_t>(cells.size), sums);
    const int lines = last - row * cells.size;
    for (int column = 0; column < cells.columns; ++column) {
      const int across = std::min(width, (column + 1) * cells.size) - column * cells.size;
      // The root brings fingertips nearer to the wrist, and an unexposed strip nearer to both.
      cells.grey.push_back(
          std::sqrt(sums[static_cast<std::size_t>(column)] / static_cast<float>(across * lines)));
    }
  }
  return cells;
}

/// Takes even rows and columns off the frame, from outside to inside.
Frame without_borders(const Cells& cells) {
  Frame frame{0, 0, cells.columns, cells.rows};
  const std::vector<float> sorted = ascending(cells.grey);
  const float range = sorted[sorted.size() * 99 / 100] - sorted[sorted.size() / 100];
  const auto is_even = [&](int left, int top, int right, int bottom) {
    float low = 2;
    float high = -1;
    for (int row = top; row < bottom; ++row)
      for (int column = left; column < right; ++column) {
        low = std::min(low, cells.at(column, row));
        high = std::max(high, cells.at(column, row));
      }
    return high - low < even * range;
  };
  bool shrunk = true;
  while (shrunk && frame.columns() > 2 && frame.rows() > 2) {
    const Frame before = frame;
    if (is_even(frame.left, frame.top, frame.right, frame.top + 1)) ++frame.top;
    if (is_even(frame.left, frame.bottom - 1, frame.right, frame.bottom)) --frame.bottom;
    if (is_even(frame.left, frame.top, frame.left + 1, frame.bottom)) ++frame.left;
    if (is_even(frame.right - 1, frame.top, frame.right, frame.bottom)) --frame.right;
    shrunk = before.columns() != frame.columns() || before.rows() != frame.rows();
  }
  return frame;
}

/// The grey values inside the frame, ascending. Not empty.
std::vector<float> ascending_in(const Cells& cells, const Frame& frame) {
  std::vector<float> grey;
  for (int row = frame.top; row < frame.bottom; ++row)
    for (int column = frame.left; column < frame.right; ++column)
      grey.push_back(cells.at(column, row));
  return ascending(std::move(grey));
}

/// The mean of the brighter of the two classes into which ascending values part best (Otsu, IEEE
/// Trans. SMC 1979).
double bright_mean(std::span<const float> grey) {
  const double sum = std::accumulate(grey.begin(), grey.end(), 0.0);
  const auto count = static_cast<double>(grey.size());
  double best = grey.back();
  double best_between = -1;
  double below_sum = 0;
  for (std::size_t below = 1; below < grey.size(); ++below) {
    below_sum += grey[below - 1];
    const auto dark = static_cast<double>(below);
    const double apart = (sum - below_sum) / (count - dark) - below_sum / dark;
    const double between = dark * (count - dark) * apart * apart;
    if (between <= best_between) continue;
    best_between = between;
    best = (sum - below_sum) / (count - dark);
  }
  return best;
}

/// Connected pieces of what is brighter than `threshold`, each with its frame and size.
struct Piece {
  Frame frame;
  int size = 0;
};

std::vector<Piece> pieces(const Cells& cells, const Frame& within, float threshold) {
  std::vector<bool> seen(cells.grey.size());
  std::vector<Piece> found;
  std::vector<std::pair<int, int>> open;
  const auto visit = [&](int column, int row) {
    if (column < within.left || row < within.top || column >= within.right || row >= within.bottom)
      return;
    const auto place = static_cast<std::size_t>(row) * static_cast<std::size_t>(cells.columns) +
                       static_cast<std::size_t>(column);
    if (seen[place] || cells.grey[place] <= threshold) return;
    seen[place] = true;
    open.emplace_back(column, row);
  };
  for (int row = within.top; row < within.bottom; ++row)
    for (int column = within.left; column < within.right; ++column) {
      visit(column, row);
      if (open.empty()) continue;
      Piece piece{{column, row, column + 1, row + 1}};
      while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        ++piece.size;
        piece.frame = {std::min(piece.frame.left, x), std::min(piece.frame.top, y),
                       std::max(piece.frame.right, x + 1), std::max(piece.frame.bottom, y + 1)};
        visit(x - 1, y);
        visit(x + 1, y);
        visit(x, y - 1);
        visit(x, y + 1);
      }
      found.push_back(piece);
    }
  return found;
}

}  // namespace

Box exposed_limb(const Radiograph& radiograph) {
  const auto [width, height] = radiograph.extent();
  const Box whole{0, 0, static_cast<float>(width), static_cast<float>(height)};
  const Cells cells = averaged(radiograph);
  const Frame film = without_borders(cells);
  const std::vector<float> grey = ascending_in(cells, film);
  const float air = grey[static_cast<std::size_t>(air_share * static_cast<double>(grey.size()))];
  const auto bright = static_cast<float>(bright_mean(grey));
  const auto found = pieces(cells, film, air + bright_enough * (bright - air));
  if (found.empty()) return whole;

  const int largest = std::ranges::max(found, {}, &Piece::size).size;
  Frame limb{film.right, film.bottom, film.left, film.top};
  for (const auto& [frame, size] : found)
    if (size >= smallest_piece * largest)
      limb = {std::min(limb.left, frame.left), std::min(limb.top, frame.top),
              std::max(limb.right, frame.right), std::max(limb.bottom, frame.bottom)};
  const auto around = static_cast<int>(
      std::ceil(margin * static_cast<float>(std::max(limb.columns(), limb.rows()))));
  limb = {std::max(film.left, limb.left - around), std::max(film.top, limb.top - around),
          std::min(film.right, limb.right + around), std::min(film.bottom, limb.bottom + around)};

  const auto left = static_cast<float>(limb.left * cells.size);
  const auto top = static_cast<float>(limb.top * cells.size);
  const Box box{left, top,
                std::min(static_cast<float>(limb.right * cells.size), whole.width) - left,
                std::min(static_cast<float>(limb.bottom * cells.size), whole.height) - top};
  const double area = static_cast<double>(box.width) * box.height;
  return area < least_area * whole.width * whole.height ? whole : box;
}

}  // namespace osteon
