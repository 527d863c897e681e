#include "registry/exhibit_reading.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "ledger/custody_entry.hpp"
#include "registry/custody_index.hpp"
#include "registry/custody_reading.hpp"

namespace rogatory::registry {
namespace {

using ledger::CustodyEntry;
using ledger::EntryRef;
using ledger::ExhibitId;
using ledger::ExhibitRow;
using ledger::ExhibitStory;

/// The index of the home where the case has a place in it, on what is there now.
struct IndexPlace {
  Home home;
  Database index;
  ledger::CaseId case_id;
  crypto::Sha256 basis;
};

void note_failure(const Home& home, const Error& error) {
  base::log(base::LogLevel::info, "index.unused", error.sentence());
  if (error.code() == ErrorCode::malformed) {
    static_cast<void>(remove_index(home));  // the next one begins it anew
  }
}

/// Nothing where there is none to use: a clone, keys of somebody else, a home that is locked, an index that fails.
std::optional<IndexPlace> index_for(const CaseAccess& access) {
  if (!access.index) {
    return std::nullopt;
  }
  const IndexAccess& at = *access.index;
  const auto open = [&]() -> Result<IndexPlace> {
    ROG_TRY_ASSIGN(const crypto::Sha256 basis, custody_basis(access, at));
    ROG_TRY_ASSIGN(Database index, open_index(at.home, at.key));
    return IndexPlace{.home = at.home, .index = std::move(index), .case_id = at.case_id, .basis = basis};
  };
  Result<IndexPlace> place = open();
  if (!place) {
    note_failure(at.home, place.error());
    return std::nullopt;
  }
  return *std::move(place);
}

CustodyVerdict verdict_of(const IndexedCase& known) {
  CustodyVerdict verdict{.report = {}, .unread = known.unread, .verified_at = known.verified_at, .from_index = true};
  verdict.report.verdict = base::Verdict::pass;
  return verdict;
}

/// A case that has been verified just now.
struct FreshCase {
  CustodyVerdict verdict;
  std::vector<CustodyEntry> entries;      ///< that count
  std::vector<ledger::EntryHash> hashes;  ///< of each of them
  std::vector<const CustodyEntry*> ordered;
  ledger::CustodyTable table;
  std::map<ledger::LogName, std::uint64_t> witnessed;  ///< entries below it are covered by another authority's log

  [[nodiscard]] bool is_witnessed(const EntryRef& entry) const {
    const auto log = witnessed.find(entry.log);
    return log != witnessed.end() && entry.seq < log->second;
  }
};

Result<FreshCase> verify_afresh(const CaseAccess& access, const Clock& clock, Progress& progress) {
  FreshCase fresh;
  fresh.verdict.verified_at = clock.now();
  const auto take = [&](const ledger::SeenEntry& seen) -> Result<void> {
    if (seen.counts) {
      fresh.entries.push_back(ledger::custody_entry(seen.entry, seen.body));
      fresh.hashes.push_back(seen.files.hash());
      fresh.verdict.unread += seen.entry.body && seen.body == nullptr ? 1U : 0U;
    }
    return {};
  };
  ROG_TRY_ASSIGN(
      fresh.verdict.report,
      ledger::verify_case(
          *access.source,
          {.trust = access.trust, .identities = access.identities, .expected = access.case_id, .forked = access.forked},
          take, progress));
  for (const ledger::LogReport& log : fresh.verdict.report.logs) {
    fresh.witnessed[log.log] = log.witnessed();
  }
  fresh.ordered = ledger::in_causal_order(fresh.entries);
  fresh.table = ledger::fold_in_order(fresh.ordered);
  return fresh;
}

/// What each exhibit rests on, in order.
std::map<ExhibitId, std::vector<StoryEntry>> entries_by_exhibit(const FreshCase& fresh) {
  std::map<ExhibitId, std::vector<StoryEntry>> found;
  for (const CustodyEntry* const entry : fresh.ordered) {
    if (const std::optional<ExhibitId> exhibit = ledger::exhibit_of(*entry)) {
      const auto place = static_cast<std::size_t>(entry - fresh.entries.data());
      found[*exhibit].push_back({.entry = entry->point.entry,
                                 .hash = fresh.hashes[place],
                                 .witnessed = fresh.is_witnessed(entry->point.entry)});
    }
  }
  return found;
}

ExhibitRow row_of(const ExhibitId& exhibit, const ExhibitStory& story, const std::vector<StoryEntry>& entries) {
  ExhibitRow row{.exhibit = exhibit,
                 .title = {},
                 .kind = {},
                 .now = story.now,
                 .findings = story.findings.size(),
                 .steps = story.steps.size(),
                 .witnessed = std::ranges::all_of(entries, &StoryEntry::witnessed)};
  if (story.registered) {
    row.title = story.registered->event.title;
    row.kind = story.registered->event.kind;
  }
  return row;
}

std::vector<IndexedExhibit> exhibits_of(const FreshCase& fresh) {
  std::map<ExhibitId, std::vector<StoryEntry>> entries = entries_by_exhibit(fresh);
  std::vector<IndexedExhibit> exhibits;
  exhibits.reserve(fresh.table.size());
  for (const auto& [exhibit, story] : fresh.table) {
    std::vector<StoryEntry>& rests_on = entries[exhibit];
    exhibits.push_back({.row = row_of(exhibit, story, rests_on), .entries = std::move(rests_on)});
  }
  return exhibits;
}

/// Only what passed and was read whole is kept: anything else is looked at again and told in full each time. A story
/// rests on the entries that nobody here can read, too (ledger/custody.hpp), and an index knows nothing of those.
void keep(std::optional<IndexPlace>& place, const FreshCase& fresh, const std::vector<IndexedExhibit>& exhibits) {
  if (!place) {
    return;
  }
  const IndexedCase known{.verified_at = fresh.verdict.verified_at, .unread = fresh.verdict.unread};
  const Result<void> kept = fresh.verdict.report.exit_status() == 0 && fresh.verdict.unread == 0
                                ? store_case(place->index, place->case_id, place->basis, known, exhibits)
                                : forget_case(place->index, place->case_id);
  if (!kept) {
    note_failure(place->home, kept.error());
  }
}

Result<std::optional<CustodyVerdict>> list_from(IndexPlace& place, ExhibitRows& rows) {
  ROG_TRY_ASSIGN(Transaction moment, Transaction::begin(place.index, Transaction::Kind::reading));
  ROG_TRY_ASSIGN(const std::optional<FoundCase> found, find_case_in(place.index, place.case_id, place.basis));
  if (!found) {
    return std::optional<CustodyVerdict>();
  }
  rows.begin();
  ROG_TRY(load_rows(place.index, *found, [&rows](const ExhibitRow& row) { rows.take(row); }));
  return std::optional(verdict_of(found->known));
}

/// Reads the entries of one story again; each must be the one that was verified.
Result<std::vector<CustodyEntry>> read_story(const CaseAccess& access, const std::vector<StoryEntry>& entries) {
  std::map<ledger::LogName, std::unique_ptr<ledger::LogSource>> logs;
  std::vector<CustodyEntry> read;
  for (const StoryEntry& wanted : entries) {
    std::unique_ptr<ledger::LogSource>& log = logs[wanted.entry.log];
    if (!log) {
      ROG_TRY_ASSIGN(log, access.source->open(wanted.entry.log));
    }
    ROG_TRY_ASSIGN(const ledger::EntryFiles files, log->entry(wanted.entry.seq));
    if (files.hash() != wanted.hash) {
      return fail(ErrorCode::altered, "entry " + wanted.entry.text() + " is not the one that was verified");
    }
    ROG_TRY_ASSIGN(const ledger::Entry entry, ledger::Entry::parse(files.entry));
    if (!entry.body || !files.body) {
      return fail(ErrorCode::altered, "entry " + wanted.entry.text() + " has no body");
    }
    ROG_TRY_ASSIGN(
        const ledger::OpenedBody body,
        ledger::open_body(*files.body, *entry.body, {entry.case_id, entry.log, entry.seq}, access.identities));
    read.push_back(ledger::custody_entry(entry, &body));
  }
  return read;
}

/// Nothing where the case is not there on what is now. not_found: it is, and has no such exhibit.
Result<std::optional<ToldExhibit>> tell_from(const CaseAccess& access, IndexPlace& place, const ExhibitId& exhibit) {
  ROG_TRY_ASSIGN(const std::optional<FoundCase> found, find_case_in(place.index, place.case_id, place.basis));
  if (!found) {
    return std::optional<ToldExhibit>();
  }
  ROG_TRY_ASSIGN(const std::vector<StoryEntry> rests_on, load_story(place.index, *found, exhibit));
  if (rests_on.empty()) {
    return fail(no_such_exhibit(exhibit));
  }
  ROG_TRY_ASSIGN(const std::vector<CustodyEntry> entries, read_story(access, rests_on));
  std::vector<const CustodyEntry*> ordered;
  std::ranges::transform(entries, std::back_inserter(ordered), [](const CustodyEntry& entry) { return &entry; });
  ledger::CustodyTable table = ledger::fold_in_order(ordered);
  const auto story = table.find(exhibit);
  if (story == table.end()) {
    return std::optional<ToldExhibit>();
  }
  ToldExhibit told{
      .verdict = verdict_of(found->known), .exhibit = exhibit, .story = std::move(story->second), .alone = {}};
  for (const StoryEntry& entry : rests_on) {
    if (!entry.witnessed) {
      told.alone.insert(entry.entry);
    }
  }
  return std::optional(std::move(told));
}

/// What came out of the index, if anything; where it failed, `place` is that of one begun anew, if there can be one.
template <class T>
std::optional<T> what_there_is(const CaseAccess& access, std::optional<IndexPlace>& place,
                               Result<std::optional<T>> found) {
  if (found) {
    return *std::move(found);
  }
  if (place) {
    note_failure(place->home, found.error());
  }
  place = index_for(access);
  return std::nullopt;
}

/// The exhibit that is meant by a bare number: ours, or the opener's where nobody is at home.
Result<ExhibitId> exhibit_meant(const CaseAccess& access, const std::string& which, const FreshCase& fresh) {
  return exhibit_named(which, access.home ? access.home->authority() : fresh.verdict.report.opener.value_or(""));
}

}  // namespace

Result<CustodyVerdict> list_exhibits(const CaseAccess& access, ExhibitRows& rows, const Clock& clock,
                                     Progress& progress) {
  std::optional<IndexPlace> place = index_for(access);
  if (place) {
    if (std::optional<CustodyVerdict> listed = what_there_is(access, place, list_from(*place, rows))) {
      return *std::move(listed);
    }
  }
  ROG_TRY_ASSIGN(FreshCase fresh, verify_afresh(access, clock, progress));
  const std::vector<IndexedExhibit> exhibits = exhibits_of(fresh);
  keep(place, fresh, exhibits);
  rows.begin();
  for (const IndexedExhibit& exhibit : exhibits) {
    rows.take(exhibit.row);
  }
  return std::move(fresh.verdict);
}

Result<ToldExhibit> tell_exhibit(const CaseAccess& access, const std::string& which, const Clock& clock,
                                 Progress& progress) {
  std::optional<IndexPlace> place = index_for(access);
  if (place) {
    ROG_TRY_ASSIGN(const ExhibitId exhibit, exhibit_named(which, place->home.authority()));
    Result<std::optional<ToldExhibit>> told = tell_from(access, *place, exhibit);
    if (!told && told.error().code() == ErrorCode::not_found) {
      return fail(std::move(told).error());
    }
    if (std::optional<ToldExhibit> there = what_there_is(access, place, std::move(told))) {
      return *std::move(there);
    }
  }
  ROG_TRY_ASSIGN(FreshCase fresh, verify_afresh(access, clock, progress));
  keep(place, fresh, exhibits_of(fresh));
  ROG_TRY_ASSIGN(const ExhibitId exhibit, exhibit_meant(access, which, fresh));
  ROG_TRY_ASSIGN(const ExhibitStory* const story, find_exhibit(fresh.table, exhibit));
  ToldExhibit told{.verdict = std::move(fresh.verdict), .exhibit = exhibit, .story = *story, .alone = {}};
  for (const CustodyEntry& entry : fresh.entries) {
    if (ledger::exhibit_of(entry) == exhibit && !fresh.is_witnessed(entry.point.entry)) {
      told.alone.insert(entry.point.entry);
    }
  }
  return told;
}

}  // namespace rogatory::registry
