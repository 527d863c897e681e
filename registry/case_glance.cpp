#include <algorithm>

#include "ledger/body.hpp"
#include "registry/cases.hpp"
#include "registry/past_events.hpp"

namespace rogatory::registry {
namespace {

using crypto::age::Identity;
using ledger::CaseSource;
using ledger::Entry;
using ledger::EntryFiles;
using ledger::LogName;
using ledger::LogSource;

/// One log that is being looked at.
struct Look {
  LogName log;
  std::unique_ptr<LogSource> source;
  std::uint64_t entries = 0;
};

Result<Entry> entry_at(LogSource& log, std::uint64_t seq) {
  ROG_TRY_ASSIGN(const EntryFiles files, log.entry(seq));
  return Entry::parse(files.entry);
}

/// The opener's first entry carries the nonce that the case's id is made of, and says what the case is called.
Result<void> look_at_opening(Look& look, const Entry& first, std::span<const Identity> identities, CaseGlance& glance) {
  glance.id = first.case_id;
  glance.opener = first.log.authority;
  glance.opened_at = first.made_at;
  ROG_TRY_ASSIGN(const EntryFiles files, look.source->entry(0));
  if (!first.body || !files.body) {
    return {};
  }
  Result<ledger::OpenedBody> body =
      ledger::open_body(*files.body, *first.body, {first.case_id, first.log, 0}, identities);
  if (!body && body.error().code() == ErrorCode::wrong_key) {
    return {};
  }
  ROG_TRY(body);
  if (body->type == ledger::CaseOpened::k_type) {
    ROG_TRY_ASSIGN(glance.opened, ledger::CaseOpened::parse(body->fields));
  }
  return {};
}

/// The lists grow: the last entry that has one is right.
Result<void> look_at_lists(Look& look, std::uint64_t entries, CaseGlance& glance) {
  for (std::uint64_t seq = 0; seq < entries; ++seq) {
    ROG_TRY_ASSIGN(const Entry entry, entry_at(*look.source, seq));
    glance.parties = entry.parties.value_or(std::move(glance.parties));
    glance.recipients = entry.recipients.value_or(std::move(glance.recipients));
  }
  return {};
}

}  // namespace

Result<CaseGlance> glance_at(CaseSource& source, std::span<const Identity> identities, Lists lists) {
  std::vector<std::string> strange;
  ROG_TRY_ASSIGN(const std::vector<LogName> names, source.logs(strange));
  CaseGlance glance;
  for (const LogName& name : names) {
    Look look{.log = name, .source = nullptr, .entries = 0};
    ROG_TRY_ASSIGN(look.source, source.open(name));
    ROG_TRY_ASSIGN(const ledger::LogListing listing, look.source->list());
    look.entries = listing.entries;
    LogGlance seen{.log = name, .entries = look.entries, .last_made_at = std::nullopt};
    if (look.entries > 0) {
      ROG_TRY_ASSIGN(const Entry first, entry_at(*look.source, 0));
      ROG_TRY_ASSIGN(const Entry last, entry_at(*look.source, look.entries - 1));
      seen.last_made_at = last.made_at;
      if (first.nonce) {
        ROG_TRY(look_at_opening(look, first, identities, glance));
      }
      if (first.nonce || name.authority == glance.opener) {
        ROG_TRY(look_at_lists(look, lists == Lists::newest ? look.entries : 1, glance));
      }
    }
    glance.logs.push_back(std::move(seen));
  }
  for (const LogName& name : names) {
    ROG_TRY_ASSIGN(const std::optional<UtcTime> closed, closing_of(source, name.authority, identities));
    if (closed) {
      glance.closed.emplace(name.authority, *closed);
    }
  }
  if (glance.opener.empty()) {
    return fail(Error(ErrorCode::incomplete, "no log of this case has the opener's first entry")
                    .because("that entry says which case it is, who takes part and which keys there are")
                    .next("rogatory ledger verify says what is there; ask the authority that opened it for its log"));
  }
  return glance;
}

std::optional<ledger::CaseId> case_of(CaseSource& source) {
  std::vector<std::string> strange;
  const Result<std::vector<LogName>> logs = source.logs(strange);
  for (const LogName& log : logs.value_or(std::vector<LogName>())) {
    const Result<std::unique_ptr<LogSource>> opened = source.open(log);
    const Result<Entry> entry = opened ? entry_at(**opened, 0) : Result<Entry>(fail(opened.error()));
    if (entry) {
      return entry->case_id;
    }
  }
  return std::nullopt;
}

}  // namespace rogatory::registry
