#include "ledger/custody.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "ledger/custody_story.hpp"

namespace rogatory::ledger {
namespace {

/// Which corrections point at an entry, in order.
using Corrections = std::map<EntryRef, std::vector<EntryRef>>;

std::vector<EntryRef> corrections_of(const Corrections& corrections, const EntryRef& entry) {
  const auto found = corrections.find(entry);
  return found == corrections.end() ? std::vector<EntryRef>() : found->second;
}

/// One exhibit while its entries come.
class Story {
 public:
  Story() = default;
  Story(const Story&) = delete;  // m_findings points into it
  Story& operator=(const Story&) = delete;

  void add(const CustodyEntry& entry, const ExhibitRegistered& event) {
    if (entry.point.entry.log.authority != event.exhibit.authority) {
      m_findings.add(CustodyFault::registration,
                     "registered by " + entry.point.entry.log.authority + ", whose it is not", {entry.point.entry});
    } else if (m_story.registered) {
      m_findings.add(CustodyFault::registration, "registered once more, as " + event.title,
                     {m_story.registered->entry, entry.point.entry});
    } else {
      m_story.registered = Registration{
          .entry = entry.point.entry, .made_at = entry.point.made_at, .officer = entry.officer, .event = event};
    }
  }

  /// So many entries before the next one could not be read, whatever they tell.
  void pass_unread(std::uint64_t unread) {
    if (unread > m_unread) {
      m_movement.doubt();
      m_marks.doubt();
      m_unread = unread;
    }
  }

  void add(const CustodyEntry& entry, const CustodyEvent& event) {
    const ToldAct act{
        .entry = entry.point.entry, .made_at = entry.point.made_at, .officer = entry.officer, .event = event};
    const std::optional<EntryRef> ended = m_movement.ended();
    if (ended && !row_of(event.act).may_follow_end) {
      m_findings.add(
          CustodyFault::after_end,
          std::string(text_of(event.act)) + " by " + act.actor().text() + " after there was nothing left of it",
          {*ended, act.entry});
    } else {
      const std::optional<ExhibitKind> kind =
          m_story.registered ? std::optional(m_story.registered->event.kind) : std::nullopt;
      m_movement.take(act, m_story.now, m_findings);
      m_marks.take(act, kind, m_story.now, m_findings);
    }
    step(entry, event);
  }

  void add(const CustodyEntry& entry, const CustodyCorrection& event) { step(entry, event); }

  void add(const CustodyEntry& entry, const ExhibitLinked& event) {
    if (const auto* from = std::get_if<LinkedFrom>(&event.other)) {
      begin(entry.point.entry, event.exhibit, *from);
    }
    step(entry, event);
  }

  /// `may_be_registered`: entries of its authority could not be read.
  ExhibitStory finish(const Corrections& corrections, bool may_be_registered) {
    const bool was_said = std::ranges::count(m_story.findings, CustodyFault::registration, &CustodyFinding::fault) > 0;
    if (!m_story.registered && !was_said && !may_be_registered && !m_story.steps.empty()) {
      m_findings.add(CustodyFault::registration, "no entry of its authority registers it",
                     {m_story.steps.front().entry});
    }
    m_movement.finish(m_findings);
    m_story.lender = m_movement.lender();
    m_story.hashes = m_marks.hashes();
    m_story.has_working_copy = m_marks.has_copy();
    if (m_story.registered) {
      m_story.registered->corrections = corrections_of(corrections, m_story.registered->entry);
    }
    for (CustodyStep& told : m_story.steps) {
      told.corrections = corrections_of(corrections, told.entry);
    }
    for (CustodyFinding& finding : m_story.findings) {
      for (const EntryRef& entry : finding.entries) {
        std::ranges::copy(corrections_of(corrections, entry), std::back_inserter(finding.corrections));
      }
    }
    return std::move(m_story);
  }

 private:
  /// Custody as it stood in another case, once and by the exhibit's own authority.
  void begin(const EntryRef& entry, const ExhibitId& exhibit, const LinkedFrom& from) {
    if (entry.log.authority != exhibit.authority) {
      m_findings.add(CustodyFault::registration,
                     "linked from another case by " + entry.log.authority + ", whose it is not", {entry});
    } else if (m_linked) {
      m_findings.add(CustodyFault::registration, "linked from another case once more", {*m_linked, entry});
    } else if (const std::optional<EntryRef> ended = m_movement.ended()) {
      m_findings.add(CustodyFault::after_end, "linked from another case after there was nothing left of it",
                     {*ended, entry});
    } else {
      const ToldLink link{.entry = entry, .custody = from.custody};
      m_linked = entry;
      m_movement.take(link, m_story.now, m_findings);
      m_marks.take(link, m_story.now);
    }
  }

  template <class Event>
  void step(const CustodyEntry& entry, const Event& event) {
    m_story.steps.push_back({.entry = entry.point.entry,
                             .made_at = entry.point.made_at,
                             .officer = entry.officer,
                             .event = event,
                             .after = m_story.now});
  }

  ExhibitStory m_story;
  Findings m_findings{m_story.findings};
  Movement m_movement;
  Marks m_marks;
  std::optional<EntryRef> m_linked;  // from another case
  std::uint64_t m_unread = 0;
};

class Fold {
 public:
  void add(const CustodyEntry& entry) {
    if (entry.is_unread) {
      ++m_unread;
      m_unread_by.insert(entry.point.entry.log.authority);
    } else if (const auto* registered = std::get_if<ExhibitRegistered>(&entry.event)) {
      story_of(registered->exhibit).add(entry, *registered);
    } else if (const auto* act = std::get_if<CustodyEvent>(&entry.event)) {
      story_of(act->exhibit).add(entry, *act);
    } else if (const auto* correction = std::get_if<CustodyCorrection>(&entry.event)) {
      m_corrections[correction->exhibit][correction->corrects].push_back(entry.point.entry);
      story_of(correction->exhibit).add(entry, *correction);
    } else if (const auto* linked = std::get_if<ExhibitLinked>(&entry.event)) {
      story_of(linked->exhibit).add(entry, *linked);
    }
  }

  CustodyTable finish() {
    CustodyTable table;
    for (auto& [exhibit, story] : m_stories) {
      story.pass_unread(m_unread);
      table.emplace(exhibit, story.finish(m_corrections[exhibit], m_unread_by.contains(exhibit.authority)));
    }
    return table;
  }

 private:
  Story& story_of(const ExhibitId& exhibit) {
    Story& story = m_stories[exhibit];
    story.pass_unread(m_unread);
    return story;
  }

  std::map<ExhibitId, Story> m_stories;
  std::uint64_t m_unread = 0;
  std::set<std::string> m_unread_by;
  std::map<ExhibitId, Corrections> m_corrections;  // only an entry of the same exhibit is corrected
};

}  // namespace

std::string_view text_of(ExhibitState state) {
  switch (state) {
    case ExhibitState::unheld:
      return "unheld";
    case ExhibitState::held:
      return "held";
    case ExhibitState::in_transit:
      return "in_transit";
    case ExhibitState::on_loan:
      return "on_loan";
    case ExhibitState::missing:
      return "missing";
    case ExhibitState::released:
      return "released";
    case ExhibitState::gone:
      return "gone";
  }
  return "";
}

Result<ExhibitState> parse_exhibit_state(std::string_view text) {
  constexpr std::array states{ExhibitState::unheld,  ExhibitState::held,    ExhibitState::in_transit,
                              ExhibitState::on_loan, ExhibitState::missing, ExhibitState::released,
                              ExhibitState::gone};
  return parse_word<ExhibitState>(states, text);
}

std::string_view text_of(CustodyFault fault) {
  switch (fault) {
    case CustodyFault::gap:
      return "gap";
    case CustodyFault::overlap:
      return "overlap";
    case CustodyFault::unconfirmed:
      return "unconfirmed";
    case CustodyFault::stranger:
      return "stranger";
    case CustodyFault::seal:
      return "seal";
    case CustodyFault::hash:
      return "hash";
    case CustodyFault::original:
      return "original";
    case CustodyFault::late:
      return "late";
    case CustodyFault::after_end:
      return "after_end";
    case CustodyFault::registration:
      return "registration";
  }
  return "";
}

std::vector<const CustodyEntry*> in_causal_order(std::span<const CustodyEntry> entries) {
  std::vector<CausalPoint> points;
  points.reserve(entries.size());
  for (const CustodyEntry& entry : entries) {
    points.push_back(entry.point);
  }
  std::vector<const CustodyEntry*> ordered;
  ordered.reserve(entries.size());
  for (const std::size_t i : causal_order(points)) {
    ordered.push_back(&entries[i]);
  }
  return ordered;
}

CustodyTable fold_in_order(std::span<const CustodyEntry* const> entries) {
  Fold fold;
  for (const CustodyEntry* const entry : entries) {
    fold.add(*entry);
  }
  return fold.finish();
}

CustodyTable fold_custody(std::span<const CustodyEntry> entries) { return fold_in_order(in_causal_order(entries)); }

}  // namespace rogatory::ledger
