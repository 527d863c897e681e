#include "registry/inbox.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "registry/inbox_requests.hpp"

namespace rogatory::registry {
namespace {

using ledger::CustodyAct;
using ledger::CustodyEvent;
using ledger::CustodyStep;
using ledger::EntryRef;
using ledger::ExhibitId;
using ledger::ExhibitStory;
using ledger::LogName;

constexpr std::int64_t k_day = 24 * 3600;

const CustodyEvent* act_of(const CustodyStep& step) { return std::get_if<CustodyEvent>(&step.event); }

std::string by(const CustodyStep& step, const CustodyEvent& event) {
  return ledger::Holder{step.entry.log.authority, event.actor.name.value_or("")}.text();
}

std::string with_reason(std::string text, const CustodyEvent& event) {
  return event.reason ? std::move(text) + ": " + *event.reason : text;
}

/// Gathers the items of one case.
class Inbox {
 public:
  Inbox(const InboxCase& from, UtcTime now, std::optional<UtcTime> since) : m_from(&from), m_now(now), m_since(since) {}

  std::vector<InboxItem> gather() {
    for (const auto& [exhibit, story] : m_from->table) {
      if (const CustodyStep* const half = ledger::open_hand_over(story)) {
        tell_hand_over(*half, std::get<CustodyEvent>(half->event), exhibit, story);
      }
      look_at_objections(exhibit, story);
    }
    for (const ledger::LogReport& log : m_from->report.logs) {
      look_at_findings(log);
      look_at_news(log.log);
    }
    look_at_keys();
    for (const InboxRequest& one : m_from->requests) {
      std::ranges::move(items_of(*m_from, one, m_now), std::back_inserter(m_items));
    }
    for (InboxItem& item : m_items) {
      item.title = m_from->title;
    }
    return std::move(m_items);
  }

 private:
  [[nodiscard]] std::string short_id() const { return m_from->case_id.text().substr(0, 12); }
  [[nodiscard]] bool is_ours(const EntryRef& entry) const { return entry.log.authority == m_from->ourselves; }

  void add(InboxKind kind, const CustodyStep& step, const ExhibitId& exhibit, const ExhibitStory& story,
           const std::string& what, const std::string& next) {
    const std::string title = story.registered ? " " + story.registered->event.title : "";
    m_items.push_back({.since = step.made_at,
                       .case_id = m_from->case_id,
                       .kind = kind,
                       .exhibit = exhibit,
                       .entries = {step.entry},
                       .text = exhibit.text() + title + ": " + what,
                       .next = next + " " + short_id() + " " + exhibit.text()});
  }

  void tell_hand_over(const CustodyStep& step, const CustodyEvent& event, const ExhibitId& exhibit,
                      const ExhibitStory& story) {
    const std::string& ourselves = m_from->ourselves;
    const ledger::Person to = event.counterpart.value_or(ledger::Person{});
    const bool is_courier = event.act == CustodyAct::handed_to_courier;
    const bool is_within = !to.authority && !is_courier && is_ours(step.entry);
    const std::string taker = ledger::Holder{to.authority.value_or(""), to.name.value_or("")}.text();
    const std::string what =
        "handed over by " + by(step, event) + " to " + taker + " at " + event.happened_at.at.text();
    const std::int64_t waits = m_now.seconds - step.made_at.seconds;
    if (to.authority == ourselves || is_within) {
      add(InboxKind::receive, step, exhibit, story, what, "rogatory custody receive");
    } else if (is_ours(step.entry) && waits > k_unconfirmed_seconds) {
      const std::string days = base::counted(static_cast<std::uint64_t>(waits / k_day), "day");
      add(InboxKind::unconfirmed, step, exhibit, story, what + ", not confirmed for " + days, "rogatory exhibit show");
      m_items.back().next = "rogatory ledger give " + short_id();
    }
  }

  /// Whether something came after `step` that answers it.
  template <class IsAnswer>
  static bool is_answered(const ExhibitStory& story, const CustodyStep& step, IsAnswer is_answer) {
    const auto after = std::ranges::find(story.steps, step.entry, &CustodyStep::entry);
    return std::any_of(std::next(after), story.steps.end(), is_answer);
  }

  /// What others refuse or object to of what is ours, until it is answered.
  void look_at_objections(const ExhibitId& exhibit, const ExhibitStory& story) {
    const bool is_our_exhibit = exhibit.authority == m_from->ourselves ||
                                (story.now.custodian && story.now.custodian->authority == m_from->ourselves);
    for (const CustodyStep& step : story.steps) {
      const CustodyEvent* event = act_of(step);
      if (event == nullptr || !is_our_exhibit || is_ours(step.entry)) {
        continue;
      }
      const auto is_resolution = [](const CustodyStep& later) {
        const CustodyEvent* act = act_of(later);
        return act != nullptr && act->act == CustodyAct::discrepancy_resolved;
      };
      if (event->act == CustodyAct::receipt_refused &&
          !is_answered(story, step, [&](const CustodyStep& later) { return is_ours(later.entry); })) {
        add(InboxKind::refused, step, exhibit, story, with_reason("refused by " + by(step, *event), *event),
            "rogatory exhibit show");
      } else if (event->act == CustodyAct::discrepancy_reported && !is_answered(story, step, is_resolution)) {
        add(InboxKind::discrepancy, step, exhibit, story,
            with_reason("discrepancy reported by " + by(step, *event), *event), "rogatory exhibit show");
      }
    }
  }

  [[nodiscard]] const std::vector<InboxCase::Told>& entries_of(const LogName& log) const {
    static const std::vector<InboxCase::Told> none;
    const auto found = m_from->entries.find(log);
    return found == m_from->entries.end() ? none : found->second;
  }

  /// The entry that a finding speaks of ("entry 7: …"), where it speaks of one.
  [[nodiscard]] std::optional<InboxCase::Told> told_in(const LogName& log, std::string_view detail) const {
    constexpr std::string_view k_before = "entry ";
    std::uint64_t seq = 0;
    if (!detail.starts_with(k_before) ||
        std::from_chars(detail.data() + k_before.size(), detail.data() + detail.size(), seq).ec != std::errc{}) {
      return std::nullopt;
    }
    const auto& entries = entries_of(log);
    const auto found = std::ranges::find(entries, seq, &InboxCase::Told::seq);
    return found == entries.end() ? std::nullopt : std::optional(*found);
  }

  /// Each disputed entry, and of everything else that does not hold the first.
  void look_at_findings(const ledger::LogReport& log) {
    bool is_told = false;
    for (const ledger::Finding& finding : log.findings) {
      const bool is_disputed = finding.check->name == "entry.disputed";
      if (!is_disputed && std::exchange(is_told, true)) {
        continue;
      }
      const InboxKind kind = is_disputed                         ? InboxKind::disputed
                             : finding.check->name == "log.fork" ? InboxKind::fork
                                                                 : InboxKind::unverified;
      const std::optional<InboxCase::Told> entry = told_in(log.log, finding.detail);
      const std::string name(finding.check->name);
      m_items.push_back({.since = entry ? entry->made_at : log.last_made_at.value_or(m_now),
                         .case_id = m_from->case_id,
                         .kind = kind,
                         .exhibit = {},
                         .entries = entry ? std::vector{EntryRef{log.log, entry->seq}} : std::vector<EntryRef>(),
                         .text = log.log.text() + ": " + name + ": " + finding.detail,
                         .next = "rogatory ledger verify " + short_id()});
    }
  }

  /// Those that no head of ours covers; or all since then.
  void look_at_news(const LogName& log) {
    const auto covered = m_from->covered.find(log);
    const std::uint64_t size = covered == m_from->covered.end() ? 0 : covered->second;
    std::vector<InboxCase::Told> fresh;
    std::ranges::copy_if(entries_of(log), std::back_inserter(fresh), [&](const InboxCase::Told& entry) {
      return m_since ? entry.made_at >= *m_since : entry.seq >= size;
    });
    if (log.authority == m_from->ourselves || fresh.empty()) {
      return;
    }
    const EntryRef first{log, fresh.front().seq};
    const EntryRef last{log, fresh.back().seq};
    const bool is_one = fresh.size() == 1;
    m_items.push_back({.since = fresh.front().made_at,
                       .case_id = m_from->case_id,
                       .kind = InboxKind::news,
                       .exhibit = {},
                       .entries = is_one ? std::vector{first} : std::vector{first, last},
                       .text = base::counted(fresh.size(), "new entry", "new entries") + " of " + log.authority + ": " +
                               first.text() + (is_one ? "" : " to " + last.text()),
                       .next = "rogatory ledger log " + short_id()});
  }

  void look_at_keys() {
    std::uint64_t bodies = 0;
    std::uint64_t opened = 0;
    std::optional<UtcTime> first;
    for (const ledger::LogReport& log : m_from->report.logs) {
      bodies += log.bodies;
      opened += log.opened;
      first = log.first_made_at && (!first || *log.first_made_at < *first) ? log.first_made_at : first;
    }
    if (bodies == 0 || opened > 0) {
      return;
    }
    m_items.push_back({.since = first.value_or(m_now),
                       .case_id = m_from->case_id,
                       .kind = InboxKind::locked,
                       .exhibit = {},
                       .entries = {},
                       .text = m_from->is_locked
                                   ? "its key is locked: what it tells is missing here"
                                   : "no key of it is here: the authority that opened it grants one (case grant)",
                       .next = m_from->is_locked ? "rogatory unlock" : "rogatory case take FILE"});
  }

  const InboxCase* m_from;
  UtcTime m_now;
  std::optional<UtcTime> m_since;
  std::vector<InboxItem> m_items;
};

}  // namespace

std::string_view text_of(InboxKind kind) {
  switch (kind) {
    case InboxKind::receive:
      return "receive";
    case InboxKind::unconfirmed:
      return "unconfirmed";
    case InboxKind::refused:
      return "refused";
    case InboxKind::discrepancy:
      return "discrepancy";
    case InboxKind::disputed:
      return "disputed";
    case InboxKind::unverified:
      return "unverified";
    case InboxKind::fork:
      return "fork";
    case InboxKind::turn:
      return "turn";
    case InboxKind::due:
      return "due";
    case InboxKind::answer:
      return "answer";
    case InboxKind::news:
      return "news";
    case InboxKind::locked:
      return "locked";
  }
  return "";
}

std::vector<InboxItem> inbox_of(const InboxCase& from, UtcTime now, std::optional<UtcTime> since) {
  return Inbox(from, now, since).gather();
}

}  // namespace rogatory::registry
