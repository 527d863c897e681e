// The members of an entry, written and read (ledger/entry.hpp has their grammar). A reader's rejections say which
// member and why; the first one counts.
#pragma once

#include "base/json.hpp"
#include "ledger/entry.hpp"

namespace rogatory::ledger {

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

}  // namespace rogatory::ledger
