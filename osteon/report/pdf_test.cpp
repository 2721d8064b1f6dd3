#include <catch2/catch.hpp>

#include "osteon/report/example_lines.hpp"
#include "osteon/report/forms.hpp"

namespace osteon {
namespace {

Radiograph grey(Extent extent) {
  return {extent, std::vector<float>(static_cast<std::size_t>(extent.width) *
                                         static_cast<std::size_t>(extent.height),
                                     0.5F)};
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a report is one page of A4, whatever the picture's shape", "[report]") {
  for (const Extent extent : {Extent{300, 400}, Extent{2000, 90}, Extent{1, 1}, Extent{80, 3000}}) {
    CAPTURE(extent.width, extent.height);
    const auto pdf =
        report_pdf(grey(extent), {.finding = example::found(Verdict::present, 0.9).finding},
                   example::maker(), {.name = "a.png", .received = "today"});
    CHECK(pdf.starts_with("%PDF-"));
    CHECK(pdf.find("%%EOF") != std::string::npos);
    CHECK(count(pdf, "/Type /Page %") == 1);
    CHECK(pdf.find("595.28") != std::string::npos);
  }
}

TEST_CASE("a report holds more when more was found", "[report]") {
  const auto bare = report_pdf(grey({64, 64}), {.finding = example::cannot_answer().finding},
                               example::maker(), {});
  const auto full = report_pdf(
      grey({64, 64}), {.finding = example::found(Verdict::possible, 0.5).finding}, example::maker(),
      {.name = "b.dcm", .received = "2025-03-01", .opinion = "disagree: \"a vessel\""});
  CHECK(full.size() > bare.size());
}

TEST_CASE("a thumbnail keeps the picture's shape and is never larger than it", "[report]") {
  const auto size_of = [](const std::string& png) {
    const auto at = [&](std::size_t i) {
      return static_cast<int>(static_cast<unsigned char>(png.at(i)) << 8 |
                              static_cast<unsigned char>(png.at(i + 1)));
    };
    return Extent{at(18), at(22)};  // IHDR, the lower halves
  };
  CHECK(size_of(thumbnail_png(grey({1024, 512}))) == Extent{256, 128});
  CHECK(size_of(thumbnail_png(grey({40, 30}))) == Extent{40, 30});
  CHECK(size_of(thumbnail_png(grey({1, 5000}))) == Extent{1, 256});
}

}  // namespace osteon
