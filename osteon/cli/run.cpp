#include <algorithm>
#include <exception>
#include <map>
#include <new>
#include <optional>
#include <span>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/cli/command.hpp"
#include "osteon/cli/help.hpp"
#include "osteon/cli/suggest.hpp"

namespace osteon::cli {
namespace {

/// "model info" is the command "info" of the group "model"; "predict" has no group.
struct SplitName {
  std::string group;
  std::string verb;
};

SplitName split(const std::string& name) {
  const auto space = name.find(' ');
  if (space == std::string::npos) return {"", name};
  return {name.substr(0, space), name.substr(space + 1)};
}

/// A command with the part of the parser that belongs to it.
struct Declared {
  const Command* command;
  CLI::App* parser;
};

std::vector<Declared> declare(CLI::App& app, std::span<const Command> table) {
  std::vector<Declared> declared;
  std::map<std::string, CLI::App*> groups;
  for (const Command& command : table) {
    const auto [group, verb] = split(command.name);
    CLI::App* parent = &app;
    if (!group.empty()) {
      const auto [place, is_new] = groups.try_emplace(group);
      if (is_new) {
        place->second = app.add_subcommand(
            group, fmt::format("Commands about {} {}.", group.front() == 'a' ? "an" : "a", group));
        place->second->require_subcommand(1);
      }
      parent = place->second;
    }
    CLI::App* parser = parent->add_subcommand(verb, introduction(command));
    parser->footer(examples(command));
    command.options(*parser);
    declared.push_back({&command, parser});
  }
  return declared;
}

/// What is wrong with the command's name, if it is none; the parser itself would only say that an
/// argument was not expected.
std::optional<std::string> mistyped(std::span<const Command> table,
                                    std::span<const char* const> words) {
  const auto word = [&](std::size_t i) {
    return i < words.size() && words[i][0] != '-' ? std::string(words[i]) : std::string();
  };
  if (word(0).empty()) return {};
  std::vector<std::string> first_words;
  std::vector<std::string> verbs;
  for (const Command& command : table) {
    const auto [group, verb] = split(command.name);
    first_words.push_back(group.empty() ? verb : group);
    if (group == word(0)) verbs.push_back(verb);
  }
  const auto complaint = [](const std::string& named, const std::string& typed,
                            std::span<const std::string> known) {
    return fmt::format("there is no command '{}'{} ('osteon --help' lists them)", named,
                       did_you_mean(typed, known));
  };
  if (std::ranges::find(first_words, word(0)) == first_words.end())
    return complaint(word(0), word(0), first_words);
  if (!verbs.empty() && !word(1).empty() && std::ranges::find(verbs, word(1)) == verbs.end())
    return complaint(word(0) + " " + word(1), word(1), verbs);
  return {};
}

/// The parser's own sentence with what to do next.
std::string usage_complaint(const CLI::ParseError& error, std::span<const Declared> declared) {
  std::string text = error.what();
  const auto used =
      std::ranges::find_if(declared, [](const Declared& d) { return d.parser->parsed(); });
  if (used == declared.end()) return text + "; 'osteon --help' lists the commands";

  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    std::vector<std::string> known;
    for (const CLI::Option* option : used->parser->get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    for (const std::string& extra : used->parser->remaining())
      if (extra.starts_with("--")) text += did_you_mean(extra, known);
  }
  return fmt::format("{} ('osteon {} --help' shows what it takes)", text, used->command->name);
}

int parse_and_run(std::span<const char* const> arguments, std::span<const Command> table,
                  Console& console) {
  constexpr int usage_error = meaning_of(ErrorCode::bad_argument).exit_code;
  CLI::App app;
  app.name("osteon");
  app.require_subcommand(1);
  app.set_version_flag("--version", "osteon " OSTEON_VERSION);
  app.formatter(option_formatter());  // each command inherits it
  const auto declared = declare(app, table);
  app.formatter_fn(
      [&](const CLI::App*, const std::string&, CLI::AppFormatMode) { return overview(table); });

  if (arguments.size() < 2) {
    console.err << overview(table);
    return usage_error;
  }
  if (const auto complaint = mistyped(table, arguments.subspan(1))) {
    console.warn(*complaint);
    return usage_error;
  }
  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked, console.out, console.err);
    console.flush();
    return static_cast<int>(ExitCode::ok);
  } catch (const CLI::ParseError& error) {
    console.warn(usage_complaint(error, declared));
    return usage_error;
  }
  const auto chosen =
      std::ranges::find_if(declared, [](const Declared& d) { return d.parser->parsed(); });
  const ExitCode code = chosen->command->run(console);
  console.flush();
  return static_cast<int>(code);
}

}  // namespace

int run(int argc, const char* const* argv, std::span<const Command> table, Console& console) {
  try {
    return parse_and_run({argv, static_cast<std::size_t>(argc)}, table, console);
  } catch (const OutputClosed&) {
    return static_cast<int>(ExitCode::ok);
  } catch (const Error& error) {
    console.warn(error.what());
    return meaning_of(error.code()).exit_code;
  } catch (const std::bad_alloc&) {
    console.warn("out of memory; fewer threads (--threads) or smaller images need less");
  } catch (const std::exception& error) {
    console.warn(fmt::format("internal error: {}; please report it", error.what()));
  }
  return meaning_of(ErrorCode::internal).exit_code;
}

}  // namespace osteon::cli
