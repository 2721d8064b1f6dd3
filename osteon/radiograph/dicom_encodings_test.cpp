// One picture in every transfer syntax must be one radiograph.
#include <array>
#include <cstdlib>
#include <string>

#include <catch2/catch.hpp>

#include "osteon/radiograph/dicom.hpp"
#include "osteon/radiograph/drawn.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

/// One of DCMTK's programs that encodes a file into another.
void encode(const std::string& program, const std::filesystem::path& from,
            const std::filesystem::path& to) {
  const std::string command = program + " " + from.string() + " " + to.string();
  INFO(command << "   (it comes with the package dcmtk)");
  REQUIRE(std::system(command.c_str()) == 0);
}

Radiograph wedge_with_facts() {
  return drawn::radiograph({67, 45}, {.spacing = PixelSpacing{.across_mm = 0.15, .down_mm = 0.14},
                                      .window = Window{0.1F, 0.9F},
                                      .laterality = Laterality::right,
                                      .body_part = "ELBOW",
                                      .view = "LL"});
}

void check_facts(const Acquisition& acquisition) {
  CHECK(acquisition.bits == 12);
  CHECK(acquisition.body_part == "ELBOW");
  CHECK(acquisition.view == "LL");
  CHECK(acquisition.laterality == Laterality::right);
  REQUIRE(acquisition.spacing);
  CHECK(acquisition.spacing->across_mm == 0.15);
  CHECK(acquisition.spacing->down_mm == 0.14);
  REQUIRE(acquisition.window);
  CHECK(acquisition.window->black == Approx(0.1));
  CHECK(acquisition.window->white == Approx(0.9));
  CHECK_FALSE(acquisition.study.empty());
}

}  // namespace

TEST_CASE("a written DX object reads back to the last of its 12 bits, with all its facts",
          "[radiograph][dicom]") {
  const bool monochrome1 = GENERATE(false, true);
  CAPTURE(monochrome1);
  const ScratchFolder scratch;
  const Radiograph wedge = wedge_with_facts();
  write_dicom(scratch / "x.dcm", wedge, "DOE^JANE", monochrome1);

  const Radiograph read_back = read_radiograph(scratch / "x.dcm");

  CHECK(drawn::largest_difference(read_back.grey(), wedge.grey()) <= 0.51F / 4095);
  check_facts(read_back.acquisition());
}

TEST_CASE("two written objects are two studies", "[radiograph][dicom]") {
  const ScratchFolder scratch;
  write_dicom(scratch / "a", drawn::radiograph({8, 8}));
  write_dicom(scratch / "b", drawn::radiograph({8, 8}));

  CHECK((read_radiograph(scratch / "a").acquisition().study !=
         read_radiograph(scratch / "b").acquisition().study));
}

TEST_CASE("lossless encodings of one object are one radiograph", "[radiograph][dicom]") {
  const auto* program = GENERATE("dcmconv +ti", "dcmconv +te", "dcmconv +tb", "dcmconv +td",
                                 "dcmcjpeg +e1", "dcmcjpeg +el", "dcmcjpls +el", "dcmcrle");
  const bool monochrome1 = GENERATE(false, true);
  CAPTURE(program, monochrome1);
  const ScratchFolder scratch;
  write_dicom(scratch / "plain.dcm", wedge_with_facts(), "DOE^JANE", monochrome1);
  encode(program, scratch / "plain.dcm", scratch / "encoded.dcm");
  const Radiograph plain = read_radiograph(scratch / "plain.dcm");

  const Radiograph encoded = read_radiograph(scratch / "encoded.dcm");

  CHECK(std::ranges::equal(encoded.grey(), plain.grey()));
  check_facts(encoded.acquisition());
}

TEST_CASE("lossy encodings of one object are nearly one radiograph", "[radiograph][dicom]") {
  const auto* program = GENERATE("dcmcjpeg +ee +q 95", "dcmcjpeg +eb +q 95", "dcmcjpls +en +md 4");
  CAPTURE(program);
  const ScratchFolder scratch;
  write_dicom(scratch / "plain.dcm", wedge_with_facts());
  encode(program, scratch / "plain.dcm", scratch / "encoded.dcm");

  const Radiograph encoded = read_radiograph(scratch / "encoded.dcm");

  CHECK(drawn::largest_difference(encoded.grey(), wedge_with_facts().grey()) < 0.03F);
}

TEST_CASE("a transfer syntax that cannot be opened is named", "[radiograph][dicom]") {
  const ScratchFolder scratch;
  write_dicom(scratch / "x.dcm", drawn::radiograph({8, 8}));
  std::string content = drawn::content_of(scratch / "x.dcm");
  // High-Throughput JPEG 2000 is 1.2.840.10008.1.2.4.201; the field is padded to an even length.
  const std::string explicit_little_endian("1.2.840.10008.1.2.1\0", 20);
  const auto at = content.find(explicit_little_endian);
  REQUIRE(at != std::string::npos);
  content.replace(at, 20, std::string("1.2.840.10008.1.2.99", 20));

  const Error error = drawn::error_of([&] { read_radiograph(drawn::bytes(content)); });

  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.what(), Catch::Contains("1.2.840.10008.1.2.99"));
}

TEST_CASE("a JPEG stream of another size than its object declares is not decoded",
          "[radiograph][dicom]") {
  const ScratchFolder scratch;
  write_dicom(scratch / "plain.dcm", drawn::radiograph({64, 64}));
  const auto* program = GENERATE("dcmcjpeg +e1", "dcmcjpls +el");
  encode(program, scratch / "plain.dcm", scratch / "encoded.dcm");
  encode("dcmodify -nb -m Rows=32", "", scratch / "encoded.dcm");

  CHECK_THROWS_WITH(read_radiograph(scratch / "encoded.dcm"), Catch::Contains("64 x 32"));
}

// A zlib stream of a kilobyte can hold a megabyte.
TEST_CASE("a deflated object that inflates beyond the limit is refused on the way",
          "[radiograph][dicom]") {
  const ScratchFolder scratch;
  write_dicom(scratch / "plain.dcm", Radiograph({3000, 3000}, std::vector<float>(9'000'000)));
  encode("dcmconv +td", scratch / "plain.dcm", scratch / "deflated.dcm");
  const std::string content = drawn::content_of(scratch / "deflated.dcm");
  REQUIRE(content.size() < 100'000);

  CHECK(drawn::error_of([&] {
          read_radiograph(drawn::bytes(content), {.max_pixels = 1000});
        }).code() == ErrorCode::unsupported);
}

TEST_CASE("a real hip is one radiograph in all of its eight encodings", "[radiograph][dicom]") {
  const char* data = std::getenv("OSTEON_DATA");
  if (data == nullptr || *data == '\0') {
    WARN("skipped: OSTEON_DATA names no folder of real radiographs");
    return;
  }
  const auto folder = std::filesystem::path(data) / "dicom";
  const Radiograph plain = read_radiograph(folder / "RG2_hip_uncompressed_ELE.dcm");
  struct Encoded {
    const char* file;
    float tolerance;
  };
  const auto encoded =
      GENERATE(Encoded{"RG2_RLE.dcm", 0}, Encoded{"RG2_JPLL.dcm", 0}, Encoded{"RG2_JLSL.dcm", 0},
               Encoded{"RG2_J2KR.dcm", 0}, Encoded{"RG2_JLSN.dcm", 0.02F},
               Encoded{"RG2_JPLY.dcm", 0.1F}, Encoded{"RG2_J2KI.dcm", 0.1F});
  CAPTURE(encoded.file);

  const Radiograph radiograph = read_radiograph(folder / encoded.file);

  CHECK(radiograph.extent() == Extent{1760, 2140});
  CHECK(drawn::largest_difference(radiograph.grey(), plain.grey()) <= encoded.tolerance);
  CHECK(radiograph.acquisition().bits == 10);
  CHECK(radiograph.acquisition().body_part == "HIP");
  CHECK(radiograph.acquisition().window->white == plain.acquisition().window->white);
}

}  // namespace osteon
