// The curves of a run as a drawing.
#pragma once

#include <filesystem>

namespace osteon {

/// Draws `curves.svg` from the tables that append_results() left in a run folder: the losses, and
/// the figures on validation data, by epoch; with `finetune` also each part's AUROC. Nothing is
/// drawn before there is a table. \throws Error(unreadable, internal)
void draw_curves(const std::filesystem::path& folder);

}  // namespace osteon
