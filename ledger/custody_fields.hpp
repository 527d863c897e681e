// The members of custody events that have members themselves, written and read (ledger/custody_event.hpp has their
// grammar). A reader's rejections say which member and why; the first one counts.
#pragma once

#include "ledger/custody_event.hpp"

namespace rogatory::ledger {

Result<HashScope> parse_hash_scope(std::string_view text);
Result<HashAlgorithm> parse_hash_algorithm(std::string_view text);
/// How many hexadecimal digits a hash has.
std::size_t digits_of(HashAlgorithm algorithm);
bool is_value_of(HashAlgorithm algorithm, std::string_view value);

Json person_json(const Person& person);
Json time_json(const HappenedAt& time);
Json hashes_json(const std::vector<ScopedHash>& hashes);
Json method_json(const Method& method);
Json seal_json(const SealSeen& seal);

Person read_actor(base::JsonReader& reader);
/// A counterpart, or whoever else may be of another authority.
std::optional<Person> read_person(base::JsonReader& reader, std::string_view key);
HappenedAt read_happened_at(base::JsonReader& reader);
std::vector<ScopedHash> read_hashes(base::JsonReader& reader);
std::optional<Method> read_method(base::JsonReader& reader);
std::optional<SealSeen> read_seal(base::JsonReader& reader);
/// Absent, or true: false would be a second spelling of absent.
bool read_mark(base::JsonReader& reader, std::string_view key);

}  // namespace rogatory::ledger
