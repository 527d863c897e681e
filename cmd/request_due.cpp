// rogatory request due [ID]
#include <algorithm>

#include "base/text.hpp"
#include "cmd/calendar_access.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/request_due_view.hpp"
#include "cmd/request_reader.hpp"
#include "registry/rules_check.hpp"
#include "request/ics.hpp"

namespace rogatory::cmd {
namespace {

using registry::RequestDate;

class RequestDue : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ID", m_request, "one request (default: all)", Need::optional);
    options.flag("--all", m_all, "also what is met already");
    options.text("--ics", m_ics, "FILE", "write them as a calendar file (RFC 5545), without personal data");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Says what is due: by which article, when it ends on the wall clock of each side, how that was "
                "counted, what happens then and who must act. A date that rests on a report of what the other side "
                "did says so; one whose article was not read says so, and that it is not legal advice. Where two "
                "accounts of a time differ, both dates stand there and the warning is on the earlier.",
            .examples = {{"rogatory request due", "every morning"},
                         {"rogatory request due R-1f3a --ics deadlines.ics", "for the calendar on the wall"}},
            .exits = {{0, "said, also that nothing is due"},
                      {10, "no such case, directory or request"},
                      {12, "wrong passphrase"},
                      {20, "said, but a ledger does not verify: 20 to 25 as ledger verify"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const std::vector<registry::CaseRequests> cases, m_reading.read(context));
    ROG_TRY_ASSIGN(const std::vector<PlacedRequest> wanted, find_wanted(cases));
    ROG_TRY_ASSIGN(registry::Calendars calendars, open_calendars(context));
    const UtcTime now = context.clock.now();
    std::vector<RequestDate> rows;
    std::vector<std::string> caveats;
    registry::RulesCheck check(open_instruments(context));
    for (const PlacedRequest& one : wanted) {
      add_rules_caveat(*one.request, check, caveats);
      add_rows(registry::dates_of(*one.request, calendars, context.fs, now), *one.request, rows, caveats);
    }
    std::ranges::stable_sort(rows, registry::comes_before);
    show(context.ui, rows, caveats);
    if (m_ics) {
      ROG_TRY(write_ics(context, *m_ics, rows, now));
    }
    RequestReading::show_verifications(context.ui, cases);
    context.ui.document(document_of(rows, caveats, cases, now));
    return RequestReading::status_of_all(cases);
  }

 private:
  [[nodiscard]] Result<std::vector<PlacedRequest>> find_wanted(const std::vector<registry::CaseRequests>& cases) const {
    if (m_request.empty()) {
      return all_requests(cases);
    }
    ROG_TRY_ASSIGN(const PlacedRequest found, placed_request(cases, m_request));
    return std::vector{found};
  }

  static void add_rules_caveat(const registry::CaseRequest& request, registry::RulesCheck& check,
                               std::vector<std::string>& caveats) {
    if (request.rules && check.of(request).here != request::RulesHere::same) {
      caveats.push_back(request.name() + ": " + request::sentence_of(check.of(request)));
    }
  }

  void add_rows(registry::RequestDates dates, const registry::CaseRequest& request, std::vector<RequestDate>& rows,
                std::vector<std::string>& caveats) const {
    for (const std::string& caveat : dates.caveats) {
      caveats.push_back(request.name() + ": " + caveat);
    }
    for (RequestDate& date : dates.dates) {
      if (m_all || registry::is_open(date.due)) {
        rows.push_back(std::move(date));
      }
    }
  }

  static void show(Ui& ui, const std::vector<RequestDate>& rows, const std::vector<std::string>& caveats) {
    if (rows.empty()) {
      ui.line("nothing is due");
    }
    for (const RequestDate& row : rows) {
      show_due(ui, row);
    }
    for (const std::string& caveat : caveats) {
      ui.warn(caveat);
    }
  }

  static Result<void> write_ics(Context& context, const std::string& path, const std::vector<RequestDate>& rows,
                                UtcTime now) {
    std::vector<request::IcsDue> dues;
    dues.reserve(rows.size());
    for (const RequestDate& row : rows) {
      dues.push_back({.request = row.request->id, .due = &row.due});
    }
    ROG_TRY(save_ics(context, path, request::ics_text(dues, now)));
    context.ui.note("wrote " + base::counted(rows.size(), "date") + " to " + path);
    return {};
  }

  static Json document_of(const std::vector<RequestDate>& rows, const std::vector<std::string>& caveats,
                          const std::vector<registry::CaseRequests>& cases, UtcTime now) {
    Json::Array dues;
    for (const RequestDate& row : rows) {
      dues.push_back(due_document(row));
    }
    return Json::Object{{"cases", RequestReading::verifications_document(cases)},
                        {"caveats", Json::Array(caveats.begin(), caveats.end())},
                        {"due", std::move(dues)},
                        {"now", now.text()}};
  }

  std::string m_request;
  bool m_all = false;
  std::optional<std::string> m_ics;
  RequestReading m_reading;
};

}  // namespace

std::unique_ptr<Command> make_request_due() { return std::make_unique<RequestDue>(); }

}  // namespace rogatory::cmd
