// Reading the cases of a home for the inbox: each is verified and its stories are told in one pass.
#pragma once

#include "base/progress.hpp"
#include "registry/calendar_store.hpp"
#include "registry/case_keys.hpp"
#include "registry/inbox.hpp"
#include "registry/request_rules.hpp"

namespace rogatory::registry {

class InboxReader {
 public:
  /// Keeps references; all outlive it. `keys` may ask for a passphrase: once it was not given, nobody is asked again,
  /// and cases whose key it protects are read from outside.
  InboxReader(const Home& home, KeyRing& keys, const crypto::Trust& trust)
      : m_home(&home), m_trust(&trust), m_ring(home, keys), m_calendars(home) {}

  /// One case, its dates counted at `now`. not_found, malformed, failed; interrupted. That something in it does not
  /// verify is no error.
  Result<InboxCase> read(const ledger::CaseId& case_id, UtcTime now, Progress& progress);

 private:
  /// Who we are on a request, and our wall clock: as our card says it. Nothing where the card cannot be read.
  void look_at_ourselves(InboxCase& into);
  void tell_requests_into(InboxCase& into, const RequestLedger& ledger, UtcTime now);
  Result<CaseKeys> keys_of(const ledger::CaseId& case_id, InboxCase& into);

  const Home* m_home;
  const crypto::Trust* m_trust;
  CaseKeyRing m_ring;
  Calendars m_calendars;
  RuleBook m_rules;
  bool m_is_locked = false;
};

}  // namespace rogatory::registry
