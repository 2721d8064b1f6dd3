#include "osteon/base/identity.hpp"

#include <map>

#include <catch2/catch.hpp>

namespace osteon {

TEST_CASE("identities can be told apart and grouped by without being shown", "[base]") {
  CHECK(Identity("a") == Identity("a"));
  CHECK(Identity("a") != Identity("b"));

  std::map<Identity, int> views_of;
  ++views_of[Identity("study 1")];
  ++views_of[Identity("study 2")];
  ++views_of[Identity("study 1")];
  CHECK(views_of.size() == 2);
  CHECK(views_of.at(Identity("study 1")) == 2);
}

TEST_CASE("an identity that a file did not give is empty", "[base]") {
  CHECK(Identity().empty());
  CHECK(Identity("").empty());
  CHECK_FALSE(Identity(" ").empty());
}

TEST_CASE("an identity's digest tells it from others and is none of its text", "[base]") {
  CHECK(Identity("study 1").digest() == Identity("study 1").digest());
  CHECK(Identity("study 1").digest() != Identity("study 2").digest());
  CHECK(Identity("study 1").digest().size() == 64);
  CHECK(Identity().digest().empty());
}

}  // namespace osteon
