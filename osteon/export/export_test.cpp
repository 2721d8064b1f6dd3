#include "osteon/export/export.hpp"

#include <algorithm>
#include <map>
#include <vector>

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

/// As if every layer's results had reached so far.
Pack with_ranges(Pack pack, float reach) {
  for (BackboneEntry& entry : pack.backbones) {
    const Backbone backbone = backbone_named(entry.architecture);
    for (const ConvLayer* layer : backbone.convolutions()) entry.ranges[layer->name] = reach;
    entry.ranges["neck"] = reach;
  }
  return pack;
}

/// A graph's nodes and constants by the name of what they give.
struct Parts {
  explicit Parts(const onnx::GraphProto& graph) {
    for (const auto& node : graph.node()) nodes[node.output(0)] = &node;
    for (const auto& tensor : graph.initializer()) constants[tensor.name()] = &tensor;
  }

  const onnx::NodeProto& node(const std::string& name) const { return *nodes.at(name); }
  const onnx::TensorProto& constant(const std::string& name) const { return *constants.at(name); }
  std::vector<float> floats(const std::string& name) const {
    const std::string& bytes = constant(name).raw_data();
    std::vector<float> values(bytes.size() / sizeof(float));
    std::copy_n(bytes.data(), bytes.size(), reinterpret_cast<char*>(values.data()));
    return values;
  }

  std::map<std::string, const onnx::NodeProto*> nodes;
  std::map<std::string, const onnx::TensorProto*> constants;
};

/// The first input of a DequantizeLinear, which must be what `name` is.
std::string whole_behind(const Parts& parts, const std::string& name) {
  INFO(name);
  REQUIRE(parts.nodes.contains(name));
  REQUIRE(parts.node(name).op_type() == "DequantizeLinear");
  return parts.node(name).input(0);
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
      export_onnx(pack, scratch / "onnx"),
      Catch::Contains("expert-knee.onnx is there already") && Catch::Contains("--replace"));
  CHECK(read_text(kept) == "mine");
  CHECK_FALSE(std::filesystem::exists(scratch / "onnx/router.onnx"));

  const auto files = export_onnx(pack, scratch / "onnx", {.replace = true});
  REQUIRE(files.size() == 3);
  CHECK(files.front() == scratch / "onnx/router.onnx");
  CHECK(read_text(kept) == onnx_of_expert(pack, pack.experts.back()));
}

TEST_CASE("a part's name cannot lead out of the folder", "[export]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {.parts = {"hand", "x/../../y"}});
  CHECK_THROWS_WITH(export_onnx(read_pack(scratch / "pack"), scratch / "onnx"),
                    Catch::Contains("x/../../y"));
  CHECK_FALSE(std::filesystem::exists(scratch / "onnx"));
}

// A convolution that misses one of these is run at fp32 by ONNX Runtime, between conversions, and
// nothing says so.
TEST_CASE("at int8 every convolution but the stem stands between whole numbers", "[export]") {
  const ScratchFolder scratch;
  write_tiny_pack(scratch / "pack", {.architecture = "resnet-tiny-fine"});
  const Pack pack = with_ranges(read_pack(scratch / "pack"), 4);
  const auto model = model_in(onnx_of_router(pack, Precision::int8));
  CHECK(note(model, "osteon.precision") == "int8");
  CHECK(model.opset_import(0).version() == 13);

  const Parts parts(model.graph());
  const Backbone backbone = backbone_named("resnet-tiny-fine");
  for (const ConvLayer* layer : backbone.convolutions()) {
    INFO(layer->name);
    const onnx::NodeProto& conv = parts.node(layer->name);
    if (layer->name == backbone.stem.name) {
      CHECK(conv.input(0) == "image");
      continue;
    }
    const std::string seen = whole_behind(parts, conv.input(0));
    CHECK(parts.node(seen).op_type() == "QuantizeLinear");
    CHECK(parts.constant(parts.node(seen).input(2)).data_type() == onnx::TensorProto::UINT8);

    const std::string weight = whole_behind(parts, conv.input(1));
    CHECK(parts.constant(weight).data_type() == onnx::TensorProto::INT8);
    CHECK(parts.node(conv.input(1)).attribute(0).name() == "axis");
    CHECK(parts.node(conv.input(1)).attribute(0).i() == 0);
    const std::string bias = whole_behind(parts, conv.input(2));
    CHECK(parts.constant(bias).data_type() == onnx::TensorProto::INT32);

    const float unit_in = parts.floats(parts.node(seen).input(1)).front();
    const auto weight_units = parts.floats(parts.node(conv.input(1)).input(1));
    auto sums = weight_units;
    for (float& unit : sums) unit *= unit_in;
    CHECK(static_cast<int>(weight_units.size()) == layer->out);
    CHECK(parts.floats(parts.node(conv.input(2)).input(1)) == sums);

    const auto reads = [&](const onnx::NodeProto& node) {
      return std::ranges::count(node.input(), layer->name) > 0;
    };
    for (const onnx::NodeProto& node : model.graph().node())
      if (reads(node)) CHECK(node.op_type() == "QuantizeLinear");
  }
}

TEST_CASE("the engine's s8 is written as u8 about 128, and what follows a ReLU from 0",
          "[export]") {
  const ScratchFolder scratch;
  const Pack pack = with_ranges(tiny_pack(scratch), 4);
  const auto model = model_in(onnx_of_router(pack, Precision::int8));
  const Parts parts(model.graph());
  const auto zero = [&](const std::string& value) {
    return static_cast<std::uint8_t>(parts.constant(value + ".zero").raw_data().front());
  };
  const auto unit = [&](const std::string& value) { return parts.floats(value + ".unit").front(); };
  CHECK(zero("layer1.0.downsample.0") == 128);
  CHECK(unit("layer1.0.downsample.0") == 4.0F / 127);
  CHECK(zero("layer1.0.conv1") == 0);
  CHECK(unit("layer1.0.conv1") == 4.0F / 255);
  // To between -4 and 4 it adds what makes 0 to 4 of the sum: -4 to 8, and a step for the
  // shortcut's -128.
  CHECK(unit("layer1.0.conv3") == Approx((4 + 4 + 4 * 128 / 127.0) / 255));
  CHECK(zero("layer1.0.conv3") == 85);
}

TEST_CASE("without ranges nothing is written at int8, and the reason says what makes them",
          "[export]") {
  const ScratchFolder scratch;
  const Pack pack = tiny_pack(scratch);
  CHECK_THROWS_WITH(export_onnx(pack, scratch / "onnx", {.precision = Precision::int8}),
                    Catch::Contains("'tiny'") && Catch::Contains("osteon model quantize"));
  CHECK_FALSE(std::filesystem::exists(scratch / "onnx"));

  Pack in_part = with_ranges(pack, 4);
  in_part.backbones.front().ranges.erase("layer2.0.conv2");
  CHECK_THROWS_WITH(
      onnx_of_router(in_part, Precision::int8),
      Catch::Contains("'layer2.0.conv2'") && Catch::Contains("osteon model quantize"));
}

TEST_CASE("there are no files at bf16", "[export]") {
  const ScratchFolder scratch;
  const Pack pack = tiny_pack(scratch);
  CHECK_THROWS_WITH(export_onnx(pack, scratch / "onnx", {.precision = Precision::bf16}),
                    Catch::Contains("fp32 or int8"));
}
