// rogatory request list [OPTION]…
#include <algorithm>

#include "base/spoken.hpp"
#include "base/text.hpp"
#include "cmd/calendar_access.hpp"
#include "cmd/home_access.hpp"
#include "cmd/request_due_view.hpp"
#include "cmd/request_filter.hpp"
#include "cmd/request_reader.hpp"
#include "cmd/request_view.hpp"
#include "cmd/time_option.hpp"

namespace rogatory::cmd {
namespace {

using registry::CaseRequest;

std::string state_of(const CaseRequest& request) {
  if (!request.rules) {
    return "not known";
  }
  return base::spoken(known_state(request).name) + (request.history.differs() ? " (reported)" : "");
}

/// A request of the list, and where it was asked for its next date.
struct ListRow {
  PlacedRequest placed;
  std::optional<registry::RequestDate> next{};
};

bool is_before(const ListRow& one, const ListRow& other) {
  const bool has_one = one.next.has_value();
  const bool has_other = other.next.has_value();
  return has_one && has_other ? registry::comes_before(*one.next, *other.next) : has_one && !has_other;
}

Table list_table(bool with_dates) {
  std::vector<Column> columns{{"REQUEST"}, {"FROM"}, {"TO"}, {"UNDER"}, {"STATE"}, {"TURN"}, {"TITLE"}};
  if (with_dates) {
    columns.insert(columns.end() - 1, {"DUE"});
  }
  return Table(std::move(columns));
}

class RequestList : public Command {
 public:
  void setup(Options& options) override {
    m_filter.setup(options);
    options.text("--due", m_due, "TIME", "only those of which a date has passed or ends within 12h, 7d (at most 30d)");
    options.choice("--sort", m_sort, {"due", "filed", "state"}, "HOW", "in which order (default: filed)");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Lists the requests of the home's cases, or of one case or cloned ledger: where each is and whose turn "
            "it is. A state that rests on a report of what the other side did says so. With --due or --sort due each "
            "line has the next date that is open, with its article; request due says how it was counted. The ledgers "
            "are verified on the way.",
        .examples = {{"rogatory request list --turn ours", "what waits for us"},
                     {"rogatory request list --due 7d --sort due", "what is urgent, the most urgent first"},
                     {"rogatory request list --case ./clone --trust roots.txt --identity key.txt", "without a home"}},
        .exits = {{0, "listed, and the ledgers verify"},
                  {10, "no such case or directory"},
                  {12, "wrong passphrase"},
                  {20, "listed, but a ledger does not verify: 20 to 25 as ledger verify"}}};
  }

  Result<void> check() override {
    if (m_due) {
      ROG_TRY_ASSIGN(m_seconds, parse_duration_option("--due", *m_due));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const std::vector<registry::CaseRequests> cases, m_reading.read(context));
    ROG_TRY(m_filter.check(cases));
    std::string ourselves;
    if (m_filter.needs_ourselves()) {
      ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
      ourselves = home.authority();
    }
    std::vector<ListRow> rows;
    for (const PlacedRequest& one : all_requests(cases)) {
      if (m_filter.is_wanted(*one.request, ourselves)) {
        rows.push_back({.placed = one});
      }
    }
    if (has_dates()) {
      ROG_TRY(add_dates(context, rows));
    }
    sort(rows);
    show(context.ui, rows);
    RequestReading::show_verifications(context.ui, cases);
    context.ui.document(
        Json::Object{{"cases", RequestReading::verifications_document(cases)}, {"requests", document_of(rows)}});
    return RequestReading::status_of_all(cases);
  }

 private:
  [[nodiscard]] bool has_dates() const { return m_due || m_sort == "due"; }

  /// Counts the dates of each, and with --due leaves out those that have none by then.
  Result<void> add_dates(Context& context, std::vector<ListRow>& rows) const {
    ROG_TRY_ASSIGN(registry::Calendars calendars, open_calendars(context));
    const UtcTime now = context.clock.now();
    std::size_t doubtful = 0;
    for (ListRow& row : rows) {
      const registry::RequestDates all = registry::dates_of(*row.placed.request, calendars, context.fs, now);
      doubtful += all.caveats.empty() ? 0U : 1U;
      if (const registry::RequestDate* const next = registry::next_of(all.dates)) {
        row.next = *next;
      }
    }
    if (m_due) {
      const UtcTime until{now.seconds + m_seconds};
      std::erase_if(rows, [&](const ListRow& row) { return !row.next || !registry::warns_by(row.next->due, until); });
    }
    if (doubtful > 0) {
      context.ui.warn("of " + base::counted(doubtful, "request") +
                      " a clock, the holidays or the rules are not known as they should be: rogatory request due says "
                      "it of each");
    }
    return {};
  }

  void sort(std::vector<ListRow>& rows) const {
    if (m_sort == "due") {
      std::ranges::stable_sort(rows, is_before);
    } else if (m_sort == "state") {
      std::ranges::stable_sort(rows, {}, [](const ListRow& row) { return state_of(*row.placed.request); });
    }
  }

  void show(Ui& ui, const std::vector<ListRow>& rows) const {
    Table table = list_table(has_dates());
    for (const ListRow& row : rows) {
      const CaseRequest& request = *row.placed.request;
      std::vector<Piece> cells{
          {request.name(), Tone::strong},      {request.filed.requesting.id}, {request.filed.requested.id},
          {request.filed.instruments.front()}, {state_of(request)},           {turn_of(request)}};
      if (has_dates()) {
        const bool is_over = row.next && row.next->due.state != request::DueState::running;
        cells.push_back({next_date_text(row.next ? &*row.next : nullptr), is_over ? Tone::bad : Tone::plain});
      }
      cells.push_back({request.filed.title});
      table.row(cells);
    }
    if (table.empty()) {
      ui.line("no requests");
    }
    ui.table(table);
  }

  static Json document_of(const std::vector<ListRow>& rows) {
    Json::Array documents;
    for (const ListRow& row : rows) {
      Json::Object document = filed_document(*row.placed.request);
      document["case"] = row.placed.in->name;
      if (row.next) {
        document["next_date"] = next_date_document(*row.next);
      }
      documents.emplace_back(std::move(document));
    }
    return documents;
  }

  RequestFilter m_filter;
  std::optional<std::string> m_due;
  std::string m_sort = "filed";
  std::int64_t m_seconds = 0;
  RequestReading m_reading;
};

}  // namespace

std::unique_ptr<Command> make_request_list() { return std::make_unique<RequestList>(); }

}  // namespace rogatory::cmd
