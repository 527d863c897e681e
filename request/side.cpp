#include "request/side.hpp"

#include "request/words.hpp"

namespace rogatory::request {
namespace {

constexpr std::array k_sides{Side::requesting, Side::requested, Side::provider};
constexpr std::array k_roles{Role::iss, Role::val, Role::ca_r, Role::dip, Role::ca_q, Role::exe,
                             Role::crt, Role::min, Role::pol,  Role::prv, Role::def};
constexpr std::array k_verified{Verified::text, Verified::secondary, Verified::unverified};

}  // namespace

std::string_view text_of(Side side) {
  switch (side) {
    case Side::requesting:
      return "requesting";
    case Side::requested:
      return "requested";
    case Side::provider:
      return "provider";
  }
  return "";
}

Result<Side> parse_side(std::string_view text) { return word_of(k_sides, "side", text); }

std::string_view text_of(Role role) {
  switch (role) {
    case Role::iss:
      return "ISS";
    case Role::val:
      return "VAL";
    case Role::ca_r:
      return "CA-R";
    case Role::dip:
      return "DIP";
    case Role::ca_q:
      return "CA-Q";
    case Role::exe:
      return "EXE";
    case Role::crt:
      return "CRT";
    case Role::min:
      return "MIN";
    case Role::pol:
      return "POL";
    case Role::prv:
      return "PRV";
    case Role::def:
      return "DEF";
  }
  return "";
}

Result<Role> parse_role(std::string_view text) { return word_of(k_roles, "role in a request", text); }

std::string_view text_of(Verified verified) {
  switch (verified) {
    case Verified::text:
      return "text";
    case Verified::secondary:
      return "secondary";
    case Verified::unverified:
      return "unverified";
  }
  return "";
}

std::string known_words(Verified verified) {
  switch (verified) {
    case Verified::text:
      return "text read";
    case Verified::secondary:
      return "secondary source";
    case Verified::unverified:
      return "not verified";
  }
  return "";
}

Result<Verified> parse_verified(std::string_view text) { return word_of(k_verified, "verified status", text); }

}  // namespace rogatory::request
