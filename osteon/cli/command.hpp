// What a command of the command line is: a declaration and a function to run.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace osteon {
class Radiograph;
struct Maker;
struct Reading;
}  // namespace osteon

namespace osteon::cli {

/// Exit codes that are not an error's (see base/error.hpp for those).
enum class ExitCode : int {
  ok = 0,
  some_refused = 1,     ///< the work was done, but something was left out
  something_found = 1,  ///< a check was done, and the answer is not "sound"
  interrupted = 130,    ///< Ctrl-C; what was printed before is whole
};

/// Where a command speaks: standard output is data, standard error is conversation.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;

  void warn(const std::string& message);  ///< a line on err
  /// A line on out, at once. \throws OutputClosed, or Error(unreadable) when the disk is full
  void say(const std::string& line);
  /// Brings everything written to out to its reader. \throws as say() does
  void flush();
};

/// Nobody reads standard output any more, as in `osteon predict films | head`: no failure, but
/// there is nothing left to do.
struct OutputClosed {};

struct Example {
  std::string what;
  std::string line;
};

struct Command {
  std::string name;  ///< "predict", or "model info" for a command of a group
  std::string synopsis;
  std::vector<std::string> description;
  std::vector<Example> examples;
  std::function<void(CLI::App&)> options;
  std::function<ExitCode(Console&)> run;  ///< may throw Error; main turns it into the exit code
};

/// Every command, in the order of the help page.
std::vector<Command> commands();

/// As report/forms.hpp has it.
using WriteOverlay = void (*)(const std::filesystem::path&, const Radiograph&, const Reading&,
                              const Maker&);

/// \param write_overlay  null in a program that links nothing that draws, and gets no --overlay
Command predict(WriteOverlay write_overlay);
Command evaluate();
Command compare();
Command train();
Command dataset_info();
Command dataset_check();
Command dataset_split();
Command phantom();
Command doctor();
Command model_info();
Command model_quantize();
Command model_average();
Command model_export();
Command serve();
Command work();
Command app();
Command account_add();
Command account_token();
Command account_list();
Command account_remove();

/// Parses and runs one of the table's commands; returns the process's exit code. Never throws.
int run(int argc, const char* const* argv, std::span<const Command> table, Console& console);

}  // namespace osteon::cli
