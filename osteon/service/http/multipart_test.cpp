#include "osteon/service/http/multipart.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "osteon/base/random.hpp"
#include "osteon/service/http/problem.hpp"

namespace osteon::service {
namespace {

struct Part {
  PartHead head;
  std::string content;
  bool ended = false;
};

class Collected final : public PartReceiver {
 public:
  void begin(const PartHead& head) override { parts.push_back({head, "", false}); }
  void piece(std::string_view bytes) override { parts.back().content += bytes; }
  void end() override { parts.back().ended = true; }
  std::vector<Part> parts;
};

constexpr auto type = "multipart/form-data; boundary=B";

std::string file_part(const std::string& file_name, const std::string& content) {
  return "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file_name +
         "\"\r\nContent-Type: image/png\r\n\r\n" + content + "\r\n";
}

std::vector<Part> read(const std::string& body, std::size_t step = std::string::npos) {
  Collected collected;
  MultipartReader reader(type, collected);
  for (std::size_t at = 0; at < body.size(); at += std::min(step, body.size()))
    reader.feed(std::string_view(body).substr(at, step));
  reader.finish();
  return collected.parts;
}

int status_of(const std::string& body, const std::string& content_type = type) {
  try {
    Collected collected;
    MultipartReader reader(content_type, collected);
    reader.feed(body);
    reader.finish();
  } catch (const Problem& problem) {
    return problem.status();
  }
  return 200;
}

}  // namespace

TEST_CASE("a form's parts come out as they were put in, however the bytes are cut", "[service]") {
  // Content that looks like a boundary until its last letter, and that ends in line ends.
  const std::string content = "\r\n--A\r\n--\r\n-\r\n\r\r\n";
  const std::string body = "--B\r\nContent-Disposition: form-data; name=study\r\n\r\nxyz\r\n" +
                           file_part("a \\\"film\\\".png", content) + file_part("", "") +
                           "--B--\r\n";
  const auto step = GENERATE(1u, 2u, 3u, 7u, 64u, 4096u);
  CAPTURE(step);
  const auto parts = read(body, step);
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].head.name == "study");
  CHECK_FALSE(parts[0].head.is_file);
  CHECK(parts[0].content == "xyz");
  CHECK(parts[1].head.file_name == "a \"film\".png");
  CHECK(parts[1].content == content);
  CHECK(parts[2].head.is_file);
  CHECK(parts[2].content.empty());
  for (const Part& part : parts) CHECK(part.ended);
}

TEST_CASE("random bytes come out of a form as they are", "[service]") {
  const auto seed = GENERATE(range(1, 30));
  CAPTURE(seed);
  Random random(static_cast<std::uint64_t>(seed));
  std::string content;
  // Few different letters, so that beginnings of boundaries are frequent.
  for (int i = random.below(3000); i > 0; --i) content += "\r\n-B"[random.below(4)];
  if (content.find("\r\n--B") != std::string::npos) content = "x";
  const auto parts =
      read(file_part("a", content) + "--B--", 1 + static_cast<std::size_t>(random.below(50)));
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].content == content);
}

TEST_CASE("a form that breaks its own rules is refused", "[service]") {
  CHECK(status_of(file_part("a", "1")) == 400);                      // no end
  CHECK(status_of("--B\r\nContent-Disposition: form-data") == 400);  // ends within a head
  CHECK(status_of("") == 400);
  CHECK(status_of("--B\r\nContent-Type: image/png\r\n\r\n1\r\n--B--") == 400);  // no name
  CHECK(status_of("--Bx\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--B--") == 400);
  CHECK(status_of("--B\r\nA: " + std::string(9000, 'x') + "\r\n\r\n") == 400);
  CHECK(status_of(std::string(9000, 'x')) == 400);
  CHECK(status_of("--B--", "application/json") == 415);
  CHECK(status_of("--B--", "multipart/form-data") == 400);
  CHECK(status_of("--B--", "multipart/form-data; boundary=" + std::string(71, 'b')) == 400);
  CHECK(status_of("--B--", "Multipart/Form-Data; boundary=\"B\"") == 200);
}

TEST_CASE("a parameter of a header is found with and without quotes", "[service]") {
  CHECK(header_parameter("form-data; name=\"file\"", "name") == "file");
  CHECK(header_parameter("form-data; filename=a;name=b", "name") == "b");
  CHECK(header_parameter("form-data; filename=\"name=x; \"; name=\"y\"", "name") == "y");
  CHECK(header_parameter("form-data; NAME = z ", "name") == "z");
  CHECK(header_parameter("form-data", "name").empty());
  CHECK(header_parameter("form-data;;;name", "name").empty());
  CHECK(header_parameter("form-data; name=\"never closed", "name") == "never closed");
  // A path of another system is not taken for escapes.
  CHECK(header_parameter(R"(form-data; filename="C:\films\new.png")", "filename") ==
        R"(C:\films\new.png)");
}

}  // namespace osteon::service
