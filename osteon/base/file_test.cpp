#include "osteon/base/file.hpp"

#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

ErrorCode code_of_opening(const std::filesystem::path& file) {
  try {
    const MappedFile opened(file);
  } catch (const Error& error) {
    return error.code();
  }
  FAIL("opened " << file);
  return ErrorCode::internal;
}

}  // namespace

TEST_CASE("what is written whole is read back byte for byte", "[base]") {
  const ScratchFolder scratch;
  using namespace std::string_literals;
  const auto content =
      GENERATE("x"s, "two\nlines\n"s, "\0nul and \xff\xfe bytes"s,
               std::string(70'000, 'p'));  // past a memory page and a stream buffer

  write_whole(scratch / "file", content);

  CHECK(read_text(scratch / "file") == content);
}

TEST_CASE("an empty file is read as empty, though nothing can be mapped", "[base]") {
  const ScratchFolder scratch;
  write_whole(scratch / "empty", "");

  CHECK(read_text(scratch / "empty").empty());
  CHECK(MappedFile(scratch / "empty").bytes().empty());
}

TEST_CASE("writing over a file leaves the new one and nothing beside it", "[base]") {
  const ScratchFolder scratch;
  write_whole(scratch / "file", "the old content, which is longer");

  write_whole(scratch / "file", "new");

  CHECK(read_text(scratch / "file") == "new");
  const auto entries = std::filesystem::directory_iterator(scratch / "");
  CHECK(std::distance(begin(entries), end(entries)) == 1);
}

TEST_CASE("a device is written to, and no file takes its place", "[base]") {
  const ScratchFolder scratch;
  std::filesystem::create_symlink("/dev/null", scratch / "nothing");
  write_whole(scratch / "nothing", "gone");
  CHECK(std::filesystem::is_character_file(scratch / "nothing"));
  CHECK_FALSE(std::filesystem::exists(scratch / "nothing.part"));
}

TEST_CASE("a reader that has a file open keeps the old content while it is replaced", "[base]") {
  const ScratchFolder scratch;
  write_whole(scratch / "file", "old");
  const MappedFile reader(scratch / "file");

  write_whole(scratch / "file", "new");

  CHECK(static_cast<char>(reader.bytes()[0]) == 'o');
}

TEST_CASE("a file that is missing, or is a folder, is unreadable", "[base]") {
  const ScratchFolder scratch;

  CHECK(code_of_opening(scratch / "missing") == ErrorCode::unreadable);
  CHECK(code_of_opening(scratch / "") == ErrorCode::unreadable);
}

TEST_CASE("writing into a folder that is not there says which file and what to check", "[base]") {
  const ScratchFolder scratch;

  CHECK_THROWS_WITH(write_whole(scratch / "no/such/folder/file", "x"),
                    Catch::Contains("no/such/folder/file") && Catch::Contains("permissions"));
}

TEST_CASE("a mapping moves with its object and is never closed twice", "[base]") {
  const ScratchFolder scratch;
  write_whole(scratch / "a", "first");
  write_whole(scratch / "b", "second");
  MappedFile a(scratch / "a");
  MappedFile b(scratch / "b");

  a = std::move(b);
  const MappedFile moved(std::move(a));

  CHECK(moved.bytes().size() == 6);
  CHECK(static_cast<char>(moved.bytes()[0]) == 's');
}

}  // namespace osteon
