#include "registry/inbox_requests.hpp"

#include <algorithm>

#include "base/spoken.hpp"
#include "base/text.hpp"
#include "registry/request_dates.hpp"

namespace rogatory::registry {
namespace {

using request::Due;
using request::RequestHistory;
using request::Side;
using request::StepStanding;
using request::ToldStep;
using request::Transition;

std::optional<ledger::EntryRef> entry_of(const std::string& text) {
  const Result<ledger::EntryRef> entry = ledger::EntryRef::parse(text);
  return entry ? std::optional(*entry) : std::nullopt;
}

class RequestItems {
 public:
  /// `side` is ours.
  RequestItems(const InboxCase& from, const InboxRequest& one, Side side, UtcTime now)
      : m_from(&from), m_one(&one), m_history(&one.request.history), m_side(side), m_now(now) {}

  std::vector<InboxItem> gather() {
    look_at_turn();
    look_at_dates();
    look_at_answers();
    return std::move(m_items);
  }

 private:
  [[nodiscard]] const request::RequestState& state() const { return m_history->reported; }

  void add(InboxKind kind, UtcTime since, const std::optional<ledger::EntryRef>& entry, const std::string& what,
           std::string next) {
    const CaseRequest& request = m_one->request;
    m_items.push_back({.since = since,
                       .case_id = m_from->case_id,
                       .kind = kind,
                       .request = request.id,
                       .entries = entry ? std::vector{*entry} : std::vector<ledger::EntryRef>(),
                       .text = request.name() + " " + request.filed.title + ": " + what,
                       .next = std::move(next)});
  }

  /// The step that led to where the request is.
  [[nodiscard]] const ToldStep* last_applied() const {
    const auto last = std::ranges::find_if(m_history->steps.rbegin(), m_history->steps.rend(),
                                           [&](const ToldStep& told) { return told.state == state().name; });
    return last == m_history->steps.rend() ? nullptr : &*last;
  }

  void look_at_turn() {
    if (state().end || state().turn != m_side) {
      return;
    }
    std::vector<std::string> words;
    std::vector<std::string> events;
    for (const Transition* const next : state().next) {
      if (next->side == m_side) {
        words.push_back(base::spoken(next->event) + " (" + next->ref + ")");
        events.push_back(next->event);
      }
    }
    const ToldStep* const last = last_applied();
    const std::string& name = m_one->request.name();
    add(InboxKind::turn, last != nullptr ? last->step.made_at : m_one->request.filed_at,
        last != nullptr ? entry_of(last->step.entry.text()) : m_one->request.entry,
        base::spoken(state().name) + (m_history->differs() ? " (reported)" : "") + ", and it is our turn" +
            (words.empty() ? "" : ": " + base::join(words, ", ")),
        events.size() == 1 ? "rogatory request advance " + name + " " + events.front()
                           : "rogatory request show " + name);
  }

  [[nodiscard]] std::string when(UtcTime at) const {
    const request::Zone zone = m_from->zone.value_or(request::Zone::utc());
    return request::end_text(request::end_at(at, zone)) + " " + zone.name();
  }

  [[nodiscard]] const std::string& who_acts(Side side) const {
    const ledger::RequestFiled& filed = m_one->request.filed;
    return side == Side::requesting                    ? filed.requesting.id
           : side == Side::provider && filed.addressed ? filed.addressed->id
                                                       : filed.requested.id;
  }

  void look_at_dates() {
    for (const Due& due : m_one->dues) {
      if (!warns_by(due, {m_now.seconds + k_due_seconds})) {
        continue;
      }
      const UtcTime warn = due.warn.value_or(m_now);
      const bool is_over = warn <= m_now;
      if (is_over && state().end) {
        continue;
      }
      add(InboxKind::due, due.started_by.at, entry_of(due.started_by.entry),
          due.ref + " (" + request::known_words(due.verified) + ")" + (is_over ? " has passed: " : " ends: ") +
              when(warn) + ", " + std::string(request::effect_words(due.effect)) + "; " + who_acts(due.on) +
              " must act" + (due.reported_only ? "; reported, not confirmed" : ""),
          "rogatory request due " + m_one->request.name());
    }
  }

  /// Whether the step is the other side's, waits for a word of ours, and has none.
  [[nodiscard]] bool is_unanswered(const ToldStep& told) const {
    const std::optional<Side> author = request::side_of(m_one->request.parties, told.step);
    return told.standing == StepStanding::not_applied && author && *author != m_side && told.disputed_by.empty() &&
           told.confirmed_by.empty();
  }

  void look_at_answers() {
    for (const ToldStep& told : m_history->steps) {
      if (is_unanswered(told)) {
        const std::string entry = told.step.entry.text();
        add(InboxKind::answer, told.step.made_at, entry_of(entry),
            entry + " " + base::spoken(told.step.event) + " is not applied: " + told.why + "; accept it, or dispute it",
            "rogatory request accept " + m_one->request.name() + " " + entry);
      }
    }
  }

  const InboxCase* m_from;
  const InboxRequest* m_one;
  const RequestHistory* m_history;
  Side m_side;
  UtcTime m_now;
  std::vector<InboxItem> m_items;
};

}  // namespace

std::vector<InboxItem> items_of(const InboxCase& from, const InboxRequest& one, UtcTime now) {
  request::Step step;
  step.authority = from.ourselves;
  step.state = from.state;
  const std::optional<Side> side = request::side_of(one.request.parties, step);
  return side && one.request.rules ? RequestItems(from, one, *side, now).gather() : std::vector<InboxItem>();
}

}  // namespace rogatory::registry
