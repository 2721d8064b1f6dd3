#include "osteon/service/times.hpp"

#include <charconv>

#include <fmt/format.h>

namespace osteon::service {
namespace {

using namespace std::chrono;

/// The digits at a place as a number; -1 when they are none.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int number = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<sys_days> read_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const int y = digits(text, 0, 4);
  const int m = digits(text, 5, 2);
  const int d = digits(text, 8, 2);
  if (y < 0 || m < 0 || d < 0) return {};
  const year_month_day day{year(y), month(static_cast<unsigned>(m)),
                           std::chrono::day(static_cast<unsigned>(d))};
  if (!day.ok()) return {};
  return sys_days(day);
}

/// "Z", "+01:00", "-05:30": how far the clock is ahead of UTC.
std::optional<minutes> read_offset(std::string_view text) {
  if (text == "Z" || text == "z") return minutes(0);
  if (text.size() != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-')) return {};
  const int h = digits(text, 1, 2);
  const int m = digits(text, 4, 2);
  if (h < 0 || h > 23 || m < 0 || m > 59) return {};
  const minutes offset(h * 60 + m);
  return text[0] == '+' ? offset : -offset;
}

}  // namespace

Time now() { return time_point_cast<milliseconds>(system_clock::now()); }

std::string written(sys_days day) {
  const year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string written(Time time) {
  const auto day = floor<days>(time);
  const hh_mm_ss clock(time - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", written(day), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::string for_people(Time time) {
  const std::string text = written(time);
  return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
}

std::optional<Time> read_time(std::string_view text) {
  const auto day = read_day(text.substr(0, 10));
  if (!day || text.size() == 10) return day;
  text.remove_prefix(10);
  if (text.size() < 10 || (text[0] != 'T' && text[0] != 't' && text[0] != ' ') || text[3] != ':' ||
      text[6] != ':')
    return {};
  const int h = digits(text, 1, 2);
  const int m = digits(text, 4, 2);
  const int s = digits(text, 7, 2);
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60) return {};
  text.remove_prefix(9);
  milliseconds fraction{0};
  if (text.starts_with('.')) {
    std::size_t length = 1;
    while (length < text.size() && text[length] >= '0' && text[length] <= '9') ++length;
    int scale = 100;
    for (std::size_t i = 1; i < length && scale > 0; ++i, scale /= 10)
      fraction += milliseconds(scale * (text[i] - '0'));
    text.remove_prefix(length);
  }
  const auto offset = read_offset(text);
  if (!offset) return {};
  return Time(*day) + hours(h) + minutes(m) + seconds(s) + fraction - *offset;
}

}  // namespace osteon::service
