#include "registry/past_events.hpp"

#include "ledger/event.hpp"

namespace rogatory::registry {
namespace {

using crypto::age::Identity;
using ledger::CaseSource;
using ledger::Entry;
using ledger::EntryFiles;
using ledger::LogName;
using ledger::OpenedBody;

Result<std::optional<OpenedBody>> open_if_possible(const Entry& entry, const EntryFiles& files,
                                                   std::span<const Identity> identities) {
  if (!entry.body || !files.body) {
    return std::optional<OpenedBody>();
  }
  Result<OpenedBody> body =
      ledger::open_body(*files.body, *entry.body, {entry.case_id, entry.log, entry.seq}, identities);
  if (!body && body.error().code() == ErrorCode::wrong_key) {
    return std::optional<OpenedBody>();
  }
  ROG_TRY(body);
  return std::optional(*std::move(body));
}

Result<std::vector<LogName>> logs_in(CaseSource& source) {
  std::vector<std::string> strange;
  return source.logs(strange);
}

}  // namespace

Result<PastEvents> PastEvents::of(CaseSource& source, const std::string& authority,
                                  std::span<const Identity> identities) {
  PastEvents events(source, identities);
  ROG_TRY_ASSIGN(const std::vector<LogName> logs, logs_in(source));
  const LogName* newest = nullptr;
  for (const LogName& log : logs) {
    if (log.authority == authority && (newest == nullptr || log.number > newest->number)) {
      newest = &log;
    }
  }
  if (newest != nullptr) {
    ROG_TRY(events.go_to(*newest, std::nullopt));
  }
  return events;
}

Result<void> PastEvents::go_to(const LogName& log, std::optional<std::uint64_t> size) {
  if (size == 0U) {
    return {};
  }
  ROG_TRY_ASSIGN(m_log, m_source->open(log));
  if (size) {
    m_left = *size;
    return {};
  }
  ROG_TRY_ASSIGN(const ledger::LogListing listing, m_log->list());
  m_left = listing.entries;
  return {};
}

Result<std::optional<PastEvent>> PastEvents::next() {
  if (m_left == 0) {
    return std::optional<PastEvent>();
  }
  ROG_TRY_ASSIGN(const EntryFiles files, m_log->entry(--m_left));
  PastEvent event;
  ROG_TRY_ASSIGN(event.entry, Entry::parse(files.entry));
  ROG_TRY_ASSIGN(event.body, open_if_possible(event.entry, files, m_identities));
  if (m_left == 0 && event.entry.restart) {
    ROG_TRY(go_to(event.entry.restart->log, event.entry.restart->size));
  }
  return std::optional(std::move(event));
}

bool may_follow_closing(std::string_view type) {
  return type == ledger::CaseGranted::k_type || type == ledger::CaseRestored::k_type;
}

Result<std::optional<UtcTime>> closing_of(CaseSource& source, const std::string& authority,
                                          std::span<const Identity> identities) {
  ROG_TRY_ASSIGN(PastEvents events, PastEvents::of(source, authority, identities));
  for (;;) {
    ROG_TRY_ASSIGN(const std::optional<PastEvent> event, events.next());
    if (event && event->body && event->body->type == ledger::CaseClosed::k_type) {
      return std::optional(event->entry.made_at);
    }
    if (!event || !event->body || !may_follow_closing(event->body->type)) {
      return std::optional<UtcTime>();
    }
  }
}

Result<std::optional<std::string>> opener_of(CaseSource& source) {
  ROG_TRY_ASSIGN(const std::vector<LogName> logs, logs_in(source));
  for (const LogName& name : logs) {
    if (name.number != 1) {
      continue;
    }
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::LogSource> log, source.open(name));
    ROG_TRY_ASSIGN(const EntryFiles files, log->entry(0));
    ROG_TRY_ASSIGN(const Entry first, Entry::parse(files.entry));
    if (first.nonce) {
      return std::optional(name.authority);
    }
  }
  return std::optional<std::string>();
}

}  // namespace rogatory::registry
