// The parts of a multipart/form-data body (RFC 7578), as they arrive.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace osteon::service {

struct PartHead {
  std::string name;       ///< of the form's field
  std::string file_name;  ///< as the client said it; never a path to be used
  bool is_file = false;   ///< whether it named a file at all
};

/// Told of each part in turn: begin, any number of pieces, end.
class PartReceiver {
 public:
  virtual ~PartReceiver() = default;
  virtual void begin(const PartHead& head) = 0;
  virtual void piece(std::string_view bytes) = 0;
  virtual void end() = 0;
};

/// Holds no more than the head of one part and the length of the boundary, whatever is sent.
class MultipartReader {
 public:
  /// \param content_type  the request's, with the boundary
  /// \throws Problem(415) when it is not multipart/form-data, (400) when the boundary is none
  MultipartReader(std::string_view content_type, PartReceiver& receiver);

  /// \throws Problem(400) where the body breaks the form; and what the receiver throws
  void feed(std::string_view bytes);
  /// After the last piece. \throws Problem(400) when the body ended early
  void finish() const;

 private:
  enum class State { preamble, after_boundary, head, content, epilogue };

  bool step();
  bool take_content();
  void take_head(std::string_view lines);

  std::string delimiter_;  ///< line end, two hyphens, boundary
  PartReceiver& receiver_;
  State state_ = State::preamble;
  std::string held_;  ///< what may still belong to a boundary or a head
};

/// The value of a parameter of a header such as Content-Disposition: `name` of
/// `form-data; name="file"`. Quoted or not; empty when it is not there.
std::string header_parameter(std::string_view header, std::string_view name);

}  // namespace osteon::service
