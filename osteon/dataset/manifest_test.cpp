#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/dataset/sources.hpp"
#include "tests/scratch_folder.hpp"

using Catch::Contains;

namespace osteon {
namespace {

Dataset open(const ScratchFolder& folder, std::string_view text) {
  return open_dataset("csv:" + folder.write("wrists.csv", text).string());
}

}  // namespace

TEST_CASE("a table names every radiograph's part, label, patient, study and subset", "[dataset]") {
  const ScratchFolder folder;
  const Dataset dataset = open(folder,
                               "label,path,part,patient,study,subset\n"
                               "Fracture,images/1.png,Lower Leg,anna,1,train\n"
                               "normal,/elsewhere/2.png,wrist,bert,1,VALIDATION\n"
                               "no fracture,3.png,wrist,,,\n");

  CHECK(dataset.source == "wrists");
  CHECK(dataset.target == "fracture");
  REQUIRE(dataset.entries.size() == 3);
  const auto& [first, second, third] =
      std::tie(dataset.entries[0], dataset.entries[1], dataset.entries[2]);
  CHECK(first.file == folder / "images/1.png");
  CHECK(first.part == "lower_leg");
  CHECK(first.positive);
  CHECK(first.group == "anna");
  CHECK(first.subset == "train");
  CHECK(second.file == "/elsewhere/2.png");
  CHECK(second.study != first.study);
  CHECK(second.subset == "valid");
  CHECK_FALSE(third.positive);
  CHECK(third.group == "3.png");
  CHECK(third.subset.empty());
}

TEST_CASE("group and split are other names for patient and subset", "[dataset]") {
  const ScratchFolder folder;
  const Dataset dataset = open(folder,
                               "path,part,label,group,split\n"
                               "1.png,wrist,abnormal,g,test\n");
  CHECK(dataset.target == "abnormal");
  CHECK(dataset.entries[0].group == "g");
  CHECK(dataset.entries[0].subset == "test");
}

TEST_CASE("a table's mistake is named with its line, its value and what is allowed", "[dataset]") {
  const ScratchFolder folder;
  CHECK_THROWS_WITH(open(folder, "path,part,label\n1.png,wrist,normal\n2.png,wrist,maybe\n"),
                    Contains("wrists.csv: line 3: label is 'maybe'") && Contains("fractured"));
  CHECK_THROWS_WITH(open(folder, "path,part,label,split\n1.png,wrist,normal,fold3\n"),
                    Contains("line 2: subset is 'fold3'") && Contains("train"));
  CHECK_THROWS_WITH(open(folder, "path,part,label\n,wrist,normal\n"),
                    Contains("line 2: path is empty"));
  CHECK_THROWS_WITH(open(folder, "path,label\n1.png,normal\n"),
                    Contains("'part'") && Contains("path, label"));
  CHECK_THROWS_WITH(open(folder, "path,part,label\n1.png,a,positive\n2.png,a,fracture\n"),
                    Contains("only one of them"));
  CHECK_THROWS_WITH(open(folder, "path,part,label\n"), Contains("no labelled radiograph"));
}

// The patient column may hold names; no message may repeat one.
TEST_CASE("no message repeats a patient", "[dataset]") {
  const ScratchFolder folder;
  CHECK_THROWS_WITH(open(folder, "path,part,label,patient\n1.png,wrist,maybe,DOE^JANE\n"),
                    !Contains("DOE"));
}

}  // namespace osteon
