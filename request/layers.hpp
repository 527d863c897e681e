// The rules between two States: a base instrument, the protocols that both ratified, what either declared, and a
// bilateral supplement, resolved into one rule set whose bytes are the same on both sides (design: requests.md).
#pragma once

#include <span>

#include "base/json.hpp"
#include "crypto/hash.hpp"
#include "request/instruments.hpp"
#include "request/machine.hpp"

namespace rogatory::request {

/// What the two sides say binds them.
struct RuleChoice {
  std::string base{};
  std::vector<std::string> layers{};  ///< ids of protocols and supplements, in any order
  std::string requesting{};           ///< the State: ISO 3166, two letters
  std::string requested{};
};

struct RuleSet {
  Instrument law{};                   ///< the merged tables; each row's source says where it is from
  Machine machine{};                  ///< of the law: by it the steps are judged, whatever the program brings later
  std::vector<std::string> layers{};  ///< in the order in which they were laid
  std::string requesting{};
  std::string requested{};
};

constexpr std::size_t k_rules_size = std::size_t{1} << 20U;

/// Lays the layers on the base by day of signature, then id; those between two States only (two parties listed) come
/// last. A layer takes away each row whose ref is, or is below, one of its `replaces`, and each limit whose id it has
/// itself; then adds its own rows. At last the declarations of either State change limits on their own side, and, those
/// of the requested State, grounds; a limit or ground that is changed says so in its text, and is known no better than
/// the declaration. not_found: an unknown id; refused: a base that is itself a layer, or a layer of
/// another base; malformed: what does not hold together when it is merged.
Result<RuleSet> resolve_rules(const InstrumentSet& instruments, const RuleChoice& choice);

/// format rogatory-rules/1; its canonical() bytes are what is frozen.
Json document_of(const RuleSet& rules);
/// Reads at most k_rules_size bytes of foreign rules: malformed unless law and machine hold together as their files
/// have to (instrument_file.hpp, machine_file.hpp), the machine being the one that came with them.
Result<RuleSet> parse_rules(ByteView canonical);
/// SHA-256 of the canonical bytes.
crypto::Sha256 hash_of(const RuleSet& rules);

/// Null where the instrument has none of that id.
const Limit* find_limit(const RuleSet& rules, std::string_view id);
const Ground* find_ground(const RuleSet& rules, std::string_view ground);
/// "ets24 16(4)", "cets212 14(1)(b)": how a rule is named to people.
std::string name_of(const RuleSet& rules, const Provision& provision);
/// Where it can be read: its own address, else that of its instrument's text. Empty for what is unverified,
/// and where the protocol it stands in is not at hand: the base's text does not have it.
std::string address_of(const InstrumentSet& instruments, const RuleSet& rules, const Provision& provision);

}  // namespace rogatory::request
