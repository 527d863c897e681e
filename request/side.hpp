// The words that every part of a request shares: whose side, which role, how sure a rule is (design: names.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace rogatory::request {

/// Whose step it is, or on whose side a limit runs. `provider` stands for who is addressed by a production order.
enum class Side : std::uint8_t { requesting, requested, provider };
std::string_view text_of(Side side);
Result<Side> parse_side(std::string_view text);

/// Who may make a step (names.md "role in a request"): issuing prosecutor or judge, validating authority, requesting
/// central authority, foreign ministry, requested central authority, executing authority, court, minister, police,
/// service provider, the person or counsel.
enum class Role : std::uint8_t { iss, val, ca_r, dip, ca_q, exe, crt, min, pol, prv, def };
/// As in names.md: "ISS", "CA-R" …
std::string_view text_of(Role role);
Result<Role> parse_role(std::string_view text);

/// How a rule's wording is known: the article was read, a reliable public source, neither.
enum class Verified : std::uint8_t { text, secondary, unverified };
std::string_view text_of(Verified verified);
Result<Verified> parse_verified(std::string_view text);
/// For people: "text read", "secondary source", "not verified".
std::string known_words(Verified verified);

}  // namespace rogatory::request
