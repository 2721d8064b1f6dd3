// What --help prints.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "osteon/cli/command.hpp"

namespace CLI {
class FormatterBase;
}

namespace osteon::cli {

/// All commands, a line each.
std::string overview(std::span<const Command> commands);

/// The paragraphs above a command's options, and the examples below.
std::string introduction(const Command& command);
std::string examples(const Command& command);

/// Options as `--name TYPE` with their description wrapped beside it, as a terminal of 100 columns
/// shows them.
std::shared_ptr<CLI::FormatterBase> option_formatter();

/// The text broken at spaces into lines of at most `width`; a longer word stands by itself.
std::string wrapped(std::string_view text, std::size_t width);

}  // namespace osteon::cli
