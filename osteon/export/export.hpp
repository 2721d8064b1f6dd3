// A pack's networks as ONNX files, for other runtimes. What is in them is docs/pack.md.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "osteon/model/pack.hpp"

namespace osteon {

/// The router as an ONNX model: folded backbone, mean and head. Its input is N x 1 x side x side
/// as prepare() makes it, its output Scores::router.
/// \throws Error(bad_model) when the backbone's weights do not fit
std::string onnx_of_router(const Pack& pack);
/// The same for one expert, whose output is its place in Scores::expert.
std::string onnx_of_expert(const Pack& pack, const Expert& expert);

/// Writes router.onnx and one expert-<part>.onnx for each part, each a whole network of its own.
/// \param replace  files of these names may be there already
/// \return the files, in this order
/// \throws Error(bad_argument) when one is there and must not be replaced, before any is written;
/// Error(unreadable) when the folder cannot be made or written to
std::vector<std::filesystem::path> export_onnx(const Pack& pack,
                                               const std::filesystem::path& folder, bool replace);

}  // namespace osteon
