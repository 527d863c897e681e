// What one authority wrote in a case, from the newest entry back to its first, over restarts of its log: of a log that
// was given up only the entries that count.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "ledger/body.hpp"
#include "ledger/log_source.hpp"

namespace rogatory::registry {

struct PastEvent {
  ledger::Entry entry;
  std::optional<ledger::OpenedBody> body;  ///< absent: none, or no key at hand opens it
};

class PastEvents {
 public:
  /// Keeps references to both. Begins at the newest log of the authority in `source`; where it has none, there are no
  /// events.
  static Result<PastEvents> of(ledger::CaseSource& source, const std::string& authority,
                               std::span<const crypto::age::Identity> identities);
  /// The one before; nothing where the first was told. Entries are parsed and their bodies opened, signatures are not
  /// looked at: incomplete, malformed, findings.
  Result<std::optional<PastEvent>> next();

 private:
  PastEvents(ledger::CaseSource& source, std::span<const crypto::age::Identity> identities)
      : m_source(&source), m_identities(identities) {}
  Result<void> go_to(const ledger::LogName& log, std::optional<std::uint64_t> size);

  ledger::CaseSource* m_source;
  std::span<const crypto::age::Identity> m_identities;
  std::unique_ptr<ledger::LogSource> m_log;
  std::uint64_t m_left = 0;  // of m_log
};

/// Whether an event may still be written by who closed the case: a key that is handed out, a log that goes on.
bool may_follow_closing(std::string_view type);

/// When the authority closed the case, or its part in it; nothing where it did not, or where no key at hand says so.
Result<std::optional<UtcTime>> closing_of(ledger::CaseSource& source, const std::string& authority,
                                          std::span<const crypto::age::Identity> identities);

/// Who opened the case: the authority whose first entry has the nonce. Nothing where its log is not there.
Result<std::optional<std::string>> opener_of(ledger::CaseSource& source);

}  // namespace rogatory::registry
