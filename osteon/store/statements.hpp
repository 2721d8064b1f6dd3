// What several groups of the store's functions say to the database.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "osteon/store/database.hpp"

namespace osteon {

inline std::int64_t milliseconds_of(Time time) { return time.time_since_epoch().count(); }

inline Value or_null(const std::optional<std::string>& text) {
  return text ? Value(*text) : Value(std::monostate{});
}

/// An enumeration in the database: its words, in the enumeration's order.
inline constexpr std::array verdict_words{"present", "possible", "none", "cannot_answer"};
inline constexpr std::array judgement_words{"agree", "disagree", "unsure"};
inline constexpr std::array role_words{"reader", "admin"};

template <std::size_t count, class Enumeration>
std::string word_of(const std::array<const char*, count>& words, Enumeration value) {
  return words.at(static_cast<std::size_t>(value));
}

template <class Enumeration, std::size_t count>
Enumeration from_word(const std::array<const char*, count>& words, std::string_view word) {
  std::size_t at = 0;
  while (at + 1 < count && words[at] != word) ++at;
  return static_cast<Enumeration>(at);
}

/// Held, until the end of the transaction, by whoever adds or removes radiographs: so that the
/// queue is counted, a study is found or made, and its last radiograph recognised, by one at a
/// time.
inline constexpr std::string_view records_lock = "records";

/// \throws Error(bad_argument) unless UTF-8 without NUL, which PostgreSQL would not keep
void check_text(std::string_view what, std::string_view text);

/// \throws Error(bad_argument) unless in 1..1000
void check_page_limit(int limit);

void write_audit(Transaction& transaction, std::string_view by, std::string_view action,
                 std::string_view subject);

}  // namespace osteon
