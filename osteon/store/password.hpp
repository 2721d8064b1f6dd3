// Passwords, kept so that whoever reads the database cannot read them.
#pragma once

#include <string>
#include <string_view>

namespace osteon {

/// Argon2id with a salt of its own, in its own notation.
std::string password_hash(std::string_view password);

bool password_fits(std::string_view password, const std::string& hash);

}  // namespace osteon
