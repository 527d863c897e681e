// rogatory request calendar [list | show ID | add FILE]
#include "cmd/calendar_access.hpp"
#include "cmd/calendar_view.hpp"
#include "cmd/command.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

using registry::AddedCalendar;
using registry::HeldCalendar;
using registry::Kept;

class RequestCalendar : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ACTION", m_action, "list (default), show or add", Need::optional);
    options.argument("ID|FILE", m_what, "of show a calendar, of add a file", Need::optional);
    options.number("--year", m_year, 1900, 2999, "Y", "of show: only the days of this year");
    options.flag("--force", m_force, "of add: replace an older calendar of our own");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Lists the calendars of public holidays that dates are counted by: those that the program brings and "
                "those that the authority keeps itself; shows the days of one; or keeps one from a file (A CALENDAR "
                "in rogatory-request(1)). A calendar of our own takes the place of the program's of the same id, for "
                "every request: unlike its rules, holidays are not frozen when a request is filed, since many are "
                "proclaimed late. What a newer one changes is said.",
            .examples = {{"rogatory request calendar list", "whose holidays are known, for which years, how surely"},
                         {"rogatory request calendar show DE-BW --year 2026", "the days of one year"},
                         {"rogatory request calendar add NG.json --force", "a holiday was proclaimed"}},
            .exits = {{0, "listed, shown, added, or had exactly so already"},
                      {10, "no such calendar or file; for add: there is no home"},
                      {11, "another program changes the home"},
                      {24, "the file is no calendar"},
                      {31, "the home has another calendar of that id (--force)"}}};
  }

  Result<void> check() override {
    const bool is_list = m_action.empty() || m_action == "list";
    if (!is_list && m_action != "show" && m_action != "add") {
      return fail(Error(ErrorCode::usage, m_action + " is none of list, show and add")
                      .next("rogatory request calendar show " + m_action));
    }
    if (is_list != m_what.empty()) {
      return fail(ErrorCode::usage, is_list ? "list takes nothing else"
                                            : m_action + ": name the " + (m_action == "add" ? "file" : "calendar"));
    }
    if (m_year && m_action != "show") {
      return fail(ErrorCode::usage, "--year goes with show");
    }
    if (m_force && m_action != "add") {
      return fail(ErrorCode::usage, "--force goes with add");
    }
    return {};
  }

  Result<int> run(Context& context) override {
    if (m_action == "add") {
      return add(context);
    }
    ROG_TRY_ASSIGN(registry::Calendars calendars, open_calendars(context));
    return m_action == "show" ? show(context.ui, calendars) : list(context.ui, calendars);
  }

 private:
  static Result<int> list(Ui& ui, registry::Calendars& calendars) {
    ROG_TRY_ASSIGN(const std::vector<std::string> ids, calendars.ids());
    std::vector<HeldCalendar> all;
    Json::Array lines;
    for (const std::string& id : ids) {
      // One that is damaged is no calendar, and hides none.
      const Result<const HeldCalendar*> held = calendars.get(id);
      if (!held) {
        ui.warn(held.error().sentence());
        continue;
      }
      warn_of_problem(ui, **held);
      all.push_back(**held);
      lines.push_back(calendar_line(**held));
    }
    show_calendars(ui, all);
    ui.document(Json::Object{{"calendars", std::move(lines)}});
    return 0;
  }

  Result<int> show(Ui& ui, registry::Calendars& calendars) {
    ROG_TRY_ASSIGN(const HeldCalendar* const held, calendars.get(m_what));
    const std::optional<int> year = m_year ? std::optional(static_cast<int>(*m_year)) : std::nullopt;
    const request::Calendar& calendar = held->calendar;
    if (year && (*year < calendar.first_year || *year > calendar.last_year)) {
      return fail(Error(ErrorCode::not_found,
                        "the calendar " + calendar.id + " says nothing of " + std::to_string(*year) + ": it covers " +
                            std::to_string(calendar.first_year) + " to " + std::to_string(calendar.last_year))
                      .next("rogatory request calendar add FILE keeps one that does"));
    }
    warn_of_problem(ui, *held);
    show_calendar(ui, *held, year);
    ui.document(Json::Object{{"calendar", calendar_document(*held, year)}});
    return 0;
  }

  Result<int> add(Context& context) {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    const auto existing = m_force ? registry::Existing::replace : registry::Existing::refuse;
    ROG_TRY_ASSIGN(const AddedCalendar added, registry::add_calendar(home, m_what, existing));
    Ui& ui = context.ui;
    ui.line("Kept for " + speaker(home) + ", " + std::string(registry::text_of(added.kept)) + ": " + added.calendar.id +
            ", " + added.calendar.title);
    if (!added.problem.empty()) {
      ui.warn("what was there could not be read: " + added.problem);
    }
    if (added.before && added.kept != Kept::unchanged) {
      ui.line(added.before->is_own ? "Against our own older one:" : "It takes the place of the program's:");
      show_change(ui, added.change);
    }
    Json::Object document{
        {"added", calendar_line({.calendar = added.calendar, .is_own = true, .is_in_place = added.is_in_place})},
        {"result", registry::text_of(added.kept)}};
    if (added.before) {
      document["before"] = added.before->is_own ? "home" : "program";
      document["change"] = change_document(added.change);
    }
    ui.document(std::move(document));
    return 0;
  }

  static void warn_of_problem(Ui& ui, const HeldCalendar& held) {
    if (!held.problem.empty()) {
      ui.warn("the calendar " + held.calendar.id + " of the program is taken: " + held.problem);
    }
  }

  std::string m_action;
  std::string m_what;
  std::optional<std::uint64_t> m_year;
  bool m_force = false;
};

}  // namespace

std::unique_ptr<Command> make_request_calendar() { return std::make_unique<RequestCalendar>(); }

}  // namespace rogatory::cmd
