// The members of an entry, written and read (ledger/entry.hpp has their grammar). A reader's rejections say which
// member and why; the first one counts.
#pragma once

#include "base/json.hpp"
#include "ledger/entry.hpp"

namespace rogatory::ledger {

constexpr std::size_t k_most_logs = 256;
constexpr std::uint64_t k_smallest_body_file = 512;  // salt, one block of body and age's header never are less
constexpr std::int64_t k_most_seconds_behind = std::int64_t{400} * 366 * 86400;

Json body_json(const BodyRef& body);
Json heads_json(const Heads& heads);
Json parties_json(const std::vector<Party>& parties);
Json recipients_json(const std::map<std::string, crypto::age::Recipient>& recipients);
Json restart_json(const Restart& restart);

std::optional<BodyRef> read_body(base::JsonReader& reader);
Heads read_heads(base::JsonReader& reader);
std::string read_officer(base::JsonReader& reader);
std::optional<std::vector<Party>> read_parties(base::JsonReader& reader);
std::optional<EntryHash> read_prev(base::JsonReader& reader);
std::optional<std::map<std::string, crypto::age::Recipient>> read_recipients(base::JsonReader& reader);
std::optional<Restart> read_restart(base::JsonReader& reader);

/// What Entry::parse does with those that scan_entry (entry_scan.hpp) leaves to it.
Result<Entry> read_entry(ByteView bytes);

}  // namespace rogatory::ledger
