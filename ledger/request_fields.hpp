// The members of request events that have members themselves, written and read (ledger/request_event.hpp has their
// grammar). A reader's rejections say which member and why; the first one counts.
#pragma once

#include "ledger/request_event.hpp"

namespace rogatory::ledger {

Json request_authority_json(const RequestAuthority& authority);
Json told_by_json(const ToldBy& told);
Json request_documents_json(const std::vector<RequestDocument>& documents);
Json entry_refs_json(const std::vector<EntryRef>& entries);

RequestAuthority read_request_authority(base::JsonReader& reader, std::string_view key);
ToldBy read_told_by(base::JsonReader& reader);
std::vector<RequestDocument> read_request_documents(base::JsonReader& reader);
std::vector<EntryRef> read_entry_refs(base::JsonReader& reader, std::string_view key);
/// Texts in the order in which they are; not empty where it is there.
std::vector<std::string> read_text_list(base::JsonReader& reader, std::string_view key);
/// By their sub-paragraphs, e.g. "12(2)(a)".
std::map<std::string, std::string> read_request_texts(base::JsonReader& reader);
std::string read_request_id(base::JsonReader& reader);
std::string read_request_role(base::JsonReader& reader);

/// [a-z][a-z0-9_]{0,63}: a name of an event, a machine, a kind.
bool is_request_word(std::string_view text);

}  // namespace rogatory::ledger
