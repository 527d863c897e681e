// rogatory inbox [--since TIME]
#include <algorithm>

#include "cmd/custody_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/time_option.hpp"
#include "registry/cases.hpp"
#include "registry/inbox_reading.hpp"
#include "registry/state_directory.hpp"

namespace rogatory::cmd {
namespace {

using registry::InboxItem;
using registry::InboxKind;

class InboxCommand : public Command {
 public:
  void setup(Options& options) override {
    options.text("--since", m_since, "TIME",
                 "of what others wrote: all since then, 2026-11-24 or 2026-11-24T10:00:00Z (default: what is new)");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Says what waits for us in all cases of the home, the oldest first, each with the command that helps: "
            "hand-overs to receive, hand-overs of ours that nobody confirmed for a week, what was refused or does "
            "not match, requests whose next step is ours, their dates that end within 7 days or have passed, steps "
            "of the other side that are not applied until we accept them, entries that are disputed by their own "
            "authority, logs that do not verify, and entries of others that none of ours has seen. Nothing is marked "
            "as read: what an entry of ours covers is not new.",
        .examples = {{"rogatory inbox", "every morning"},
                     {"rogatory inbox --since 2026-11-24", "what others wrote since that day, seen or not"}},
        .exits = {{0, "said, also that nothing waits"}, {10, "there is no home"}}};
  }

  Result<void> check() override {
    if (!m_since.empty()) {
      ROG_TRY_ASSIGN(m_from, parse_time_option("--since", m_since, DayEdge::begin));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const std::vector<ledger::CaseId> cases, registry::case_ids(home));
    ROG_TRY_ASSIGN(const std::vector<InboxItem> items, gather(context, home, cases));
    Table table({{"SINCE"}, {"CASE"}, {"WAITS"}, {"WHAT"}, {"NEXT"}});
    Json::Array documents;
    for (const InboxItem& item : items) {
      table.row({{item.since.text()},
                 {item.case_id.text().substr(0, 12) + (item.title ? " " + *item.title : ""), Tone::strong},
                 {std::string(text_of(item.kind)), tone_of(item.kind)},
                 {item.text},
                 {item.next}});
      documents.push_back(document_of(item));
    }
    if (table.empty()) {
      context.ui.line("nothing waits");
    }
    context.ui.table(table);
    context.ui.document(
        Json::Object{{"authority", home.authority()}, {"cases", cases.size()}, {"items", std::move(documents)}});
    return 0;
  }

 private:
  /// Of all cases. One that cannot be read is an item and hides no other.
  Result<std::vector<InboxItem>> gather(Context& context, const registry::Home& home,
                                        const std::vector<ledger::CaseId>& cases) const {
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const crypto::Trust trust, home.trust());
    registry::InboxReader reader(home, keys, trust);
    const UtcTime now = context.clock.now();
    std::vector<InboxItem> items;
    for (const ledger::CaseId& case_id : cases) {
      const Result<registry::InboxCase> read = reader.read(case_id, now, context.progress);
      if (read) {
        std::ranges::move(registry::inbox_of(*read, now, m_from), std::back_inserter(items));
      } else if (read.error().code() == ErrorCode::interrupted) {
        return fail(read.error());
      } else {
        items.push_back(unreadable(case_id, now, read.error()));
      }
    }
    std::ranges::stable_sort(items, {}, &InboxItem::since);
    return items;
  }

  static InboxItem unreadable(const ledger::CaseId& case_id, UtcTime now, const Error& error) {
    return {.since = now,
            .case_id = case_id,
            .kind = InboxKind::unverified,
            .exhibit = {},
            .entries = {},
            .text = "it cannot be read: " + error.sentence(),
            .next = "rogatory ledger verify " + case_id.text().substr(0, 12)};
  }

  static Tone tone_of(InboxKind kind) {
    switch (kind) {
      case InboxKind::receive:
      case InboxKind::unconfirmed:
      case InboxKind::turn:
      case InboxKind::news:
      case InboxKind::locked:
        return Tone::plain;
      case InboxKind::due:
      case InboxKind::answer:
      case InboxKind::refused:
      case InboxKind::discrepancy:
      case InboxKind::disputed:
      case InboxKind::unverified:
      case InboxKind::fork:
        return Tone::bad;
    }
    return Tone::plain;
  }

  static Json document_of(const InboxItem& item) {
    Json::Object document{{"case", item.case_id.text()}, {"entries", entry_array(item.entries)},
                          {"kind", text_of(item.kind)},  {"next", item.next},
                          {"since", item.since.text()},  {"text", item.text}};
    if (item.exhibit) {
      document["exhibit"] = item.exhibit->text();
    }
    if (item.request) {
      document["request"] = *item.request;
    }
    if (item.title) {
      document["title"] = *item.title;
    }
    return document;
  }

  std::string m_since;
  std::optional<UtcTime> m_from;
};

}  // namespace

std::unique_ptr<Command> make_inbox() { return std::make_unique<InboxCommand>(); }

}  // namespace rogatory::cmd
