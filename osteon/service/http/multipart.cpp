#include "osteon/service/http/multipart.hpp"

#include "osteon/base/letters.hpp"
#include "osteon/service/http/problem.hpp"

namespace osteon::service {
namespace {

constexpr std::size_t longest_head = 8192;
constexpr std::size_t longest_boundary = 70;  // RFC 2046, 5.1.1

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

Problem malformed(const std::string& what) {
  return bad_request("the multipart body is malformed: " + what);
}

}  // namespace

std::string header_parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos && at < header.size()) {
    ++at;
    const auto equals = header.find_first_of("=;", at);
    if (equals == std::string_view::npos) return {};
    if (header[equals] == ';') {
      at = equals;
      continue;
    }
    const std::string key = lower_case(std::string(trimmed(header.substr(at, equals - at))));
    std::string value;
    at = header.find_first_not_of(" \t", equals + 1);
    if (at != std::string_view::npos && header[at] == '"') {
      // Browsers write a quote as %22 and everything else as it is, a backslash included (WHATWG
      // HTML, multipart/form-data encoding); others write a quote behind a backslash.
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        if (header[at] == '\\' && at + 1 < header.size() && header[at + 1] == '"') ++at;
        value += header[at];
      }
      at = header.find(';', at);
    } else if (at != std::string_view::npos) {
      const auto end = header.find(';', at);
      value = trimmed(header.substr(at, end == std::string_view::npos ? end : end - at));
      at = end;
    }
    if (key == name) return value;
  }
  return {};
}

MultipartReader::MultipartReader(std::string_view content_type, PartReceiver& receiver)
    : receiver_(receiver) {
  const std::string kind =
      lower_case(std::string(trimmed(content_type.substr(0, content_type.find(';')))));
  if (kind != "multipart/form-data")
    throw Problem(415, "unsupported", "radiographs are sent as multipart/form-data");
  const std::string boundary = header_parameter(content_type, "boundary");
  if (boundary.empty() || boundary.size() > longest_boundary ||
      boundary.find_first_of("\r\n") != std::string::npos)
    throw malformed("its boundary must have 1 to 70 characters");
  delimiter_ = "\r\n--" + boundary;
  held_ = "\r\n";  // the first boundary may stand at the very beginning
}

void MultipartReader::feed(std::string_view bytes) {
  if (state_ == State::epilogue) return;
  held_ += bytes;
  while (step()) {
  }
}

void MultipartReader::finish() const {
  if (state_ != State::epilogue) throw malformed("it ends before its last boundary");
}

/// One move of the machine; false when more bytes are needed.
bool MultipartReader::step() {
  switch (state_) {
    case State::preamble: {
      const auto at = held_.find(delimiter_);
      if (at == std::string::npos) {
        if (held_.size() > longest_head) throw malformed("its boundary does not appear");
        return false;
      }
      held_.erase(0, at + delimiter_.size());
      state_ = State::after_boundary;
      return true;
    }
    case State::after_boundary: {
      if (held_.size() < 2) return false;
      if (held_.starts_with("--")) {
        state_ = State::epilogue;
        held_.clear();
        return false;
      }
      const auto end = held_.find("\r\n");
      if (end == std::string::npos) {
        if (held_.size() > longest_head) throw malformed("no line ends after a boundary");
        return false;
      }
      if (!trimmed(std::string_view(held_).substr(0, end)).empty())
        throw malformed("something follows a boundary in its line");
      held_.erase(0, end);  // the line's end stays: a head without lines is empty
      state_ = State::head;
      return true;
    }
    case State::head: {
      const auto end = held_.find("\r\n\r\n");
      if (end == std::string::npos || end > longest_head) {
        if (held_.size() > longest_head)
          throw malformed("the head of a part has more than 8192 bytes");
        return false;
      }
      const std::string head = held_.substr(0, end);
      held_.erase(0, end + 4);
      take_head(head);
      state_ = State::content;
      return true;
    }
    case State::content:
      return take_content();
    case State::epilogue:
      return false;
  }
  return false;
}

bool MultipartReader::take_content() {
  const auto at = held_.find(delimiter_);
  if (at != std::string::npos) {
    if (at > 0) receiver_.piece(std::string_view(held_).substr(0, at));
    held_.erase(0, at + delimiter_.size());
    receiver_.end();
    state_ = State::after_boundary;
    return true;
  }
  // All but what could be the beginning of a boundary is content.
  if (held_.size() < delimiter_.size()) return false;
  const std::size_t sure = held_.size() - delimiter_.size() + 1;
  receiver_.piece(std::string_view(held_).substr(0, sure));
  held_.erase(0, sure);
  return false;
}

void MultipartReader::take_head(std::string_view lines) {
  PartHead head;
  bool is_form_data = false;
  while (!lines.empty()) {
    if (lines.starts_with("\r\n")) lines.remove_prefix(2);
    const auto end = lines.find("\r\n");
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (lower_case(std::string(trimmed(line.substr(0, colon)))) != "content-disposition") continue;
    const std::string_view value = trimmed(line.substr(colon + 1));
    is_form_data = lower_case(std::string(value.substr(0, 9))) == "form-data";
    head.name = header_parameter(value, "name");
    head.file_name = header_parameter(value, "filename");
    head.is_file = lower_case(std::string(value)).find("filename=") != std::string::npos;
  }
  if (!is_form_data || head.name.empty()) throw malformed("a part has no name");
  receiver_.begin(head);
}

}  // namespace osteon::service
