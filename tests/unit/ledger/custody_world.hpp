// Histories of made-up exhibits for the tests of the fold: each authority writes its own log and sees the others'.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/custody.hpp"
#include "tests/support/cards.hpp"

namespace rogatory::test {

inline ledger::ExhibitId exhibit(std::uint64_t number = 1, const std::string& authority = "fr-ca") {
  return {.authority = authority, .number = number};
}

inline ledger::Person person(const std::string& name) {
  ledger::Person person;
  person.name = name;
  return person;
}

inline ledger::Person authority(const std::string& id) {
  ledger::Person person;
  person.authority = id;
  return person;
}

/// Ten minutes pass with every entry.
class CustodyWorld {
 public:
  std::vector<ledger::CustodyEntry> entries;
  UtcTime now = at("2026-11-24T09:00:00Z");

  /// An act that happens now.
  [[nodiscard]] ledger::CustodyEvent act(ledger::CustodyAct act, const std::string& who,
                                         ledger::ExhibitId of = exhibit()) const {
    ledger::CustodyEvent event;
    event.act = act;
    event.actor = person(who);
    event.exhibit = std::move(of);
    event.happened_at.at = now;
    switch (ledger::row_of(act).need) {
      case ledger::CustodyNeed::nothing:
      case ledger::CustodyNeed::counterpart:
        break;
      case ledger::CustodyNeed::hashes:
        event.hashes = {{ledger::HashScope::media, ledger::HashAlgorithm::sha256, std::string(64, 'a')}};
        break;
      case ledger::CustodyNeed::new_seal:
        event.seal = ledger::SealSeen{.after = "1", .before = {}, .intact = {}};
        break;
      case ledger::CustodyNeed::reason:
        event.reason = "why";
        break;
    }
    return event;
  }

  /// Puts what `officer` ("registry-2@fr-ca") signs into his authority's log; he has seen everything so far.
  ledger::EntryRef put(const std::string& officer, decltype(ledger::CustodyEntry::event) event) {
    const std::size_t mark = officer.find('@');
    const ledger::LogName log{officer.substr(mark + 1), 1};
    ledger::CustodyEntry entry;
    entry.point = {.entry = {.log = log, .seq = m_sizes[log]++}, .made_at = {now.seconds + 60}, .seen = m_sizes};
    entry.point.seen.erase(log);
    entry.officer = officer.substr(0, mark);
    entry.event = std::move(event);
    entries.push_back(entry);
    now.seconds += 600;
    return entry.point.entry;
  }

  ledger::EntryRef enter(const std::string& officer, const std::string& registers,
                         ledger::ExhibitKind kind = ledger::ExhibitKind::digital) {
    ledger::ExhibitRegistered event;
    event.exhibit = *ledger::ExhibitId::parse(registers);
    event.kind = kind;
    event.title = "Telephone";
    return put(officer, event);
  }

  ledger::EntryRef correct(const std::string& officer, ledger::EntryRef entry) {
    return put(officer,
               ledger::CustodyCorrection{.corrects = std::move(entry), .exhibit = exhibit(), .reason = "mistyped"});
  }

  [[nodiscard]] ledger::CustodyTable table() const { return ledger::fold_custody(entries); }

 private:
  std::map<ledger::LogName, std::uint64_t> m_sizes;
};

inline std::string told(const ledger::CustodyState& state) {
  return std::string(text_of(state.state)) + " by " + (state.custodian ? state.custodian->text() : "nobody") + " at " +
         state.place.value_or("-") + " under " + state.seal.value_or("-");
}

inline std::string told(const std::vector<ledger::EntryRef>& entries) {
  std::string text;
  for (const ledger::EntryRef& entry : entries) {
    text += " " + entry.text();
  }
  return text;
}

/// "gap fr-ca:1 fr-ca:4"
inline std::vector<std::string> findings_of(const ledger::ExhibitStory& story) {
  std::vector<std::string> findings;
  for (const ledger::CustodyFinding& finding : story.findings) {
    findings.push_back(std::string(text_of(finding.fault)) + told(finding.entries));
  }
  return findings;
}

/// All that a table says, as text.
inline std::string told(const ledger::CustodyTable& table) {
  std::string text;
  for (const auto& [id, story] : table) {
    text += id.text() + (story.registered ? " " + story.registered->entry.text() : "") + "\n";
    for (const ledger::CustodyStep& step : story.steps) {
      text += "  " + step.entry.text() + " " + told(step.after) + told(step.corrections) + "\n";
    }
    for (const ledger::CustodyFinding& finding : story.findings) {
      text += "  " + std::string(text_of(finding.fault)) + told(finding.entries) + " " + finding.text + ";" +
              told(finding.corrections) + "\n";
    }
    text += "  now " + told(story.now) + "\n";
  }
  return text;
}

}  // namespace rogatory::test
