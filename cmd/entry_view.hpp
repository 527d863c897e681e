// How a command tells what it wrote into a case.
#pragma once

#include "cmd/context.hpp"
#include "ledger/event.hpp"
#include "registry/case_writing.hpp"

namespace rogatory::cmd {

/// Warns where the log's last entry lies ahead of the clock: the new one had to repeat its time.
void warn_of_clock(Ui& ui, const ledger::Appended& appended);

/// {"authority","case","entry","log","officer","seq"}: what every command that writes says.
Json::Object entry_document(const registry::Home& home, const ledger::CaseId& case_id, const std::string& officer,
                            const registry::WrittenEvent& written);

/// A key that an entry says is given.
struct GrantedKey {
  const ledger::CaseId& case_id;
  const std::string& officer;
  const ledger::CaseGranted& event;
  const registry::WrittenEvent& written;
  const crypto::age::Identity& identity;
};
/// Prints it so that `> FILE` is an identity file for age -i; what it is stands before it as comments.
Result<int> show_granted_key(Context& context, const registry::Home& home, const GrantedKey& key);

}  // namespace rogatory::cmd
