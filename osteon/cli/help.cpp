#include "osteon/cli/help.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/report/forms.hpp"

namespace osteon::cli {
namespace {

constexpr std::size_t page_width = 96;
constexpr std::size_t name_width = 28;

class OptionFormatter : public CLI::Formatter {
 public:
  OptionFormatter() { column_width(name_width); }

  std::string make_option_opts(const CLI::Option* option) const override {
    // What comes after the colon is the parser's own notation for limits; an error says them.
    const std::string type = option->get_type_name();
    std::string text = type.empty() ? "" : " " + type.substr(0, type.find(':'));
    if (option->get_expected_max() > 1) text += "...";
    return text;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    std::string text = option->get_description();
    if (const auto& value = option->get_default_str(); !value.empty())
      text += fmt::format(" (default {})", value);
    return wrapped(text, page_width - name_width);
  }
};

}  // namespace

std::string wrapped(std::string_view text, std::size_t width) {
  std::string lines;
  std::size_t column = 0;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    if (column > 0 && column + 1 + word.size() > width) {
      lines += '\n';
      column = 0;
    } else if (column > 0) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += word.size();
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return lines;
}

std::string overview(std::span<const Command> commands) {
  std::string text = "Osteon " OSTEON_VERSION
                     " reads bone radiographs: which body part, and is it fractured?\n\n"
                     "Usage: osteon COMMAND [OPTIONS]\n\nCommands:\n";
  for (const Command& command : commands)
    text += fmt::format("  {:<15}{}\n", command.name, command.synopsis);
  return text + fmt::format(
                    "\n'osteon COMMAND --help' shows a command's options and examples, 'osteon "
                    "--version' the version.\n{}\n",
                    disclaimer);
}

std::string introduction(const Command& command) {
  std::string text = command.synopsis + ".\n";
  for (const std::string& paragraph : command.description)
    text += "\n" + wrapped(paragraph, page_width) + "\n";
  return text;
}

std::string examples(const Command& command) {
  std::string text = "Examples:";
  for (const auto& [what, line] : command.examples)
    text += fmt::format("\n  # {}\n  {}\n", what, line);
  return text;
}

std::shared_ptr<CLI::FormatterBase> option_formatter() {
  return std::make_shared<OptionFormatter>();
}

}  // namespace osteon::cli
