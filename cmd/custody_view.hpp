// How custody is told: to people and as JSON.
#pragma once

#include "cmd/context.hpp"
#include "registry/custody_writing.hpp"

namespace rogatory::cmd {

/// "held by Lt. Martin of fr-ca, at store 2, seal 4471". Foreign text.
std::string told(const ledger::CustodyState& state);
/// {"custodian"?:{"authority"?,"name"?},"place"?,"seal"?,"state"}
Json document_of(const ledger::CustodyState& state);

/// "fr-ca:3, fr-ca:7"
std::string entry_list(const std::vector<ledger::EntryRef>& entries);
Json entry_array(const std::vector<ledger::EntryRef>& entries);

/// "gap: hashed by … (fr-ca:3, fr-ca:7)", and which entries explain it. Foreign text.
std::string told(const ledger::CustodyFinding& finding);
Json document_of(const std::vector<ledger::CustodyFinding>& findings);

/// What was entered of one exhibit: the entry, how things stand now, and a warning for each finding that rests on it.
/// The document is {"authority","case","entry","exhibit","findings","log","now","officer","seq","type"}.
void show_written(Context& context, const registry::Home& home, const ledger::CaseId& case_id,
                  const std::string& officer, const registry::WrittenCustody& written);
Json::Object written_document(const registry::Home& home, const ledger::CaseId& case_id, const std::string& officer,
                              const registry::WrittenCustody& written);

}  // namespace rogatory::cmd
