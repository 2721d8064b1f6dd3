#include "osteon/model/safetensors.hpp"

#include <cmath>
#include <cstring>
#include <limits>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "osteon/base/random.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

std::string file_with(const std::string& header, const std::string& data) {
  const std::uint64_t length = header.size();
  return std::string(reinterpret_cast<const char*>(&length), sizeof length) + header + data;
}

void parse(const std::string& file) {
  std::map<std::string, std::string> metadata;
  parse_safetensors(std::as_bytes(std::span(file)), metadata);
}

}  // namespace

TEST_CASE("what is written is read back, at each width", "[model]") {
  const ScratchFolder scratch;
  const auto file = scratch / "round_trip.safetensors";
  const std::vector<float> exact{0.0F, -0.0F, 1.0F, -2.5F, 0x1.0p-14F, 0x1.0p-24F, 1024.0F, 0.375F};
  std::vector<NamedTensor> tensors{
      {.name = "a", .shape = {2, 4}, .values = exact, .stored_as = ElementType::f32},
      {.name = "b", .shape = {8}, .values = exact, .stored_as = ElementType::f16},
      {.name = "c", .shape = {2, 2, 2, 1}, .values = exact, .stored_as = ElementType::bf16}};
  write_safetensors(file, tensors, {{"made", "by a test"}});

  const Safetensors read(file);
  CHECK(read.metadata().at("made") == "by a test");
  for (const NamedTensor& tensor : tensors) {
    CAPTURE(tensor.name);
    CHECK(read.at(tensor.name).shape == tensor.shape);
    CHECK(read.at(tensor.name).floats() == exact);
  }
}

TEST_CASE("16-bit floats are off by half a step at most", "[model]") {
  const ScratchFolder scratch;
  const auto file = scratch / "rounding.safetensors";
  Random random(7);
  std::vector<float> values(1003);  // not a multiple of the vector width
  for (float& value : values)
    value = static_cast<float>(random.normal() * std::exp(random.uniform(-8, 8)));
  write_safetensors(
      file,
      std::vector<NamedTensor>{
          {.name = "f16", .shape = {1003}, .values = values, .stored_as = ElementType::f16},
          {.name = "bf16", .shape = {1003}, .values = values, .stored_as = ElementType::bf16}});
  const Safetensors read(file);
  const auto f16 = read.at("f16").floats();
  const auto bf16 = read.at("bf16").floats();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float size = std::abs(values[i]);
    CHECK(std::abs(f16[i] - values[i]) <= std::max(size * 0x1.0p-11F, 0x1.0p-25F));
    CHECK(std::abs(bf16[i] - values[i]) <= size * 0x1.0p-8F);
  }
}

TEST_CASE("a value that 16 bits cannot hold is refused by name", "[model]") {
  const ScratchFolder scratch;
  const auto file = scratch / "too_large.safetensors";
  for (const float value : {65520.0F, -1e6F, std::numeric_limits<float>::quiet_NaN()})
    CHECK_THROWS_WITH(
        write_safetensors(file, std::vector<NamedTensor>{{.name = "layer3.w",
                                                          .shape = {1},
                                                          .values = {value},
                                                          .stored_as = ElementType::f16}}),
        Catch::Contains("layer3.w"));
}

TEST_CASE("a hostile header is refused before anything is read through it", "[model]") {
  const std::string data(16, '\0');
  CHECK_THROWS_AS(parse(""), Error);
  CHECK_THROWS_AS(parse("1234567"), Error);
  CHECK_THROWS_AS(parse(std::string(8, '\xFF')), Error);
  CHECK_THROWS_AS(parse(file_with("[1, 2]", data)), Error);
  CHECK_THROWS_AS(parse(file_with("{\"a\":", data)), Error);
  const auto entry = [&](const std::string& shape, const std::string& offsets,
                         const std::string& type = "F32") {
    return file_with("{\"a\":{\"dtype\":\"" + type + "\",\"shape\":" + shape +
                         ",\"data_offsets\":" + offsets + "}}",
                     data);
  };
  CHECK_NOTHROW(parse(entry("[2,2]", "[0,16]")));
  CHECK_NOTHROW(parse(entry("[0,4]", "[16,16]")));
  CHECK_THROWS_WITH(parse(entry("[2,2]", "[4,20]")), Catch::Contains("16 bytes"));
  CHECK_THROWS_AS(parse(entry("[2,2]", "[16,0]")), Error);
  CHECK_THROWS_AS(parse(entry("[2,2]", "[0,8]")), Error);
  CHECK_THROWS_AS(parse(entry("[-2,-2]", "[0,16]")), Error);
  CHECK_THROWS_AS(parse(entry("[2.5]", "[0,10]")), Error);
  CHECK_THROWS_AS(parse(entry("[4]", "[0]")), Error);
  CHECK_THROWS_AS(parse(entry("[4]", "[0,18446744073709551615]")), Error);
  // The product of the sizes wraps around to 4.
  CHECK_THROWS_AS(parse(entry("[4611686018427387905,4]", "[0,16]")), Error);
  CHECK_THROWS_WITH(parse(entry("[2,2]", "[0,16]", "F64")), Catch::Contains("F64"));
}

TEST_CASE("a tensor that is missing or of another shape is named", "[model]") {
  const ScratchFolder scratch;
  const auto file = scratch / "shapes.safetensors";
  write_safetensors(
      file, std::vector<NamedTensor>{{.name = "conv1.weight", .shape = {2, 1}, .values = {1, 2}}});
  const Safetensors read(file);
  CHECK_THROWS_WITH(read.at("bn1.weight"), Catch::Contains("bn1.weight"));
  CHECK_THROWS_WITH(read.floats("conv1.weight", std::vector<std::int64_t>{1, 2}),
                    Catch::Contains("[2, 1]") && Catch::Contains("[1, 2]"));
}

}  // namespace osteon
