#include "osteon/cli/help.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using osteon::cli::wrapped;

TEST_CASE("text is broken at spaces, and no line is too wide", "[cli]") {
  CHECK(wrapped("one two three", 7) == "one two\nthree");
  CHECK(wrapped("one two three", 100) == "one two three");
  CHECK(wrapped("", 10).empty());
}

TEST_CASE("a word that is wider than the page stands by itself, whole", "[cli]") {
  CHECK(wrapped("see models/osteon-base/pack.json there", 8) ==
        "see\nmodels/osteon-base/pack.json\nthere");
}

TEST_CASE("no word is lost or changed by wrapping", "[cli]") {
  const std::string text = "For each radiograph a first network decides which body part it shows";
  const auto words_of = [](const std::string& from) {
    std::istringstream in(from);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
  };
  for (std::size_t width = 1; width < 80; ++width)
    CHECK(words_of(wrapped(text, width)) == words_of(text));
}
