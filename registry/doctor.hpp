// Looks a home and its machine over: what is in order, what could be better, what must be mended. Asks no passphrase.
#pragma once

#include <string>
#include <vector>

#include "registry/home.hpp"

namespace rogatory::registry {

enum class Health : std::uint8_t { ok, advice, problem };
std::string_view text_of(Health health);

struct Examination {
  std::string check;  ///< "officers": the word in --json
  Health health = Health::ok;
  std::string text;
  std::string next;  ///< what to do; empty where it is in order
};

/// All checks, in a fixed order; several lines may have one name. A home that cannot be opened is one problem, and only
/// the machine is looked at then. not_found where there is none.
Result<std::vector<Examination>> examine(FileSystem& fs, const std::string& path, const Clock& clock);

// The parts, one file each.
std::vector<Examination> examine_keys(const Home& home, const crypto::Card& card);
std::vector<Examination> examine_card(const crypto::Card& card, UtcTime now);
std::vector<Examination> examine_peers(const Home& home, UtcTime now);
std::vector<Examination> examine_state(const Home& home);
std::vector<Examination> examine_machine(const std::string& path);

}  // namespace rogatory::registry
