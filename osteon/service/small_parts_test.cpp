// The small parts of the service, each by itself.
#include <catch2/catch.hpp>

#include "osteon/service/metrics.hpp"
#include "osteon/service/rate.hpp"
#include "osteon/service/shrink.hpp"
#include "osteon/service/thumbnails.hpp"
#include "osteon/service/times.hpp"
#include "osteon/service/upload.hpp"

namespace osteon::service {

TEST_CASE("a time is written and read back", "[service]") {
  const auto time = read_time("2025-03-01T09:30:00.250Z");
  REQUIRE(time);
  CHECK(written(*time) == "2025-03-01T09:30:00.250Z");
  CHECK(read_time("2025-03-01T10:30:00.25+01:00") == time);
  CHECK(read_time("2025-03-01") == read_time("2025-03-01T00:00:00Z"));
  CHECK(read_time("1969-12-31T23:59:59Z") < read_time("1970-01-01"));
}

TEST_CASE("what is no time is not taken for one", "[service]") {
  for (const auto* text :
       {"", "2025", "2025-13-01", "2025-02-30", "2025-03-01T", "2025-03-01T09:30",
        "2025-03-01T09:30:00", "2025-03-01T24:00:00Z", "2025-03-01T09:30:00+1",
        "2025-03-01x09:30:00Z", "yesterday", "2025-03-01T09:30:00.Zx"})
    CHECK_FALSE(read_time(text));
}

TEST_CASE("a name that was sent becomes no path", "[service]") {
  CHECK(cleaned_name("film.png") == "film.png");
  CHECK(cleaned_name("../../etc/passwd") == "passwd");
  CHECK(cleaned_name("C:\\films\\a.dcm") == "a.dcm");
  CHECK(cleaned_name("..") == "unnamed");
  CHECK(cleaned_name("films/") == "unnamed");
  CHECK(cleaned_name("") == "unnamed");
  CHECK(cleaned_name(std::string("a\0b\n", 4)).find('\n') == std::string::npos);
  CHECK(cleaned_name(std::string("a\0b", 3)).find('\0') == std::string::npos);
  CHECK(cleaned_name("R\xC3\xB6ntgen.png") == "R\xC3\xB6ntgen.png");
  CHECK(cleaned_name("\xFF\xFE.png").find('\xFF') == std::string::npos);
  CHECK(cleaned_name(std::string(5000, 'x')).size() <= 255);
  CHECK(cleaned_name(std::string(5000, '\xFF')).size() <= 255);
}

TEST_CASE("a shrunk radiograph keeps its mean", "[service]") {
  const Extent extent = GENERATE(Extent{100, 60}, Extent{33, 91}, Extent{1, 200}, Extent{17, 17});
  CAPTURE(extent.width, extent.height);
  std::vector<float> grey;
  double sum = 0;
  for (int i = 0; i < extent.width * extent.height; ++i) {
    grey.push_back(static_cast<float>(i % 7) / 6);
    sum += grey.back();
  }
  const Shrunk shrunk = shrink(Radiograph(extent, grey), 16);
  CHECK(std::max(shrunk.extent.width, shrunk.extent.height) == 16);
  double mean = 0;
  for (const auto value : shrunk.values) mean += value / 65535.0;
  CHECK(mean / static_cast<double>(shrunk.values.size()) ==
        Approx(sum / static_cast<double>(grey.size())).margin(1e-4));
}

TEST_CASE("a radiograph that fits is sent as it is", "[service]") {
  const Shrunk shrunk = shrink(Radiograph({3, 1}, {0, 0.5F, 1}), 16);
  CHECK(shrunk.extent == Extent{3, 1});
  CHECK(shrunk.values == std::vector<std::uint16_t>{0, 32768, 65535});
}

TEST_CASE("thumbnails longest unused go when there is no room", "[service]") {
  Thumbnails thumbnails(100);
  thumbnails.keep("a", std::string(40, 'a'));
  thumbnails.keep("b", std::string(40, 'b'));
  CHECK(thumbnails.find("a"));
  thumbnails.keep("c", std::string(40, 'c'));
  CHECK(thumbnails.find("a") == std::string(40, 'a'));
  CHECK_FALSE(thumbnails.find("b"));
  thumbnails.forget("a");
  CHECK_FALSE(thumbnails.find("a"));
  thumbnails.keep("huge", std::string(101, 'x'));
  CHECK_FALSE(thumbnails.find("huge"));
}

TEST_CASE("a client may do so much in a minute, and others are not held up", "[service]") {
  Rate rate(3);
  for (int i = 0; i < 3; ++i) CHECK(rate.take("a") == 0);
  CHECK(rate.take("a") > 0);
  CHECK(rate.take("b") == 0);
  Rate any(0);
  for (int i = 0; i < 1000; ++i) CHECK(any.take("a") == 0);
}

TEST_CASE("a histogram counts every value once, and up to its border", "[service]") {
  Histogram histogram;
  for (const double seconds : {0.002, 0.003, 100.0}) histogram.add(seconds);
  const auto text = histogram.text("t", "");
  CHECK(text.find("t_bucket{le=\"0.002\"} 1\n") != std::string::npos);
  CHECK(text.find("t_bucket{le=\"0.005\"} 2\n") != std::string::npos);
  CHECK(text.find("t_bucket{le=\"60\"} 2\n") != std::string::npos);
  CHECK(text.find("t_bucket{le=\"+Inf\"} 3\n") != std::string::npos);
  CHECK(text.find("t_count 3\n") != std::string::npos);
}

}  // namespace osteon::service
