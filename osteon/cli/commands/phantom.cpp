// osteon phantom: draw radiographs, for tests, demonstrations and installation checks.
#include "osteon/phantom/phantom.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "osteon/base/error.hpp"
#include "osteon/cli/command.hpp"
#include "osteon/radiograph/write.hpp"

namespace osteon::cli {
namespace {

struct Options {
  std::filesystem::path out;
  std::vector<std::string> parts;  // empty: hand, or every part of a set
  bool fracture = false;
  bool set = false;
  std::uint64_t seed = 1;
  int count = 1;
  std::string size = "448x544";
  std::string format;  // empty: as the ending of `out` says, else png
  bool unlabelled = false;
};

/// A kind of file that phantoms are written to.
struct FileKind {
  std::string_view name;
  std::vector<std::string_view> endings;  ///< the first is the one given to new files
  int bits;
  void (*write)(const std::filesystem::path& file, const Radiograph& radiograph);
};

const std::array<FileKind, 4>& file_kinds() {
  using Path = std::filesystem::path;
  static const std::array<FileKind, 4> kinds{
      FileKind{"png", {".png"}, 8, [](const Path& f, const Radiograph& r) { write_png(f, r, 8); }},
      FileKind{
          "png16", {".png"}, 16, [](const Path& f, const Radiograph& r) { write_png(f, r, 16); }},
      FileKind{"jpeg",
               {".jpg", ".jpeg"},
               8,
               [](const Path& f, const Radiograph& r) { write_jpeg(f, r); }},
      FileKind{
          "dicom", {".dcm"}, 12, [](const Path& f, const Radiograph& r) { write_dicom(f, r); }},
  };
  return kinds;
}

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const FileKind& kind : file_kinds()) names.emplace_back(kind.name);
  return names;
}

void declare(CLI::App& app, Options& o) {
  app.add_option("out", o.out,
                 "Folder for the drawings, made if need be; a name with an ending is one file")
      ->required()
      ->type_name("FOLDER|FILE");
  app.add_option(
         "--part", o.parts,
         fmt::format(
             "What to draw, one or several with commas between: {}; hand where none is named",
             fmt::join(phantom_parts(), ", ")))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("PART");
  const auto fracture = app.add_flag("--fracture", o.fracture, "Break a bone");
  app.add_flag("--set", o.set,
               "Each part twice, without and with a fracture; all parts where none is named")
      ->excludes(fracture);
  app.add_option("--seed", o.seed, "The same seed draws the same limb on every machine")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--count", o.count, "How many of each, from the seed upwards")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  app.add_option("--size", o.size, "Width and height in pixels, 64 to 8192 each")
      ->type_name("WxH")
      ->capture_default_str();
  app.add_option("--format", o.format,
                 "png (8 bits), png16, jpeg or dicom (12 bits); by default what the ending of FILE "
                 "says, else png")
      ->check(CLI::IsMember(kind_names()))
      ->type_name("FORMAT");
  app.add_flag("--no-label", o.unlabelled,
               "Leave out the word DRAWN that is otherwise in a corner");
}

Extent extent_in(const std::string& text) {
  Extent extent;
  const char* end = text.data() + text.size();
  const auto width = std::from_chars(text.data(), end, extent.width);
  if (width.ec == std::errc() && width.ptr != end && *width.ptr == 'x') {
    const auto height = std::from_chars(width.ptr + 1, end, extent.height);
    if (height.ec == std::errc() && height.ptr == end) return extent;
  }
  throw Error(ErrorCode::bad_argument,
              fmt::format("--size {}: give width and height in pixels, as in 448x544", text));
}

bool names_a_file(const std::filesystem::path& out) {
  return out.has_extension() && !std::filesystem::is_directory(out);
}

const FileKind& kind_for(const Options& o) {
  const auto& kinds = file_kinds();
  if (!o.format.empty()) return *std::ranges::find(kinds, o.format, &FileKind::name);
  if (!names_a_file(o.out)) return kinds.front();
  const std::string ending = o.out.extension().string();
  for (const FileKind& kind : kinds)
    if (std::ranges::find(kind.endings, ending) != kind.endings.end()) return kind;
  throw Error(ErrorCode::bad_argument,
              fmt::format("{}: no format ends in {}; name one with --format ({})", o.out.string(),
                          ending, fmt::join(kind_names(), ", ")));
}

/// Every drawing that was asked for.
std::vector<PhantomOrder> orders(const Options& o, int bits) {
  PhantomOrder order;
  order.extent = extent_in(o.size);
  order.bits = bits;
  order.label = !o.unlabelled;

  std::vector<std::string_view> parts(o.parts.begin(), o.parts.end());
  if (parts.empty() && o.set) parts.assign(phantom_parts().begin(), phantom_parts().end());
  if (parts.empty()) parts.emplace_back(order.part);

  std::vector<PhantomOrder> all;
  for (const std::string_view part : parts)
    for (int n = 0; n < o.count; ++n)
      for (const bool fracture : {false, true}) {
        if (!o.set && fracture != o.fracture) continue;
        order.part = part;
        order.seed = o.seed + static_cast<std::uint64_t>(n);
        order.fracture = fracture;
        all.push_back(order);
      }
  return all;
}

std::string name_for(const PhantomOrder& order, const FileKind& kind) {
  return fmt::format("{}_{}_seed{}{}", order.part, order.fracture ? "fracture" : "normal",
                     order.seed, kind.endings.front());
}

ExitCode run(const Options& o, Console& console) {
  const FileKind& kind = kind_for(o);
  const std::vector<PhantomOrder> ordered = orders(o, kind.bits);
  const bool one_file = names_a_file(o.out);
  if (one_file && ordered.size() > 1)
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} is one file, and {} drawings were asked for; name a folder",
                            o.out.string(), ordered.size()));

  if (!one_file) {
    std::error_code failure;
    std::filesystem::create_directories(o.out, failure);
    if (failure)
      throw Error(ErrorCode::unreadable,
                  fmt::format("{} cannot be made: {}", o.out.string(), failure.message()));
  }
  for (const PhantomOrder& order : ordered) {
    const auto file = one_file ? o.out : o.out / name_for(order, kind);
    kind.write(file, draw_phantom(order).radiograph);
    console.say(file.string());
  }
  return ExitCode::ok;
}

}  // namespace

Command phantom() {
  auto o = std::make_shared<Options>();
  return {
      .name = "phantom",
      .synopsis = "Draw radiographs for tests and demonstrations",
      .description =
          {"Draws a limb with its bones from a seed, exposes it as a film would be, and writes it "
           "to a file; prints the name of each file written. Nothing in it comes from a patient.",
           "The same command draws the same pixels on every machine. With and without --fracture "
           "it "
           "is the same limb, broken and sound. Files in a folder are named after part, fracture "
           "and "
           "seed; one of the same name is replaced."},
      .examples = {{"A broken wrist or finger", "osteon phantom drawn --part hand --fracture"},
                   {"A hundred knees as DICOM objects",
                    "osteon phantom knees --part knee --count 100 --format dicom"},
                   {"Every part, sound and broken", "osteon phantom drawn --set"},
                   {"One file, in the format that its ending says",
                    "osteon phantom ankle.jpg --part ankle --seed 7 --size 1024x1280"}},
      .options = [o](CLI::App& app) { declare(app, *o); },
      .run = [o](Console& console) { return run(*o, console); },
  };
}

}  // namespace osteon::cli
