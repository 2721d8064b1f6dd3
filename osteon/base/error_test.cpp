#include "osteon/base/error.hpp"

#include <set>

#include <catch2/catch.hpp>

namespace osteon {

TEST_CASE("every error code finds its own row in the table", "[base]") {
  for (const ErrorMeaning& meaning : error_meanings) {
    INFO(meaning.name);
    CHECK(meaning_of(meaning.code).name == meaning.name);
  }
}

TEST_CASE("error names, which scripts match on, are one for each code", "[base]") {
  std::set<std::string_view> names;
  for (const ErrorMeaning& meaning : error_meanings) names.insert(meaning.name);
  CHECK(names.size() == error_meanings.size());
}

TEST_CASE("no error ends a command with the code of a success or of a batch with gaps", "[base]") {
  for (const ErrorMeaning& meaning : error_meanings) {
    INFO(meaning.name);
    CHECK(meaning.exit_code > 1);
    CHECK(meaning.exit_code < 126);  // a shell's own codes begin there
  }
}

TEST_CASE("a batch goes on after a bad file but not after a bad model", "[base]") {
  CHECK(input_at_fault(ErrorCode::unreadable));
  CHECK(input_at_fault(ErrorCode::not_a_radiograph));
  CHECK(input_at_fault(ErrorCode::unsupported));
  CHECK_FALSE(input_at_fault(ErrorCode::bad_argument));
  CHECK_FALSE(input_at_fault(ErrorCode::bad_model));
  CHECK_FALSE(input_at_fault(ErrorCode::busy));
  CHECK_FALSE(input_at_fault(ErrorCode::internal));
}

TEST_CASE("an error tells the deed before the cause and keeps its code", "[base]") {
  const Error cause(ErrorCode::unreadable, "3 bytes missing");

  const Error told = cause.during("pixel data").during("reading a.dcm");

  CHECK(std::string(told.what()) == "reading a.dcm: pixel data: 3 bytes missing");
  CHECK(told.code() == ErrorCode::unreadable);
  CHECK(std::string(cause.what()) == "3 bytes missing");
}

}  // namespace osteon
