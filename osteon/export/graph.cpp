#include "osteon/export/graph.hpp"

#include <bit>
#include <cassert>
#include <utility>

namespace osteon {
namespace {

static_assert(std::endian::native == std::endian::little, "raw_data is little-endian");

constexpr const char* images = "N";  ///< how many: left open

void describe(onnx::ValueInfoProto& value, const std::string& name,
              std::span<const std::int64_t> each) {
  value.set_name(name);
  auto& tensor = *value.mutable_type()->mutable_tensor_type();
  tensor.set_elem_type(onnx::TensorProto::FLOAT);
  tensor.mutable_shape()->add_dim()->set_dim_param(images);
  for (const std::int64_t size : each) tensor.mutable_shape()->add_dim()->set_dim_value(size);
}

void set(onnx::AttributeProto& attribute, std::int64_t value) {
  attribute.set_type(onnx::AttributeProto::INT);
  attribute.set_i(value);
}

void set(onnx::AttributeProto& attribute, const std::string& value) {
  attribute.set_type(onnx::AttributeProto::STRING);
  attribute.set_s(value);
}

void set(onnx::AttributeProto& attribute, const std::vector<std::int64_t>& values) {
  attribute.set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) attribute.add_ints(value);
}

onnx::TensorProto::DataType type_of(float) { return onnx::TensorProto::FLOAT; }
onnx::TensorProto::DataType type_of(std::int8_t) { return onnx::TensorProto::INT8; }
onnx::TensorProto::DataType type_of(std::uint8_t) { return onnx::TensorProto::UINT8; }
onnx::TensorProto::DataType type_of(std::int32_t) { return onnx::TensorProto::INT32; }

template <class Value>
void fill(onnx::TensorProto& tensor, std::span<const Value> values) {
  tensor.set_data_type(type_of(Value{}));
  tensor.set_raw_data(values.data(), values.size_bytes());
}

}  // namespace

Graph::Graph(int side) {
  const std::int64_t shape[] = {1, side, side};
  describe(*graph_.add_input(), input, shape);
}

std::string Graph::add(std::string_view operation, const std::string& name,
                       std::span<const std::string> inputs,
                       const std::map<std::string, OnnxAttribute>& attributes) {
  onnx::NodeProto& node = *graph_.add_node();
  node.set_op_type(std::string(operation));
  node.set_name(name);
  for (const std::string& from : inputs) node.add_input(from);
  node.add_output(name);
  for (const auto& [key, value] : attributes) {
    onnx::AttributeProto& attribute = *node.add_attribute();
    attribute.set_name(key);
    std::visit([&](const auto& v) { set(attribute, v); }, value);
  }
  return name;
}

std::string Graph::constant(const std::string& name, std::span<const std::int64_t> shape,
                            const OnnxValues& values) {
  onnx::TensorProto& tensor = *graph_.add_initializer();
  tensor.set_name(name);
  std::size_t count = 1;
  for (const std::int64_t size : shape) {
    tensor.add_dims(size);
    count *= static_cast<std::size_t>(size);
  }
  std::visit(
      [&](const auto& given) {
        assert(count == given.size());
        fill(tensor, given);
      },
      values);
  return name;
}

onnx::GraphProto Graph::finish(const std::string& name, int outputs) && {
  graph_.set_name(name);
  const std::int64_t shape[] = {outputs};
  describe(*graph_.add_output(), output, shape);
  return std::move(graph_);
}

}  // namespace osteon
