#include "registry/custody_reading.hpp"

#include <set>

#include "registry/past_events.hpp"

namespace rogatory::registry {

using ledger::CustodyEntry;
using ledger::ExhibitId;

Result<std::vector<CustodyEntry>> read_custody(ledger::CaseSource& source,
                                               std::span<const crypto::age::Identity> identities) {
  std::vector<std::string> strange;
  ROG_TRY_ASSIGN(const std::vector<ledger::LogName> logs, source.logs(strange));
  std::set<std::string> authorities;
  for (const ledger::LogName& log : logs) {
    authorities.insert(log.authority);
  }
  std::vector<CustodyEntry> entries;
  for (const std::string& authority : authorities) {
    ROG_TRY_ASSIGN(PastEvents events, PastEvents::of(source, authority, identities));
    for (;;) {
      const Result<std::optional<PastEvent>> told = events.next();
      if (!told && told.error().code() == ErrorCode::findings) {
        continue;  // a body that verify names; nobody keeps us from writing with one
      }
      ROG_TRY(told);
      const std::optional<PastEvent>& event = *told;
      if (!event) {
        break;
      }
      entries.push_back(ledger::custody_entry(event->entry, event->body ? &*event->body : nullptr));
    }
  }
  return entries;
}

Result<ExhibitId> exhibit_named(const std::string& which, const std::string& ourselves) {
  const bool is_bare = which.find(':') == std::string::npos;
  Result<ExhibitId> exhibit = ExhibitId::parse(is_bare ? ourselves + ":" + which : which);
  if (!exhibit) {
    return fail(Error(ErrorCode::usage, "not an exhibit: " + which)
                    .next("write its number where it is ours, or AUTHORITY:NUMBER"));
  }
  return exhibit;
}

Error no_such_exhibit(const ExhibitId& exhibit) {
  return Error(ErrorCode::not_found, "there is no exhibit " + exhibit.text() + " in this case")
      .next("rogatory exhibit list CASE names those that there are, and says how many entries no key opens");
}

Result<const ledger::ExhibitStory*> find_exhibit(const ledger::CustodyTable& table, const ExhibitId& exhibit) {
  const auto found = table.find(exhibit);
  if (found == table.end()) {
    return fail(no_such_exhibit(exhibit));
  }
  return &found->second;
}

}  // namespace rogatory::registry
