// Writes the films that the transcripts read, good ones and awkward ones.
//
//   make_films FOLDER
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "osteon/base/file.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "osteon/report/drawing.hpp"

namespace {

using namespace osteon;
using std::filesystem::path;

Radiograph film(std::string_view part, std::uint64_t seed) {
  return draw_phantom({.part = part, .seed = seed, .extent = {224, 288}}).radiograph;
}

Radiograph uniform(Extent extent, float grey) {
  const auto count =
      static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height);
  return {extent, std::vector<float>(count, grey)};
}

void keep_beginning(const path& file, double share) {
  const std::string content = read_text(file);
  write_whole(file, std::string_view(content).substr(
                        0, static_cast<std::size_t>(share * static_cast<double>(content.size()))));
}

/// A sunset: every pixel has a hue, as a photograph of anything but an X-ray film does.
void write_photograph(const path& file) {
  const Surface surface = make_surface({200, 200});
  const Pen pen = pen_on(surface);
  cairo_pattern_t* const sky = cairo_pattern_create_linear(0, 0, 0, 200);
  cairo_pattern_add_color_stop_rgb(sky, 0, 0.1, 0.2, 0.7);
  cairo_pattern_add_color_stop_rgb(sky, 1, 0.9, 0.4, 0.1);
  cairo_set_source(pen.get(), sky);
  cairo_paint(pen.get());
  cairo_pattern_destroy(sky);
  cairo_surface_write_to_png(surface.get(), file.c_str());
}

void make(const path& folder) {
  std::filesystem::create_directories(folder / "good");
  std::filesystem::create_directories(folder / "bad");
  write_png(folder / "good" / "hand.png", film("hand", 1));
  write_png(folder / "good" / "knee.png", film("knee", 2), 16);
  write_jpeg(folder / "good" / "foot.jpg", film("foot", 3));
  write_dicom(folder / "good" / "hip.dcm", film("hip", 4), "MUSTERMANN^ERIKA");

  write_png(folder / "bad" / "truncated.png", film("hand", 5));
  keep_beginning(folder / "bad" / "truncated.png", 0.5);
  write_dicom(folder / "bad" / "truncated.dcm", film("hand", 5), "MUSTERMANN^ERIKA");
  keep_beginning(folder / "bad" / "truncated.dcm", 0.5);
  write_whole(folder / "bad" / "empty.png", "");
  write_whole(folder / "bad" / "text.dcm", "Patient: Erika Mustermann, born 1964-08-12\n");

  // Answers, if only that there is none.
  write_jpeg(folder / "truncated.jpg", film("ankle", 6));
  keep_beginning(folder / "truncated.jpg", 0.6);
  write_photograph(folder / "photograph.png");
  write_png(folder / "blank.png", uniform({200, 200}, 0.5F));
  write_png(folder / "small.png", uniform({40, 300}, 0.5F));
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::fputs("usage: make_films FOLDER\n", stderr);
    return 2;
  }
  try {
    make(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_films: %s\n", error.what());
    return 1;
  }
}
