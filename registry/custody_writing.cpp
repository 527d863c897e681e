#include "registry/custody_writing.hpp"

#include <algorithm>
#include <set>

#include "ledger/event.hpp"

namespace rogatory::registry {
namespace {

using ledger::CustodyEntry;
using ledger::CustodyFinding;
using ledger::CustodyTable;
using ledger::EntryRef;
using ledger::ExhibitEvent;

/// The entries as they now stand in the log.
std::vector<CustodyEntry> told_by(const ledger::OwnLog& log, const ledger::Appended& appended,
                                  const std::string& officer, const std::vector<ExhibitEvent>& events) {
  std::vector<CustodyEntry> entries;
  const std::optional<ledger::Entry> last = log.last();
  const UtcTime made_at = last ? last->made_at : UtcTime{};
  for (const ExhibitEvent& event : events) {
    CustodyEntry entry{
        .point = {.entry = {.log = log.name(), .seq = appended.first + entries.size()}, .made_at = made_at, .seen = {}},
        .officer = officer,
        .event = {}};
    for (const auto& [name, head] : log.heads()) {
      entry.point.seen.emplace(name, head.size);
    }
    std::visit([&](const auto& one) { entry.event = one; }, event);
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// What has just been handed over waits for its second signature: that is no news.
bool is_pending(const CustodyFinding& finding, const ledger::ExhibitStory& story) {
  return finding.fault == ledger::CustodyFault::unconfirmed && finding.entries.size() == 1 &&
         story.now.state == ledger::ExhibitState::in_transit;
}

bool rests_on(const CustodyFinding& finding, const ledger::LogName& log, std::uint64_t first) {
  return std::ranges::any_of(finding.entries,
                             [&](const EntryRef& entry) { return entry.log == log && entry.seq >= first; });
}

std::vector<CustodyFinding> findings_on(const CustodyTable& table, const ledger::LogName& log, std::uint64_t first) {
  std::vector<CustodyFinding> findings;
  for (const auto& [exhibit, story] : table) {
    for (const CustodyFinding& finding : story.findings) {
      if (rests_on(finding, log, first) && !is_pending(finding, story)) {
        findings.push_back(finding);
      }
    }
  }
  return findings;
}

/// Whether it is what every reader takes: an act without what it needs, a text that is too long.
Result<void> check_form(const std::string& type, const Json::Object& fields) {
  if (const Result<bool> form = ledger::check_event(type, fields); !form) {
    return fail(Error(ErrorCode::usage, form.error().sentence())
                    .next("rogatory-custody(1) says what an act needs; a text has at most 16 KiB"));
  }
  return {};
}

}  // namespace

Result<WrittenCustody> write_custody(CaseWriter& writer, const std::string& compartment, const Clock& clock,
                                     const CustodyPlan& plan) {
  ROG_TRY_ASSIGN(ledger::OwnLog log, writer.take_log());
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, writer.source());
  ROG_TRY_ASSIGN(std::vector<CustodyEntry> entries, read_custody(*source, writer.held().identities));
  ROG_TRY_ASSIGN(std::vector<ExhibitEvent> events, plan(ledger::fold_custody(entries)));
  // Once for all: to find the recipient takes longer than all else that is done here to an event.
  ROG_TRY_ASSIGN(const auto held, writer.compartment(compartment));
  std::vector<ledger::EntryDraft> drafts;
  drafts.reserve(events.size());
  std::set<std::string> checked;
  for (const ExhibitEvent& event : events) {
    const std::string type = ledger::type_of(event);
    Json::Object fields = ledger::fields_of(event);
    ROG_TRY(check_form(type, fields));
    if (checked.insert(type).second) {
      ROG_TRY(writer.check_open(type));  // reads the log; a table has thousands of events of few types
    }
    drafts.emplace_back().body = ledger::EntryDraft::BodyDraft{
        .type = type, .fields = std::move(fields), .compartment = held.first, .recipient = held.second};
  }
  ROG_TRY_ASSIGN(const ledger::Appended appended, log.append(drafts, clock));
  std::ranges::move(told_by(log, appended, writer.signers().officer().id, events), std::back_inserter(entries));
  WrittenCustody written{.written = {.log = log.name(), .appended = appended},
                         .events = std::move(events),
                         .table = ledger::fold_custody(entries),
                         .findings = {}};
  written.findings = findings_on(written.table, log.name(), appended.first);
  return written;
}

Result<ledger::ExhibitId> new_exhibit(const CustodyTable& table, const std::string& authority,
                                      std::optional<std::uint64_t> wanted) {
  std::uint64_t highest = 0;
  for (const auto& [exhibit, story] : table) {
    if (exhibit.authority == authority) {
      highest = std::max(highest, exhibit.number);
    }
  }
  ledger::ExhibitId exhibit{.authority = authority, .number = wanted.value_or(highest + 1)};
  if (table.contains(exhibit) || exhibit.number > ledger::k_most_exhibits) {
    return fail(Error(ErrorCode::refused, "the number " + std::to_string(exhibit.number) + " cannot be given")
                    .because(table.contains(exhibit) ? "there is an exhibit of this number"
                                                     : "an authority has at most 999,999 exhibits in a case")
                    .next("leave out --number to take the next one"));
  }
  return exhibit;
}

}  // namespace rogatory::registry
