// Lines on standard output in the form that was asked for.
#pragma once

#include <string>

#include "osteon/cli/command.hpp"
#include "osteon/report/forms.hpp"

namespace osteon::cli {

enum class Form { table, json, csv };

class Printer {
 public:
  /// \param longest_name  columns of the longest file name, for the table
  Printer(Form form, Maker maker, int longest_name, Console& console);

  void begin();
  void print(const Line& line);
  void end();

 private:
  Form form_;
  Maker maker_;
  int file_width_;
  bool colour_;
  Console& console_;
};

}  // namespace osteon::cli
