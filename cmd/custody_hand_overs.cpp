#include "cmd/custody_hand_overs.hpp"

#include <algorithm>

#include "cmd/custody_view.hpp"
#include "cmd/event_text.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyEffect;
using ledger::CustodyEvent;
using ledger::CustodyFault;
using ledger::CustodyFinding;
using ledger::CustodyStep;

std::string signature(const CustodyStep& step) {
  return step.officer + "@" + step.entry.log.authority + " (" + step.entry.text() + ")";
}

std::string actor(const CustodyStep& step, const CustodyEvent& event) {
  return ledger::Holder{step.entry.log.authority, event.actor.name.value_or("")}.text();
}

std::string other(const CustodyEvent& event) { return event.counterpart ? name_of(*event.counterpart) : "-"; }

/// Whether a finding is about who had it.
bool is_about_custody(const CustodyFinding& finding) {
  return finding.fault == CustodyFault::gap || finding.fault == CustodyFault::overlap ||
         finding.fault == CustodyFault::unconfirmed || finding.fault == CustodyFault::stranger;
}

class Rows {
 public:
  void add(const CustodyStep& step, const CustodyEvent& event) {
    switch (row_of(event.act).effect) {
      case CustodyEffect::gives:
      case CustodyEffect::sends:
        give(step, event);
        break;
      case CustodyEffect::receives:
      case CustodyEffect::refuses:
        receive(step, event);
        break;
      case CustodyEffect::takes:
      case CustodyEffect::comes_back:
        put({.when = event.happened_at.at.text(),
             .giver = other(event),
             .giver_signed = {},
             .taker = actor(step, event) + ", " + spoken(event.act),
             .taker_signed = signature(step),
             .gap = {}});
        break;
      case CustodyEffect::passes:
      case CustodyEffect::lends:
      case CustodyEffect::leaves:
        put({.when = event.happened_at.at.text(),
             .giver = actor(step, event) + ", " + spoken(event.act),
             .giver_signed = signature(step),
             .taker = other(event),
             .taker_signed = {},
             .gap = {}});
        break;
      case CustodyEffect::checks_out:
      case CustodyEffect::checks_in:
        put({.when = event.happened_at.at.text(),
             .giver = m_holder,
             .giver_signed = {},
             .taker = (step.after.custodian ? step.after.custodian->text() : "-") + ", " + spoken(event.act),
             .taker_signed = signature(step),
             .gap = {}});
        break;
      case CustodyEffect::none:
      case CustodyEffect::ends:
      case CustodyEffect::loses:
      case CustodyEffect::reappears:
        break;
    }
    m_holder = step.after.custodian ? step.after.custodian->text() : "-";
  }

  /// Custody begins here with who has it in another case.
  void add(const CustodyStep& step, const ledger::ExhibitLinked& link) {
    if (const auto* from = std::get_if<ledger::LinkedFrom>(&link.other)) {
      m_holder = step.after.custodian ? step.after.custodian->text() : "-";
      put({.when = step.made_at.text(),
           .giver = "case " + from->case_id.text().substr(0, 12) + " exhibit " + from->exhibit.text(),
           .giver_signed = {},
           .taker = m_holder + ", linked",
           .taker_signed = signature(step),
           .gap = {}});
    }
  }

  void add(const std::string& when, const CustodyFinding& finding) {
    put({.when = when, .giver = {}, .giver_signed = {}, .taker = {}, .taker_signed = {}, .gap = told(finding)});
  }

  std::vector<HandOver> take() { return std::move(m_rows); }

 private:
  void give(const CustodyStep& step, const CustodyEvent& event) {
    const bool is_courier = row_of(event.act).effect == CustodyEffect::sends;
    if (is_courier && m_open) {
      m_rows[*m_open].giver += ", by " + other(event);
      return;
    }
    put({.when = event.happened_at.at.text(),
         .giver = actor(step, event),
         .giver_signed = signature(step),
         .taker = other(event),
         .taker_signed = {},
         .gap = {}});
    m_open = m_rows.size() - 1;
  }

  void receive(const CustodyStep& step, const CustodyEvent& event) {
    if (!m_open) {
      put({.when = {}, .giver = other(event), .giver_signed = {}, .taker = {}, .taker_signed = {}, .gap = {}});
      m_open = m_rows.size() - 1;
    }
    HandOver& row = m_rows[*m_open];
    const bool is_refused = row_of(event.act).effect == CustodyEffect::refuses;
    row.when = event.happened_at.at.text();
    row.taker = actor(step, event) + (is_refused ? ", REFUSED" : "");
    row.taker_signed = signature(step);
    m_open.reset();
  }

  void put(HandOver row) { m_rows.push_back(std::move(row)); }

  std::vector<HandOver> m_rows;
  std::optional<std::size_t> m_open;  // the row that waits for its second signature
  std::string m_holder = "-";
};

}  // namespace

std::vector<HandOver> hand_overs_of(const ledger::ExhibitStory& story) {
  Rows rows;
  for (const CustodyStep& step : story.steps) {
    const auto* event = std::get_if<CustodyEvent>(&step.event);
    const auto* link = std::get_if<ledger::ExhibitLinked>(&step.event);
    if (event != nullptr) {
      rows.add(step, *event);
    } else if (link != nullptr) {
      rows.add(step, *link);
    }
    for (const CustodyFinding& finding : story.findings) {
      if (is_about_custody(finding) && finding.entries.back() == step.entry) {
        rows.add((event != nullptr ? event->happened_at.at : step.made_at).text(), finding);
      }
    }
  }
  return rows.take();
}

}  // namespace rogatory::cmd
