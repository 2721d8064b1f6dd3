#include "osteon/radiograph/read.hpp"

#include <thread>

#include <catch2/catch.hpp>

#include "osteon/radiograph/drawn.hpp"
#include "osteon/radiograph/write.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {

TEST_CASE("the content decides what a file is, and never its name", "[radiograph]") {
  const ScratchFolder scratch;
  const Radiograph wedge = drawn::radiograph({40, 30});
  write_png(scratch / "wrist.dcm", wedge);
  write_dicom(scratch / "wrist.jpg", wedge);
  write_jpeg(scratch / "wrist", wedge);

  CHECK(read_radiograph(scratch / "wrist.dcm").acquisition().bits == 8);
  CHECK(read_radiograph(scratch / "wrist.jpg").acquisition().bits == 12);
  CHECK(read_radiograph(scratch / "wrist").extent() == Extent{40, 30});
}

// NEMA's own samples are such files: they open as either.
TEST_CASE("a DICOM file whose preamble is a TIFF header is a DICOM file", "[radiograph]") {
  const ScratchFolder scratch;
  write_dicom(scratch / "x.dcm", drawn::radiograph({40, 30}));
  std::string content = drawn::content_of(scratch / "x.dcm");
  content.replace(0, 8, std::string("II\x2A\0\x08\0\0\0", 8));

  CHECK(read_radiograph(drawn::bytes(content)).acquisition().bits == 12);
}

TEST_CASE("what is no image is unreadable, and the message lists what would be", "[radiograph]") {
  const std::string content =
      GENERATE("Dear colleague,", "P", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>");

  const Error error = drawn::error_of([&] { read_radiograph(drawn::bytes(content)); });

  CHECK(error.code() == ErrorCode::unreadable);
  CHECK_THAT(error.what(), Catch::Contains("JPEG") && Catch::Contains("DICOM"));
}

TEST_CASE("an empty file, a folder and a missing file are unreadable", "[radiograph]") {
  const ScratchFolder scratch;
  scratch.write("empty.png");

  for (const auto& file : {scratch / "empty.png", scratch / "", scratch / "missing.png"}) {
    CAPTURE(file);
    CHECK(drawn::error_of([&] { read_radiograph(file); }).code() == ErrorCode::unreadable);
  }
}

TEST_CASE("an error of a file tells which file", "[radiograph]") {
  const ScratchFolder scratch;
  scratch.write("broken.png", "\x89PNG\r\n\x1A\nand then nothing");

  CHECK_THROWS_WITH(read_radiograph(scratch / "broken.png"), Catch::Contains("broken.png"));
}

// Small and blank radiographs are for findings/ to refuse, with words of their own.
TEST_CASE("a picture of one pixel and a black one are read", "[radiograph]") {
  const ScratchFolder scratch;
  write_png(scratch / "one.png", Radiograph({1, 1}, {0.2F}));
  write_png(scratch / "black.png", Radiograph({90, 90}, std::vector<float>(8100)));

  CHECK(read_radiograph(scratch / "one.png").grey()[0] == Approx(0.2).margin(0.002));
  CHECK(read_radiograph(scratch / "black.png").grey()[4000] == 0);
}

TEST_CASE("threads that read the same files of all formats get the same radiographs",
          "[radiograph]") {
  const ScratchFolder scratch;
  const Radiograph wedge = drawn::radiograph({80, 60});
  write_png(scratch / "a", wedge, 16);
  write_jpeg(scratch / "b", wedge);
  write_dicom(scratch / "c", wedge);
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (int& mistakes : wrong)
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round)
        for (const char* name : {"a", "b", "c"}) {
          const Radiograph read_back = read_radiograph(scratch / name);
          for (std::size_t i = 0; i < wedge.grey().size(); ++i)
            if (std::abs(read_back.grey()[i] - wedge.grey()[i]) > 0.05F) ++mistakes;
        }
    });
  for (std::thread& thread : threads) thread.join();

  CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("a study is known before a pixel is decoded, and only where the file names it",
          "[radiograph]") {
  const ScratchFolder scratch;
  write_dicom(scratch / "x.dcm", drawn::radiograph({40, 30}));
  write_png(scratch / "x.png", drawn::radiograph({40, 30}));
  const std::string dicom = drawn::content_of(scratch / "x.dcm");
  CHECK_FALSE(study_of(drawn::bytes(dicom)).empty());
  CHECK(study_of(drawn::bytes(dicom)) == read_radiograph(drawn::bytes(dicom)).acquisition().study);
  CHECK(study_of(drawn::bytes(drawn::content_of(scratch / "x.png"))).empty());
  CHECK(study_of({}).empty());
  // Damaged: whoever reads it says what is wrong.
  CHECK(study_of(drawn::bytes(dicom.substr(0, 200))).empty());
}

TEST_CASE("what may be a radiograph is told by its first bytes", "[radiograph]") {
  CHECK(may_be_radiograph(drawn::bytes(std::string("\x89PNG\r\n\x1a\n and so on"))));
  CHECK_FALSE(may_be_radiograph(drawn::bytes(std::string("GIF89a"))));
  CHECK_FALSE(may_be_radiograph({}));
}

}  // namespace osteon
