// What a request is answered with when it cannot be done: an RFC 9457 problem document.
#pragma once

#include <exception>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "osteon/base/error.hpp"

namespace osteon::service {

/// Thrown by whoever handles a request; it becomes the response. Its words never hold names, birth
/// dates or numbers of patients, nor the name of a file.
class Problem : public std::exception {
 public:
  /// \param code         stable: programs match on it
  /// \param detail       a sentence with the value, the limit and what to do
  /// \param retry_after  seconds, sent as a header; 0 for none
  Problem(int status, std::string code, std::string detail, int retry_after = 0);
  /// As the table of errors says.
  explicit Problem(const Error& error);

  const char* what() const noexcept override { return detail_.c_str(); }
  int status() const noexcept { return status_; }
  const std::string& code() const noexcept { return code_; }
  const std::string& detail() const noexcept { return detail_; }
  int retry_after() const noexcept { return retry_after_; }

  /// type, title, status, detail, code.
  nlohmann::ordered_json json() const;

 private:
  int status_;
  std::string code_;
  std::string detail_;
  int retry_after_;
};

/// The phrase of RFC 9110 for a status: "Not Found".
std::string status_phrase(int status);

/// Whatever was thrown while a request was handled. What nobody foresaw becomes 500 without its
/// words, which may hold anything.
Problem problem_of(std::exception_ptr thrown);

/// What was thrown, in its own words, for the log.
std::string words_of(std::exception_ptr thrown);

Problem not_found(const std::string& what);
/// A value that the request gave and that cannot be: 400.
Problem bad_request(const std::string& detail);

}  // namespace osteon::service
