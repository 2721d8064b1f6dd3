#include <algorithm>
#include <sstream>
#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/cli/command.hpp"

using namespace osteon::cli;
using Catch::Contains;

namespace {

struct Outcome {
  int code;
  std::string out;
  std::string err;
};

Outcome osteon_with(std::vector<const char*> words) {
  words.insert(words.begin(), "osteon");
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err};
  const int code = run(static_cast<int>(words.size()), words.data(), commands(), console);
  return {code, out.str(), err.str()};
}

bool one_line(const std::string& text) {
  return std::ranges::count(text, '\n') == 1 && text.ends_with('\n');
}

}  // namespace

TEST_CASE("the overview lists every command with what it does", "[cli]") {
  const auto overview = osteon_with({"--help"}).out;
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    CHECK_FALSE(command.synopsis.empty());
    CHECK_THAT(overview, Contains("  " + command.name) && Contains(command.synopsis));
    for (const Example& example : command.examples)
      CHECK_THAT(example.line, Contains("osteon " + command.name));
  }
}

TEST_CASE("help goes to standard output and is no failure", "[cli]") {
  for (const auto& words : std::vector<std::vector<const char*>>{
           {"--help"}, {"predict", "--help"}, {"model", "info", "-h"}, {"doctor", "--help"}}) {
    const auto [code, out, err] = osteon_with(words);
    CHECK(code == 0);
    CHECK_THAT(out, Contains("Usage: osteon"));
    CHECK(err.empty());
  }
  CHECK_THAT(osteon_with({"predict", "--help"}).out,
             Contains("--overlay") && Contains("Examples:"));
}

TEST_CASE("the version is said in one line", "[cli]") {
  const auto [code, out, err] = osteon_with({"--version"});
  CHECK(code == 0);
  CHECK(out == "osteon " OSTEON_VERSION "\n");
}

TEST_CASE("a mistyped command or option is answered with what was probably meant", "[cli]") {
  const auto [code, out, err] = osteon_with({"predcit", "x.png"});
  CHECK(code == 2);
  CHECK(out.empty());
  CHECK(one_line(err));
  CHECK_THAT(err, Contains("osteon: ") && Contains("did you mean 'predict'?"));

  CHECK_THAT(osteon_with({"model", "inof"}).err, Contains("did you mean 'info'?"));
  const auto option = osteon_with({"predict", "x.png", "--jsn"});
  CHECK(option.code == 2);
  CHECK(one_line(option.err));
  CHECK_THAT(option.err, Contains("did you mean '--json'?"));
}

TEST_CASE("a use that cannot be is one line on standard error and exit code 2", "[cli]") {
  for (const auto& words :
       std::vector<std::vector<const char*>>{{"nonsense"},
                                             {"--nonsense"},
                                             {"model"},
                                             {"predict"},
                                             {"predict", "--threads", "0", "x"},
                                             {"predict", "--json", "--csv", "x"},
                                             {"doctor", "--precision", "fp8"}}) {
    CAPTURE(words);
    const auto [code, out, err] = osteon_with(words);
    CHECK(code == 2);
    CHECK(out.empty());
    CHECK(one_line(err));
    CHECK(err.starts_with("osteon: "));
  }
}

TEST_CASE("without a word the commands are listed, and nothing was done", "[cli]") {
  const auto [code, out, err] = osteon_with({});
  CHECK(code == 2);
  CHECK(out.empty());
  CHECK_THAT(err, Contains("predict") && Contains("doctor"));
}

TEST_CASE("an error's code is the exit code", "[cli]") {
  const auto absent = osteon_with({"predict", "/nowhere/x.png", "-m", "/nowhere/pack"});
  CHECK(absent.code == 3);
  CHECK_THAT(absent.err, Contains("/nowhere/x.png"));
  CHECK(osteon_with({"model", "info", "-m", "/nowhere/pack"}).code == 4);
}

TEST_CASE("a disk that is full is an error, a reader that went away is not", "[cli]") {
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);  // no errno: as good as a full disk
  Console console{.out = out, .err = err};
  const std::vector<const char*> words{"osteon", "--version"};
  CHECK(run(2, words.data(), commands(), console) == 3);
  CHECK_THAT(err.str(), Contains("standard output cannot be written"));
}
