#include "osteon/export/export.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <onnx/onnx.pb.h>

#include "osteon/base/error.hpp"
#include "tests/scratch_folder.hpp"
#include "tests/tiny_pack.hpp"

using namespace osteon;

namespace {

Pack tiny_pack(const ScratchFolder& scratch) {
  write_tiny_pack(scratch / "pack", {});
  return read_pack(scratch / "pack");
}

onnx::ModelProto model_in(const std::string& text) {
  onnx::ModelProto model;
  REQUIRE(model.ParseFromString(text));
  return model;
}

std::string note(const onnx::ModelProto& model, const std::string& key) {
  const auto& notes = model.metadata_props();
  const auto found = std::ranges::find(notes, key, [](const auto& entry) { return entry.key(); });
  return found == notes.end() ? "" : found->value();
}

}  // namespace

TEST_CASE("a file says which pack it is from and what its outputs mean", "[export]") {
  const ScratchFolder scratch;
  const Pack pack = tiny_pack(scratch);
  const auto router = model_in(onnx_of_router(pack));
  CHECK(note(router, "osteon.pack") == "tiny");
  CHECK(note(router, "osteon.version") == "0.0.1");
  CHECK(note(router, "osteon.outputs") == R"(["hand","knee"])");
  CHECK(note(router, "osteon.input").find(R"("side":96)") != std::string::npos);
  CHECK(router.doc_string().find("softmax") != std::string::npos);

  const auto expert = model_in(onnx_of_expert(pack, pack.experts.back()));
  CHECK(note(expert, "osteon.part") == "knee");
  CHECK(note(expert, "osteon.calibration") == R"({"slope":1.0,"offset":0.0})");
  CHECK(expert.graph().output(0).type().tensor_type().shape().dim(1).dim_value() == 1);
}

// Two values of one name, and a runtime takes the wrong one or refuses the file.
TEST_CASE("every value of a graph has a name of its own", "[export]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {.architecture = "resnet-tiny-fine", .hidden = {8, 8}});
  const Pack pack = read_pack(scratch / "pack");
  const auto router = model_in(onnx_of_router(pack));
  std::vector<std::string> names{router.graph().input(0).name()};
  for (const auto& tensor : router.graph().initializer()) names.push_back(tensor.name());
  for (const auto& node : router.graph().node()) names.push_back(node.output(0));
  std::ranges::sort(names);
  CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("a file that is there is replaced only when asked", "[export]") {
  const ScratchFolder scratch;
  const Pack pack = tiny_pack(scratch);
  const auto kept = scratch.write("onnx/expert-knee.onnx", "mine");
  CHECK_THROWS_WITH(
      export_onnx(pack, scratch / "onnx", false),
      Catch::Contains("expert-knee.onnx is there already") && Catch::Contains("--replace"));
  CHECK(read_text(kept) == "mine");
  CHECK_FALSE(std::filesystem::exists(scratch / "onnx/router.onnx"));

  const auto files = export_onnx(pack, scratch / "onnx", true);
  REQUIRE(files.size() == 3);
  CHECK(files.front() == scratch / "onnx/router.onnx");
  CHECK(read_text(kept) == onnx_of_expert(pack, pack.experts.back()));
}

TEST_CASE("a part's name cannot lead out of the folder", "[export]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {.parts = {"hand", "x/../../y"}});
  CHECK_THROWS_WITH(export_onnx(read_pack(scratch / "pack"), scratch / "onnx", false),
                    Catch::Contains("x/../../y"));
  CHECK_FALSE(std::filesystem::exists(scratch / "onnx"));
}
