#include "osteon/report/text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace osteon {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view ellipsis = "\xE2\x80\xA6";     // U+2026

unsigned char byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool continues(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// Bytes of the well-formed UTF-8 sequence at `i` (Unicode 15, table 3-7); 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const unsigned char first = byte_at(text, i);
  const unsigned char second = byte_at(text, i + 1);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !continues(second)) return 0;
  if (first < 0xE0) return 2;
  if (!continues(byte_at(text, i + 2))) return 0;
  if (first < 0xF0) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  const bool overlong = first == 0xF0 && second < 0x90;
  const bool beyond_unicode = first == 0xF4 && second >= 0x90;
  return overlong || beyond_unicode || !continues(byte_at(text, i + 3)) ? 0 : 4;
}

/// C0, DEL and C1: what a terminal obeys instead of showing.
bool controls(std::string_view sequence) {
  const unsigned char first = byte_at(sequence, 0);
  if (sequence.size() == 1) return first < 0x20 || first == 0x7F;
  return sequence.size() == 2 && first == 0xC2 && byte_at(sequence, 1) < 0xA0;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return !continues(static_cast<unsigned char>(c)); }));
}

}  // namespace

std::string part_phrase(std::string_view part) {
  std::string phrase(part);
  std::ranges::replace(phrase, '_', ' ');
  return phrase;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string headline(const Finding& finding) {
  std::string text = finding.part ? part_phrase(*finding.part) + ": " : std::string();
  text += verdict_phrase(finding.verdict, finding.target);
  if (finding.probability) text += ", " + per_cent(*finding.probability);
  return capitalised(text);
}

std::string per_cent(double probability) {
  if (probability < 0.01) return "< 1 %";
  if (probability > 0.99) return "> 99 %";
  return fmt::format("{} %", std::lround(probability * 100));
}

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    const auto sequence = text.substr(i, std::max<std::size_t>(length, 1));
    shown += length == 0 || controls(sequence) ? replacement : sequence;
    i += sequence.size();
  }
  return shown;
}

std::string cell(std::string_view printable_text, int width) {
  const auto wanted = static_cast<std::size_t>(std::max(width, 1));
  std::size_t count = code_points(printable_text);
  if (count <= wanted) return std::string(printable_text) + std::string(wanted - count, ' ');
  while (count >= wanted) {  // one column goes to the ellipsis
    printable_text.remove_prefix(1);
    while (!printable_text.empty() && continues(byte_at(printable_text, 0)))
      printable_text.remove_prefix(1);
    --count;
  }
  return std::string(ellipsis) + std::string(printable_text);
}

}  // namespace osteon
