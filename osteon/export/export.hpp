// A pack's networks as ONNX files, for other runtimes. What is in them is docs/pack.md.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "osteon/engine/network.hpp"
#include "osteon/model/pack.hpp"

namespace osteon {

/// The router as an ONNX model: folded backbone, mean and head. Its input is N x 1 x side x side
/// as prepare() makes it, its output Scores::router.
///
/// \param precision  fp32, or int8 for a network between QuantizeLinear and DequantizeLinear, whose
/// scores are as far from those at fp32 as the engine's at int8: see docs/decisions/0035-int8.md
/// \throws Error(bad_model) when the backbone's weights do not fit; Error(bad_argument) for another
/// precision, or for int8 of a pack without ranges
std::string onnx_of_router(const Pack& pack, Precision precision = Precision::fp32);
/// The same for one expert, whose output is its place in Scores::expert.
std::string onnx_of_expert(const Pack& pack, const Expert& expert,
                           Precision precision = Precision::fp32);

/// How export_onnx() writes.
struct ExportOptions {
  Precision precision = Precision::fp32;  ///< or int8
  bool replace = false;                   ///< files of these names may be there already
};

/// Writes router.onnx and one expert-<part>.onnx for each part, each a whole network of its own.
/// \return the files, in this order
/// \throws Error(bad_argument) as above, or when a file is there and must not be replaced, before
/// any is written; Error(unreadable) when the folder cannot be made or written to
std::vector<std::filesystem::path> export_onnx(const Pack& pack,
                                               const std::filesystem::path& folder,
                                               const ExportOptions& options = {});

}  // namespace osteon
