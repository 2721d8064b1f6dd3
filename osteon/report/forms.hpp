// The forms that a finding takes. A new one is a file beside this.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "osteon/detector/detector.hpp"
#include "osteon/radiograph/radiograph.hpp"

namespace osteon {

/// What every output says.
inline constexpr std::string_view disclaimer =
    "Supports a reader; not a medical device and not a diagnosis.";

/// What made a finding; the same for every line of a run.
struct Maker {
  std::string pack;
  std::string version;
  std::string weights;  ///< Pack::weights_hash()
  std::string precision;
};
Maker maker_of(const Detector& detector);

/// One reading with its name: a file, or a study of several.
struct Line {
  std::string file;
  std::vector<std::string> views;  ///< the files of a study; empty for a single image
  Finding finding;
  std::vector<SuspectBox> boxes;  ///< of a single image; those that are not shown are left out
};

/// One line of JSON without the newline; its fields: docs/finding.schema.json.
std::string json_line(const Line& line, const Maker& maker);

/// The header and a row of comma-separated values (RFC 4180), without the line's end.
std::string csv_header();
std::string csv_row(const Line& line, const Maker& maker);

/// A table for people that grows row by row: file, part, finding, probability. With `colour`,
/// ANSI colours for a terminal. `file_width` columns are kept for the name; longer ones lose their
/// beginning.
std::string table_header(int file_width, bool colour);
std::string table_row(const Line& line, int file_width, bool colour);
/// What made the table, and the disclaimer.
std::string table_footer(const Maker& maker);

struct OverlayOptions {
  int longest_side = 1600;   ///< of the radiograph, in pixels, where the caption leaves it
  bool also_unsaid = false;  ///< show what speaks for a finding also where none was said
};

/// The radiograph with the heatmap, the suspect region and the finding in words, as a PNG.
std::string overlay_png(const Radiograph& radiograph, const Reading& reading, const Maker& maker,
                        const OverlayOptions& options = {});
/// The same into a file.
/// \throws Error(unreadable) when the file cannot be written
void write_overlay(const std::filesystem::path& file, const Radiograph& radiograph,
                   const Reading& reading, const Maker& maker);

/// What stands on a report beside the finding.
struct ReportFacts {
  std::string name;      ///< of the radiograph
  std::string received;  ///< when, as people write it
  /// What a reader said of it, or empty.
  std::string opinion;
};

/// A page of A4 as a PDF: the radiograph with what was found drawn in, the finding in words, what
/// decided and what made it.
std::string report_pdf(const Radiograph& radiograph, const Reading& reading, const Maker& maker,
                       const ReportFacts& facts);

/// The radiograph alone as a small PNG, at most `longest_side` long.
std::string thumbnail_png(const Radiograph& radiograph, int longest_side = 256);

}  // namespace osteon
