#include "osteon/train/curves.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include <cairo-svg.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/dataset/csv.hpp"
#include "osteon/report/drawing.hpp"

namespace osteon {
namespace {

struct Curve {
  std::string name;
  std::vector<Point> points;  ///< epoch and value
};

struct Panel {
  std::string title;
  std::vector<Curve> curves;
};

constexpr double panel_width = 460;
constexpr double panel_height = 300;
constexpr double left = 52;
constexpr double right = 130;  // the names stand there
constexpr double top = 34;
constexpr double bottom = 36;
constexpr double letters = 11;

struct Colour {
  double red, green, blue;
};
/// Okabe and Ito's, which those who see few colours can tell apart (jfly.uni-koeln.de/color, 2008);
/// without their yellow, too faint on white.
constexpr std::array colours{Colour{0, 0.45, 0.70},    Colour{0.84, 0.37, 0},
                             Colour{0, 0.62, 0.45},    Colour{0.80, 0.47, 0.65},
                             Colour{0.34, 0.71, 0.91}, Colour{0.90, 0.62, 0},
                             Colour{0.2, 0.2, 0.2}};

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  void take(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

/// A step of 1, 2 or 5 times a power of ten that divides a range in about four.
double step_of(const Range& range) {
  const double rough = std::max(range.high - range.low, 1e-6) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double times : {1.0, 2.0, 5.0})
    if (times * power >= rough) return times * power;
  return 10 * power;
}

double width_of(const Pen& pen, const std::string& text) {
  cairo_text_extents_t extents;
  cairo_text_extents(pen.get(), text.c_str(), &extents);
  return extents.x_advance;
}

/// One panel at the origin.
class Plot {
 public:
  Plot(const Pen& pen, const Panel& panel) : pen_(pen), panel_(panel) {
    for (const Curve& curve : panel.curves)
      for (const Point& point : curve.points) {
        epochs_.take(point.x);
        values_.take(point.y);
      }
    if (!(epochs_.low <= epochs_.high)) epochs_ = values_ = {0, 1};
    epochs_.low = std::min(epochs_.low, 1.0);
    epochs_.high = std::max(epochs_.high, epochs_.low + 1);
    const double step = step_of(values_);
    values_ = {std::floor(values_.low / step) * step, std::ceil(values_.high / step) * step};
    if (values_.high <= values_.low) values_.high = values_.low + step;
  }

  void draw() const {
    cairo_set_source_rgb(pen_.get(), 0.1, 0.1, 0.1);
    cairo_set_font_size(pen_.get(), letters + 2);
    write_text(pen_, left, 18, panel_.title);
    cairo_set_font_size(pen_.get(), letters);
    draw_axes();
    for (std::size_t i = 0; i < panel_.curves.size(); ++i) draw_curve(i);
  }

 private:
  double x_of(double epoch) const {
    return left +
           (epoch - epochs_.low) / (epochs_.high - epochs_.low) * (panel_width - left - right);
  }
  double y_of(double value) const {
    return panel_height - bottom -
           (value - values_.low) / (values_.high - values_.low) * (panel_height - top - bottom);
  }

  void draw_axes() const {
    const double step = step_of(values_);
    const int digits = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
    for (double value = values_.low; value < values_.high + step / 2; value += step) {
      cairo_set_source_rgb(pen_.get(), 0.88, 0.88, 0.88);
      line(left, y_of(value), panel_width - right, y_of(value), 1);
      cairo_set_source_rgb(pen_.get(), 0.3, 0.3, 0.3);
      const std::string text = fmt::format("{:.{}f}", value, digits);
      write_text(pen_, left - 6 - width_of(pen_, text), y_of(value) + letters / 3, text);
    }
    const double every = std::max(1.0, std::round(step_of(epochs_)));
    for (double epoch = 1; epoch <= epochs_.high; epoch += every) {
      const std::string text = fmt::format("{:.0f}", epoch);
      write_text(pen_, x_of(epoch) - width_of(pen_, text) / 2, panel_height - bottom + 15, text);
    }
    write_text(pen_, left, panel_height - 6, "epoch");
  }

  void draw_curve(std::size_t place) const {
    const Curve& curve = panel_.curves[place];
    const Colour& colour = colours[place % colours.size()];
    cairo_set_source_rgb(pen_.get(), colour.red, colour.green, colour.blue);
    // Past the last colour the lines are dashed, so that two of one colour differ.
    const std::array dashes{5.0, 3.0};
    const bool dashed = place >= colours.size();
    cairo_set_dash(pen_.get(), dashes.data(), dashed ? 2 : 0, 0);
    for (const Point& point : curve.points) cairo_line_to(pen_.get(), x_of(point.x), y_of(point.y));
    cairo_set_line_width(pen_.get(), 1.8);
    cairo_stroke(pen_.get());
    const double height = top + 8 + static_cast<double>(place) * (letters + 4);
    line(panel_width - right + 10, height - letters / 3, panel_width - right + 26,
         height - letters / 3, 1.8);
    cairo_set_dash(pen_.get(), nullptr, 0, 0);
    for (const Point& point : curve.points) {
      cairo_arc(pen_.get(), x_of(point.x), y_of(point.y), 1.8, 0, 2 * std::numbers::pi);
      cairo_fill(pen_.get());
    }
    cairo_set_source_rgb(pen_.get(), 0.1, 0.1, 0.1);
    write_text(pen_, panel_width - right + 31, height, curve.name);
  }

  void line(double x0, double y0, double x1, double y1, double width) const {
    cairo_move_to(pen_.get(), x0, y0);
    cairo_line_to(pen_.get(), x1, y1);
    cairo_set_line_width(pen_.get(), width);
    cairo_stroke(pen_.get());
  }

  const Pen& pen_;
  const Panel& panel_;
  Range epochs_;
  Range values_;
};

/// One column of a table by epoch; cells that hold no number are left out.
class Table {
 public:
  explicit Table(const std::filesystem::path& file) {
    std::ifstream in(file);
    CsvReader reader(in);
    columns_ = reader.columns();
    while (reader.next()) {
      std::map<std::string, std::string> row;
      for (const std::string& column : columns_) row[column] = reader[column];
      rows_.push_back(std::move(row));
    }
  }

  const std::vector<std::string>& columns() const { return columns_; }

  /// Of the rows in which `key` is `value`; of all, where `key` is empty.
  Curve curve(const std::string& column, const std::string& name, const std::string& key = "",
              const std::string& value = "") const {
    Curve curve{name, {}};
    for (const auto& row : rows_) {
      if (!key.empty() && row.at(key) != value) continue;
      float number = 0;
      const std::string& cell = row.at(column);
      const auto [end, failure] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
      if (failure != std::errc() || cell.empty()) continue;
      curve.points.push_back({std::stof(row.at("epoch")), number});
    }
    return curve;
  }

  std::vector<std::string> values(const std::string& column) const {
    std::vector<std::string> values;
    for (const auto& row : rows_)
      if (std::ranges::count(values, row.at(column)) == 0) values.push_back(row.at(column));
    return values;
  }

 private:
  std::vector<std::string> columns_;
  std::vector<std::map<std::string, std::string>> rows_;
};

std::vector<Panel> panels_of_heads(const Table& results) {
  Panel train{"Loss, training", {}};
  Panel valid{"Loss, validation", {}};
  Panel accuracy{"Accuracy, validation", {}};
  for (const std::string& head : results.values("head")) {
    train.curves.push_back(results.curve("train_loss", head, "head", head));
    valid.curves.push_back(results.curve("valid_loss", head, "head", head));
    accuracy.curves.push_back(results.curve("valid_accuracy", head, "head", head));
  }
  return {train, valid, accuracy};
}

std::vector<Panel> panels_of_epochs(const Table& results, const std::filesystem::path& parts_file) {
  std::vector<Panel> panels{
      {"Losses, training",
       {results.curve("part_loss", "part"), results.curve("finding_loss", "finding"),
        results.curve("place_loss", "place"), results.curve("box_loss", "box")}},
      {"Validation",
       {results.curve("valid_part_accuracy", "accuracy, part"),
        results.curve("valid_auroc", "AUROC, pooled"),
        results.curve("valid_auroc_macro", "AUROC, mean")}}};
  if (!std::filesystem::exists(parts_file)) return panels;
  const Table by_part(parts_file);
  Panel panel{"AUROC by part, validation", {}};
  for (const std::string& column : by_part.columns())
    if (column != "epoch") panel.curves.push_back(by_part.curve(column, column));
  panels.push_back(panel);
  return panels;
}

void write_svg(const std::filesystem::path& file, const std::vector<Panel>& panels) {
  std::string svg;
  const auto append = [](void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
  };
  {
    const Surface surface(cairo_svg_surface_create_for_stream(
        append, &svg, panel_width * static_cast<double>(panels.size()), panel_height));
    const Pen pen = pen_on(surface);
    cairo_set_source_rgb(pen.get(), 1, 1, 1);
    cairo_paint(pen.get());
    cairo_select_font_face(pen.get(), "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    for (const Panel& panel : panels) {
      Plot(pen, panel).draw();
      cairo_translate(pen.get(), panel_width, 0);
    }
    cairo_surface_finish(surface.get());
    if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
      throw Error(ErrorCode::internal,
                  fmt::format("drawing curves: {}", cairo_status_to_string(status)));
  }
  write_whole(file, svg);
}

}  // namespace

void draw_curves(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "results.csv")) return;
  const Table results(folder / "results.csv");
  const bool heads = std::ranges::count(results.columns(), "head") > 0;
  write_svg(folder / "curves.svg", heads
                                       ? panels_of_heads(results)
                                       : panels_of_epochs(results, folder / "results_by_part.csv"));
}

}  // namespace osteon
