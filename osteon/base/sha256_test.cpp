#include "osteon/base/sha256.hpp"

#include <span>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "osteon/base/error.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

std::string sha256_of_text(std::string_view text) { return sha256(std::as_bytes(std::span(text))); }

}  // namespace

// The examples that NIST publishes with FIPS 180-4 (csrc.nist.gov, "SHA256 examples"), and the
// digest of nothing.
TEST_CASE("SHA-256 gives the digests published with the standard", "[base]") {
  CHECK(sha256_of_text("abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_of_text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_of_text(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(sha256_of_text("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a file has the digest of its bytes, and a missing one has none", "[base]") {
  const ScratchFolder scratch;

  CHECK(sha256_of(scratch.write("file", "abc")) == sha256_of_text("abc"));
  CHECK_THROWS_AS(sha256_of(scratch / "missing"), Error);
}

}  // namespace osteon
