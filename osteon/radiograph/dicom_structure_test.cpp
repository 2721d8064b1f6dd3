#include "osteon/radiograph/dicom_structure.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "osteon/radiograph/drawn.hpp"

namespace osteon {
namespace {

using namespace std::string_literals;

/// An explicit little endian element.
std::string element(const std::string& tag, const std::string& vr, const std::string& value) {
  return tag + vr + static_cast<char>(value.size()) + '\0' + value;
}

const std::string modality = element("\x08\0\x60\0"s, "CS", "CR");
const std::string sequence_of_undefined_length = "\x40\0\x55\x05SQ\0\0\xFF\xFF\xFF\xFF"s;
const std::string item_of_undefined_length = "\xFE\xFF\0\xE0\xFF\xFF\xFF\xFF"s;
const std::string end_of_item = "\xFE\xFF\x0D\xE0\0\0\0\0"s;
const std::string end_of_sequence = "\xFE\xFF\xDD\xE0\0\0\0\0"s;

DicomBody body_of(const std::string& content) { return dicom_body(drawn::bytes(content), 1 << 20); }

ErrorCode code_of(const std::string& content) {
  return drawn::error_of([&] { body_of(content); }).code();
}

std::string nested(int depth) {
  if (depth == 0) return modality;
  return sequence_of_undefined_length + item_of_undefined_length + nested(depth - 1) + end_of_item +
         end_of_sequence;
}

}  // namespace

TEST_CASE("a data set without preamble and meta information shows its own encoding",
          "[radiograph][dicom]") {
  CHECK(body_of(modality).transfer_syntax == "1.2.840.10008.1.2.1");
  CHECK(body_of("\x08\0\x60\0\x02\0\0\0CR"s).transfer_syntax == "1.2.840.10008.1.2");
  CHECK(body_of("\0\x08\0\x60"s
                "CS\0\x02"s
                "CR")
            .transfer_syntax == "1.2.840.10008.1.2.2");
}

TEST_CASE("a data set without preamble is known by the low element that it begins with",
          "[radiograph][dicom]") {
  CHECK(looks_like_dicom(drawn::bytes(element("\x08\0\x16\0"s, "UI", "1.2") + modality)));
  CHECK(
      looks_like_dicom(drawn::bytes("\0\x08\0\x16UI\0\x02"s
                                    "1.")));
  CHECK_FALSE(looks_like_dicom(drawn::bytes("\x08\0\x16"s)));
  CHECK_FALSE(looks_like_dicom(drawn::bytes("\x08\0abcdefgh"s)));
}

TEST_CASE("the meta information names the transfer syntax, without its padding",
          "[radiograph][dicom]") {
  const std::string meta = element("\x02\0\x10\0"s, "UI", "1.2.840.10008.1.2.1\0"s);
  std::string file(128, '\0');
  file += "DICM" + meta + modality;

  const DicomBody body = body_of(file);

  CHECK(body.transfer_syntax == "1.2.840.10008.1.2.1");
  CHECK(body.bytes.size() == modality.size());
}

TEST_CASE("what follows the pixels is left out, damaged or not", "[radiograph][dicom]") {
  const std::string pixels = "\xE0\x7F\x10\0OB\0\0\x02\0\0\0ab"s;

  CHECK(body_of(modality + pixels + "\0\0\0"s).bytes.size() == modality.size() + pixels.size());
}

TEST_CASE("pixels are pointed at where they lie, apart from what precedes them",
          "[radiograph][dicom]") {
  const std::string content = modality + "\xE0\x7F\x10\0OW\0\0\x02\0\0\0ab"s;

  const DicomBody body = body_of(content);

  CHECK(body.before_pixels.size() == modality.size());
  CHECK(body.pixels.data() == drawn::bytes(content).data() + content.size() - 2);
  CHECK(body.pixels.size() == 2);
  CHECK_FALSE(body_of(modality).has_pixels);
}

TEST_CASE("an element longer than the file is refused with both lengths", "[radiograph][dicom]") {
  const std::string greedy = modality +
                             "\x10\0\x10\0UT\0\0\xF0\xFF\xFF\xFF"s
                             "ab";

  CHECK_THROWS_WITH(body_of(greedy), Catch::Contains("(0010,0010)") &&
                                         Catch::Contains("4294967280") && Catch::Contains("2 are"));
}

TEST_CASE("an element longer than the item around it is refused", "[radiograph][dicom]") {
  const std::string item = "\xFE\xFF\0\xE0\x06\0\0\0"s + modality;
  const std::string sequence = "\x40\0\x55\x05SQ\0\0"s + static_cast<char>(item.size()) + "\0\0\0"s;

  CHECK(code_of(sequence + item) == ErrorCode::unreadable);
}

TEST_CASE("fragments longer than the file are refused", "[radiograph][dicom]") {
  const std::string pixels =
      "\xE0\x7F\x10\0OB\0\0\xFF\xFF\xFF\xFF"s
      "\xFE\xFF\0\xE0\0\0\0\0"s
      "\xFE\xFF\0\xE0\xFF\xFF\0\0"s;

  CHECK(code_of(pixels) == ErrorCode::unreadable);
}

// DCMTK goes down a level of its own stack for each.
TEST_CASE("sequences may nest, but not without end", "[radiograph][dicom]") {
  CHECK(body_of(nested(10)).bytes.size() == nested(10).size());
  CHECK(code_of(nested(100)) == ErrorCode::unreadable);
  CHECK(code_of([] {
          std::string open;
          for (int i = 0; i < 100'000; ++i)
            open += sequence_of_undefined_length + item_of_undefined_length;
          return open;
        }()) == ErrorCode::unreadable);
}

TEST_CASE("the lengths inside an implicit sequence are held to it too", "[radiograph][dicom]") {
  const std::string sound = "\x08\0\x60\0\x02\0\0\0CR"s;
  const auto sequence_around = [](const std::string& content) {
    const std::string item = "\xFE\xFF\0\xE0"s + static_cast<char>(content.size()) + "\0\0\0"s;
    return "\x08\0\x40\x11"s + static_cast<char>(content.size() + 8) + "\0\0\0"s + item + content;
  };

  CHECK_NOTHROW(body_of(sound + sequence_around(sound)));
  CHECK(code_of(sound + sequence_around("\x08\0\x60\0\xFF\xFF\xFF\x7F"s
                                        "CR")) == ErrorCode::unreadable);
}

}  // namespace osteon
