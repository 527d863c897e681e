// rogatory request advance ID… EVENT [OPTION]… | --from FILE.csv
#include <algorithm>

#include "base/text.hpp"
#include "cmd/step_table.hpp"
#include "registry/request_reading.hpp"

namespace rogatory::cmd {
namespace {

using ledger::RequestStepEvent;
using registry::CaseRequest;
using registry::WrittenRequest;

constexpr std::size_t k_table_size = std::size_t{16} * 1024 * 1024;

class RequestAdvance : public Command {
 public:
  void setup(Options& options) override {
    options.arguments("ID… EVENT", m_words,
                      "the requests, R-… or a beginning of each id; then what happened: a step of their machine, as "
                      "request show names the next ones",
                      Need::optional);
    options.text("--from", m_table, "FILE.csv", "steps of many requests from a table: request, event, at, told_by …");
    setup_step(options, m_step);
    m_act.setup(options);
  }

  [[nodiscard]] Help help() const override {
    std::vector<ExitLine> exits = request_exits({0, "entered"});
    exits.insert(exits.begin() + 1, {3, "entered in some cases and not in others; the rest is named"});
    for (ExitLine& line : exits) {
      if (line.status == base::exit_status(ErrorCode::malformed)) {
        line.meaning = "a line of the table is wrong; a text is not UTF-8";
      }
    }
    return {.about =
                "Enters a step of a request: one of ours, or with --told-by what the other side did, as it was told. A "
                "step by the wrong side or role, out of order, or without what it needs is refused, with the article "
                "and the next legal steps. Deadlines run from a report too, and say \"reported, not confirmed\". Of "
                "several requests, or of a table, what is in one case is entered as a whole or not at all.",
            .examples = {{"rogatory request advance R-1f3a acknowledged --role CA-Q", "ours"},
                         {"rogatory request advance R-1f3a arrest --told-by 'BKA, duty officer' --means interpol --ref "
                          "2026/4711 --at 2026-11-27T21:40:00+01:00",
                          "theirs, as it was told"},
                         {"rogatory request advance --from monday.csv", "the post of a day"}},
            .exits = std::move(exits)};
  }

  Result<void> check() override {
    ROG_TRY(m_act.check());
    if (m_table.empty() && m_words.size() < 2) {
      return fail(Error(ErrorCode::usage, "name the request and what happened")
                      .next("rogatory request advance ID EVENT; rogatory request show ID names the next steps"));
    }
    if (!m_table.empty() && !m_words.empty()) {
      return fail(ErrorCode::usage, "the table names requests and steps; give no ID and EVENT beside --from");
    }
    if (!m_table.empty()) {
      return {};  // options and cells are checked together, line by line
    }
    m_step.event = m_words.back();
    return check_step_words(m_step);
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(m_rows, rows(context));
    std::vector<std::string> which;
    std::ranges::transform(m_rows, std::back_inserter(which), &StepRow::request);
    ROG_TRY_ASSIGN(std::vector<RequestDesk> desks, m_act.open_many(context, which));
    std::optional<Error> first;
    for (RequestDesk& desk : desks) {
      if (Result<void> entered = enter(context, desk); !entered) {
        if (desks.size() == 1) {
          return fail(std::move(entered).error());
        }
        context.ui.warn("nothing is entered in case " + desk.case_id().text().substr(0, 12) + ": " +
                        entered.error().sentence());
        first = first ? std::move(first) : std::optional(std::move(entered).error());
      }
    }
    if (first && m_entered.empty()) {
      return fail(*std::move(first));
    }
    if (m_rows.size() == 1) {
      context.ui.document(std::move(m_entered.front()));
    } else {
      context.ui.document(Json::Object{{"entered", std::move(m_entered)}});
    }
    return first ? base::exit_status(ErrorCode::partial) : 0;
  }

 private:
  Result<std::vector<StepRow>> rows(Context& context) const {
    if (!m_table.empty()) {
      const Result<Bytes> bytes = base::load_file(context.fs, m_table, k_table_size);
      if (!bytes) {
        return fail(Error(bytes.error()).next("name a table: rogatory-request(1) says which columns it has"));
      }
      return read_step_table(*bytes, m_step);
    }
    std::vector<StepRow> rows;
    for (std::size_t i = 0; i + 1 < m_words.size(); ++i) {
      rows.push_back({.line = i + 1, .request = m_words[i], .words = m_step});
    }
    return rows;
  }

  /// All that is meant of one case.
  Result<void> enter(Context& context, RequestDesk& desk) {
    std::vector<RequestStepEvent> events;
    ROG_TRY_ASSIGN(const std::optional<std::string> entered_for, m_act.entered_for(context));
    for (const RequestDesk::Meant& meant : desk.meant()) {
      ROG_TRY_ASSIGN(events.emplace_back(), read_step(context, desk, m_rows[meant.word].words, meant.id));
      events.back().entered_for = entered_for;
    }
    std::vector<registry::RequestPlan> plans;
    plans.reserve(events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      plans.emplace_back([this, &desk, &events, i](const std::vector<CaseRequest>& requests) {
        return planned(desk, events[i], m_rows[desk.meant()[i].word], requests);
      });
    }
    std::optional<std::size_t> failed;
    Result<std::vector<WrittenRequest>> written = desk.write_all(plans, failed);
    if (!written) {
      return fail(about(std::move(written).error(), desk, failed));
    }
    for (std::size_t i = 0; i < written->size(); ++i) {
      Json::Object document = m_rows.size() == 1 ? desk.show((*written)[i]) : desk.show_line((*written)[i]);
      document["event"] = events[i].event;
      m_entered.emplace_back(std::move(document));
    }
    return {};
  }

  Result<ledger::RequestEvent> planned(RequestDesk& desk, RequestStepEvent& event, const StepRow& row,
                                       const std::vector<CaseRequest>& requests) const {
    ROG_TRY_ASSIGN(const CaseRequest* const request, registry::find_request(requests, event.request));
    RequestActOptions act = m_act;
    if (!row.role.empty()) {
      ROG_TRY(act.take_role(row.role));
    }
    ROG_TRY(complete_step(event, *request, desk, act, row.words.occurrence));
    return ledger::RequestEvent(event);
  }

  /// Which of several it is about.
  [[nodiscard]] Error about(Error error, const RequestDesk& desk, const std::optional<std::size_t>& failed) const {
    if (m_rows.size() == 1 || !failed) {
      return error;
    }
    const StepRow& row = m_rows[desk.meant()[*failed].word];
    const std::string place = m_table.empty() ? row.request : "line " + std::to_string(row.line);
    return std::move(error).while_(place + ", " + row.words.event);
  }

  std::vector<std::string> m_words;
  std::string m_table;
  StepWords m_step;
  RequestActOptions m_act;
  std::vector<StepRow> m_rows;
  Json::Array m_entered;
};

}  // namespace

std::unique_ptr<Command> make_request_advance() { return std::make_unique<RequestAdvance>(); }

}  // namespace rogatory::cmd
