// An ONNX graph while it is being put together. Only the module's own sources include this.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <onnx/onnx.pb.h>

namespace osteon {

/// Operators as version 13 of ONNX's set has them.
inline constexpr int onnx_operators = 13;

using OnnxAttribute = std::variant<std::int64_t, std::string, std::vector<std::int64_t>>;

/// Values of one of ONNX's types: FLOAT, INT8, UINT8 or INT32.
using OnnxValues = std::variant<std::span<const float>, std::span<const std::int8_t>,
                                std::span<const std::uint8_t>, std::span<const std::int32_t>>;

/// Every value is called like the node that makes it, and named by its maker.
class Graph {
 public:
  /// A graph with the one input `image`, N x 1 x side x side.
  explicit Graph(int side);

  /// Adds a node. \param inputs  names of values; an empty one is an input that is left out
  /// \return the name of its result, which is `name`
  std::string add(std::string_view operation, const std::string& name,
                  std::span<const std::string> inputs,
                  const std::map<std::string, OnnxAttribute>& attributes = {});
  std::string add(std::string_view operation, const std::string& name,
                  std::initializer_list<std::string> inputs,
                  const std::map<std::string, OnnxAttribute>& attributes = {}) {
    return add(operation, name, std::span(inputs.begin(), inputs.size()), attributes);
  }

  /// Adds values that never change. \return `name`
  std::string constant(const std::string& name, std::span<const std::int64_t> shape,
                       const OnnxValues& values);
  std::string constant(const std::string& name, std::initializer_list<std::int64_t> shape,
                       const OnnxValues& values) {
    return constant(name, std::span(shape.begin(), shape.size()), values);
  }

  static constexpr const char* input = "image";
  static constexpr const char* output = "scores";

  /// The finished graph; the value `scores`, N x `outputs`, is what it gives.
  onnx::GraphProto finish(const std::string& name, int outputs) &&;

 private:
  onnx::GraphProto graph_;
};

}  // namespace osteon
