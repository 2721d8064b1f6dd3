#include "osteon/radiograph/dicom_structure.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/inflate.hpp"
#include "osteon/radiograph/printable.hpp"
#include "osteon/radiograph/starts_with.hpp"

namespace osteon {
namespace {

constexpr std::size_t preamble_bytes = 128;
constexpr std::string_view prefix = "DICM";

constexpr std::string_view implicit_little_endian = "1.2.840.10008.1.2";
constexpr std::string_view explicit_little_endian = "1.2.840.10008.1.2.1";
constexpr std::string_view deflated_little_endian = "1.2.840.10008.1.2.1.99";
constexpr std::string_view explicit_big_endian = "1.2.840.10008.1.2.2";

/// Real objects nest half a dozen deep. A parser that recurses runs out of stack at some thousands.
constexpr int deepest = 32;

constexpr std::uint32_t undefined_length = 0xFFFFFFFF;
constexpr std::uint32_t item_start = 0xFFFEE000;
constexpr std::uint32_t item_end = 0xFFFEE00D;
constexpr std::uint32_t sequence_end = 0xFFFEE0DD;
constexpr std::uint32_t transfer_syntax_uid = 0x00020010;
constexpr std::uint32_t pixel_data = 0x7FE00010;

[[noreturn]] void damaged(const std::string& how) {
  throw Error(ErrorCode::unreadable,
              fmt::format("damaged DICOM file: {}; send or copy it again", how));
}

struct Encoding {
  bool explicit_vr = true;
  bool big_endian = false;
};

struct Element {
  std::uint32_t tag = 0;  ///< group in the upper half
  std::string_view vr;    ///< empty when implicit, and for items
  std::uint32_t length = 0;
};

/// PS3.5 table 7.1-1: these have two reserved bytes and then a length of four.
bool has_long_length(std::string_view vr) {
  static constexpr std::array<std::string_view, 13> those{"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                          "SV", "UC", "UN", "UR", "UT", "UV"};
  return std::ranges::find(those, vr) != those.end();
}

bool is_vr(std::string_view vr) {
  static constexpr std::array<std::string_view, 21> short_ones{
      "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO",
      "LT", "PN", "SH", "SL", "SS", "ST", "TM", "UI", "UL", "US"};
  return has_long_length(vr) || std::ranges::find(short_ones, vr) != short_ones.end();
}

/// Goes through elements from the front of some bytes.
class Walk {
 public:
  Walk(std::span<const std::byte> bytes, Encoding encoding) : bytes_(bytes), encoding_(encoding) {}

  std::size_t at() const { return at_; }
  bool more() const { return at_ < bytes_.size(); }
  std::uint32_t next_tag() const { return tag_at(at_); }
  /// Reads tag, representation and length, and stays at the start of the value.
  Element head();
  /// Goes past the value, and through it where it holds items.
  void skip_value(const Element& element, int depth = 0);
  /// The value as text, for elements that were found to fit.
  std::string_view text(const Element& element) const;
  std::span<const std::byte> value(const Element& element) const {
    return bytes_.subspan(at_, element.length);
  }

 private:
  void need(std::size_t count, const Element& element) const;
  std::uint32_t number_at(std::size_t at, int size) const;
  std::uint32_t tag_at(std::size_t at) const {
    return number_at(at, 2) << 16 | number_at(at + 2, 2);
  }
  std::string_view text_at(std::size_t at, std::size_t size) const {
    return {reinterpret_cast<const char*>(bytes_.data()) + at, size};
  }
  bool holds_items(const Element& element) const;
  void walk_items(const Element& sequence, int depth);
  void walk_elements(std::size_t end, bool until_item_end, int depth);
  void skip_fragments();

  std::span<const std::byte> bytes_;
  Encoding encoding_;
  std::size_t at_ = 0;
};

void Walk::need(std::size_t count, const Element& element) const {
  if (count <= bytes_.size() - at_) return;
  damaged(fmt::format("element ({:04X},{:04X}) needs {} bytes where {} are left", element.tag >> 16,
                      element.tag & 0xFFFF, count, bytes_.size() - at_));
}

std::uint32_t Walk::number_at(std::size_t at, int size) const {
  if (at + static_cast<std::size_t>(size) > bytes_.size())
    damaged(fmt::format("it ends in the middle of an element, after {} bytes", bytes_.size()));
  std::uint32_t number = 0;
  for (int i = 0; i < size; ++i) {
    const int from = encoding_.big_endian ? i : size - 1 - i;
    number =
        number << 8 | std::to_integer<std::uint32_t>(bytes_[at + static_cast<std::size_t>(from)]);
  }
  return number;
}

Element Walk::head() {
  Element element;
  element.tag = tag_at(at_);
  at_ += 4;
  const bool item = element.tag >> 16 == 0xFFFE;
  if (encoding_.explicit_vr && !item) {
    need(4, element);
    element.vr = text_at(at_, 2);
    if (!is_vr(element.vr))
      damaged(fmt::format("element ({:04X},{:04X}) has no known value representation",
                          element.tag >> 16, element.tag & 0xFFFF));
    const bool is_long = has_long_length(element.vr);
    element.length = is_long ? number_at(at_ + 4, 4) : number_at(at_ + 2, 2);
    at_ += is_long ? 8 : 4;
  } else {
    element.length = number_at(at_, 4);
    at_ += 4;
  }
  return element;
}

bool Walk::holds_items(const Element& element) const {
  if (element.vr == "SQ" || element.length == undefined_length) return true;
  // An implicit data set does not say what is a sequence; one that is begins with an item.
  return element.vr.empty() && element.tag != pixel_data && element.length >= 8 &&
         next_tag() == item_start;
}

void Walk::skip_value(const Element& element, int depth) {
  if (element.length != undefined_length) need(element.length, element);
  if (element.length == 0) return;
  if (element.tag == pixel_data && element.length == undefined_length)
    skip_fragments();
  else if (holds_items(element))
    walk_items(element, depth);
  else
    at_ += element.length;
}

void Walk::skip_fragments() {
  for (;;) {
    const Element fragment = head();
    if (fragment.tag == sequence_end) return;
    if (fragment.tag != item_start) damaged("its compressed pixels hold something else");
    need(fragment.length, fragment);
    at_ += fragment.length;
  }
}

void Walk::walk_items(const Element& sequence, int depth) {
  if (depth >= deepest) damaged(fmt::format("its sequences nest more than {} deep", deepest));
  // PS3.5 6.2.2 note: an unknown sequence of undefined length is implicit little endian inside.
  const Encoding around = encoding_;
  if (sequence.vr == "UN") encoding_ = {.explicit_vr = false, .big_endian = false};
  const bool open = sequence.length == undefined_length;
  const std::size_t end = open ? bytes_.size() : at_ + sequence.length;
  while (at_ < end || open) {
    const Element item = head();
    if (open && item.tag == sequence_end) break;
    if (item.tag != item_start) damaged("a sequence holds something that is not an item");
    const bool open_item = item.length == undefined_length;
    if (!open_item) need(item.length, item);
    walk_elements(open_item ? end : at_ + item.length, open_item, depth + 1);
  }
  if (!open && at_ != end) damaged("a sequence does not end where it said");
  encoding_ = around;
}

void Walk::walk_elements(std::size_t end, bool until_item_end, int depth) {
  while (until_item_end || at_ < end) {
    const Element element = head();
    if (until_item_end && element.tag == item_end) return;
    skip_value(element, depth);
    if (at_ > end) damaged("an element is longer than the item around it");
  }
}

std::string_view Walk::text(const Element& element) const {
  const auto value = text_at(at_, element.length);
  return value.substr(0, value.find_last_not_of(std::string_view(" \0", 2)) + 1);
}

bool has_prefix(std::span<const std::byte> bytes) {
  return bytes.size() >= preamble_bytes && starts_with(bytes.subspan(preamble_bytes), prefix);
}

/// For files without meta information: group 8 comes first, and shows how it is encoded.
std::string_view guessed_syntax(std::span<const std::byte> bytes) {
  if (starts_with(bytes, std::string_view("\0\x08", 2))) return explicit_big_endian;
  const bool names_vr =
      bytes.size() >= 6 && is_vr({reinterpret_cast<const char*>(bytes.data()) + 4, 2});
  return names_vr ? explicit_little_endian : implicit_little_endian;
}

Encoding encoding_of(std::string_view transfer_syntax) {
  return {.explicit_vr = transfer_syntax != implicit_little_endian,
          .big_endian = transfer_syntax == explicit_big_endian};
}

}  // namespace

bool looks_like_dicom(std::span<const std::byte> bytes) {
  if (has_prefix(bytes)) return true;
  // Group 2 or 8, element below 0x20, in either byte order.
  using namespace std::string_view_literals;
  const auto element_is_low = [&](std::size_t low, std::size_t high) {
    return std::to_integer<int>(bytes[low]) < 0x20 && bytes[high] == std::byte{0};
  };
  if (bytes.size() < 8) return false;
  if (starts_with(bytes, "\x02\0"sv) || starts_with(bytes, "\x08\0"sv)) return element_is_low(2, 3);
  return starts_with(bytes, "\0\x08"sv) && element_is_low(3, 2);
}

DicomBody dicom_body(std::span<const std::byte> file, std::size_t most_inflated) {
  DicomBody body;
  auto rest = has_prefix(file) ? file.subspan(preamble_bytes + prefix.size()) : file;

  Walk meta(rest, {});  // group 2 is explicit little endian in every file
  while (meta.more() && meta.next_tag() >> 16 == 2) {
    const Element element = meta.head();
    const Walk value = meta;
    meta.skip_value(element);
    if (element.tag == transfer_syntax_uid)
      body.transfer_syntax = printable_ascii(value.text(element));
  }
  rest = rest.subspan(meta.at());
  if (body.transfer_syntax.empty()) body.transfer_syntax = guessed_syntax(rest);
  if (body.transfer_syntax == deflated_little_endian) {
    body.inflated = inflate(rest, most_inflated);
    rest = body.inflated;
  }

  const Encoding encoding = encoding_of(body.transfer_syntax);
  Walk data(rest, encoding);
  while (data.more() && !body.has_pixels) {
    body.before_pixels = rest.first(data.at());
    const Element element = data.head();
    const Walk value = data;
    data.skip_value(element);
    body.has_pixels = element.tag == pixel_data;
    if (!body.has_pixels || element.length == undefined_length) continue;
    body.pixels = value.value(element);
    body.pixels_swapped = encoding.big_endian && element.vr != "OB";
  }
  body.bytes = rest.first(data.at());
  if (!body.has_pixels) body.before_pixels = body.bytes;
  return body;
}

}  // namespace osteon
