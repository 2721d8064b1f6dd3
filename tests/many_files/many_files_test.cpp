// A night's work must not need more memory than its first minutes: what grows with the number of
// files ends with a killed process, and with nothing to show for it.
#include <filesystem>
#include <vector>

#include <catch2/catch.hpp>
#include <omp.h>
#include <sys/resource.h>

#include "osteon/detector/folder.hpp"
#include "osteon/phantom/phantom.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"
#include "tests/tiny_pack.hpp"

namespace osteon {
namespace {

double peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// One film of each format, the DICOM object larger than the rest; and files that are refused.
std::vector<std::filesystem::path> kinds_of_file(const ScratchFolder& scratch) {
  const auto film = [](Extent extent) {
    return draw_phantom({.part = "knee", .extent = extent, .bits = 12}).radiograph;
  };
  std::vector<std::filesystem::path> files;
  for (const auto* name : {"a.jpg", "b.png", "c.dcm"}) files.push_back(scratch / name);
  write_jpeg(files[0], film({96, 120}));
  write_png(files[1], film({120, 96}), 16);
  write_dicom(files[2], film({700, 500}));
  files.push_back(scratch.write("broken.png", "no picture at all"));
  files.push_back(scratch / "missing.jpg");
  return files;
}

}  // namespace

TEST_CASE("ten times as many files take no more memory") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  WARN("skipped: sanitizers keep freed memory on purpose");
#else
  // With a thread for each of many cores, the most large films open at once is a matter of luck.
  omp_set_num_threads(2);
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {});
  const Detector detector = Detector::open(scratch / "pack", Precision::fp32);
  const auto kinds = kinds_of_file(scratch);
  const auto read = [&](std::size_t count) {
    std::vector<std::filesystem::path> files;
    for (std::size_t i = 0; i < count; ++i) files.push_back(kinds[i % kinds.size()]);
    std::size_t seen = 0;
    examine_files(detector, files, {}, [&](FileReading&&) { ++seen; });
    CHECK(seen == count);
    return peak_megabytes();
  };

  const double after_500 = read(500);
  const double after_5000 = read(5000);

  // The names of 5,000 files are a megabyte; a kilobyte more for each would show here.
  CHECK(after_5000 - after_500 < 4);
#endif
}

}  // namespace osteon
