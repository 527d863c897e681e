// rogatory request advance ID EVENT [OPTION]…
#include <algorithm>

#include "base/text.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/request_act.hpp"
#include "cmd/time_option.hpp"
#include "crypto/card_fields.hpp"
#include "registry/file_hash.hpp"
#include "registry/request_reading.hpp"

namespace rogatory::cmd {
namespace {

using ledger::RequestStepEvent;
using registry::CaseRequest;
using request::Side;
using request::StepKind;
using request::ToldStep;

/// The transitions of the event that may be meant: those from where the request is, else all.
std::vector<const request::Transition*> meant(const CaseRequest& request, const std::string& event) {
  std::vector<const request::Transition*> found;
  for (const std::string& state : {request.history.own.name, request.history.reported.name}) {
    std::ranges::copy(request::transitions_of(*request.machine, state, event), std::back_inserter(found));
  }
  if (found.empty()) {
    for (const request::Transition& one : request.machine->transitions) {
      if (one.event == event) {
        found.push_back(&one);
      }
    }
  }
  return found;
}

std::vector<request::Role> roles_for(const CaseRequest& request, const std::string& event, Side side) {
  std::vector<request::Role> roles;
  for (const request::Transition* const one : meant(request, event)) {
    for (const request::Role role : one->roles) {
      if (one->side == side && std::ranges::count(roles, role) == 0) {
        roles.push_back(role);
      }
    }
  }
  return roles;
}

class RequestAdvance : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ID", m_request, "the request: R-… or a beginning of its id");
    options.argument("EVENT", m_event, "what happened: a step of its machine; request show names the next ones");
    options.text("--at", m_at, "TIME", "when it happened, with Z or an offset (default: now)");
    options.text("--zone", m_zone, "ZONE", "the civil time that matters beside it (default: ours)");
    options.choice("--known", m_known, {"observed", "device", "document", "reported", "estimated"}, "HOW",
                   "how the time is known (default: observed; of a report: reported)");
    options.text("--told-by", m_told_by, "it is a report of what the other side did: who told it");
    options.choice("--means", m_means,
                   {"telephone", "interpol", "sis", "post", "diplomatic", "in-person", "electronic"}, "HOW",
                   "by which means it was told");
    options.text("--ref", m_ref, "the number of the message, the letter, the note");
    options.number("--occurrence", m_occurrence, 1, ledger::k_most_occurrences, "N",
                   "that it is the Nth time (default: counted)");
    options.text("--ground", m_ground, "of a refusal: the article that allows it");
    options.text("--reason", m_reason, "why");
    options.list("--condition", m_conditions, "TEXT", "a condition that is set; may be given several times");
    options.text("--consultation", m_consultation, "what came of the consultation before it");
    options.text("--date", m_date, "TIME", "the date that it sets, e.g. of surrender, with Z or an offset");
    options.list("--document", m_documents, "FILE|BUNDLE",
                 "a paper that belongs to it: a file, or the id of a bundle; may be given several times");
    options.text("--note", m_note, "what else is to be said");
    m_act.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Enters a step of a request: one of ours, or with --told-by what the other side did, as it was told. A "
                "step by the wrong side or role, out of order, or without what it needs is refused, with the article "
                "and the next legal steps. Deadlines run from a report too, and say \"reported, not confirmed\".",
            .examples = {{"rogatory request advance R-1f3a acknowledged --role CA-Q", "ours"},
                         {"rogatory request advance R-1f3a arrest --told-by 'BKA, duty officer' --means interpol --ref "
                          "2026/4711 --at 2026-11-27T21:40:00+01:00",
                          "theirs, as it was told"}},
            .exits = request_exits({0, "entered"})};
  }

  Result<void> check() override {
    m_event = name_typed(std::move(m_event));
    ROG_TRY(m_act.check());
    if (m_at) {
      ROG_TRY(parse_moment_option("--at", *m_at));
    }
    if (m_date) {
      ROG_TRY(parse_moment_option("--date", *m_date));
    }
    if (m_zone && !crypto::is_zone(*m_zone)) {
      return fail(Error(ErrorCode::usage, "--zone: not a zone: " + *m_zone).next("write e.g. Europe/Paris"));
    }
    if (m_told_by.given.has_value() == m_means.empty()) {
      return fail(Error(ErrorCode::usage, "a report says who told it and by which means")
                      .next("give --told-by WHO and --means HOW, or neither"));
    }
    if (m_ref.given && !m_told_by.given) {
      return fail(Error(ErrorCode::usage, "--ref is the number of a report").next("--told-by WHO --means HOW"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(RequestDesk desk, m_act.open(context, m_request));
    ROG_TRY_ASSIGN(RequestStepEvent event, read(context, desk));
    ROG_TRY_ASSIGN(const registry::WrittenRequest written,
                   desk.write([&](const std::vector<CaseRequest>& requests) -> Result<ledger::RequestEvent> {
                     ROG_TRY_ASSIGN(const CaseRequest* const request, registry::find_request(requests, desk.request()));
                     ROG_TRY(complete(event, *request, desk));
                     return ledger::RequestEvent(event);
                   }));
    Json::Object document = desk.show(written);
    document["event"] = event.event;
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  Result<RequestStepEvent> read(Context& context, RequestDesk& desk) const {
    RequestStepEvent event;
    event.event = m_event;
    event.request = desk.request();
    ROG_TRY_ASSIGN(event.happened_at, time(context, desk));
    ROG_TRY_ASSIGN(const std::optional<std::string> told_by, read_optional_text(context, m_told_by));
    if (told_by) {
      ROG_TRY_ASSIGN(event.reported, told(context, *told_by));
    }
    ROG_TRY_ASSIGN(event.ground, read_optional_text(context, m_ground));
    ROG_TRY_ASSIGN(event.reason, read_optional_text(context, m_reason));
    ROG_TRY_ASSIGN(event.consultation, read_optional_text(context, m_consultation));
    ROG_TRY_ASSIGN(event.note, read_optional_text(context, m_note));
    ROG_TRY_ASSIGN(event.entered_for, m_act.entered_for(context));
    ROG_TRY_ASSIGN(event.documents, documents(context));
    event.conditions = m_conditions;
    if (m_date) {
      ROG_TRY_ASSIGN(event.date, parse_moment_option("--date", *m_date));
    }
    return event;
  }

  Result<ledger::HappenedAt> time(const Context& context, RequestDesk& desk) const {
    ledger::HappenedAt time{.at = context.clock.now(), .known = ledger::TimeKnown::observed, .zone = {}};
    if (m_at) {
      ROG_TRY_ASSIGN(time.at, parse_moment_option("--at", *m_at));
    }
    const std::string known = m_known.empty() ? (m_told_by.given ? "reported" : "observed") : m_known;
    ROG_TRY_ASSIGN(time.known, ledger::parse_time_known(known));
    time.zone = m_zone.value_or(desk.card().zone);
    return time;
  }

  Result<ledger::ToldBy> told(Context& context, const std::string& by) const {
    ledger::ToldBy told{.by = by};
    std::string means = m_means;
    std::ranges::replace(means, '-', '_');
    ROG_TRY_ASSIGN(told.means, ledger::parse_told_means(means));
    ROG_TRY_ASSIGN(told.ref, read_optional_text(context, m_ref));
    return told;
  }

  Result<std::vector<ledger::RequestDocument>> documents(Context& context) const {
    std::vector<ledger::RequestDocument> documents;
    for (const std::string& given : m_documents) {
      if (crypto::Sha256::from_hex(given)) {
        documents.push_back({.name = "bundle " + given.substr(0, 12), .ref = {}, .hash = given, .is_bundle = true});
        continue;
      }
      ROG_TRY_ASSIGN(const registry::FileHash file, registry::hash_file(context.fs, given, context.progress));
      documents.push_back({.name = base::to_utf8_lossy(file.name), .ref = {}, .hash = file.sha256.hex()});
    }
    std::ranges::sort(documents);
    documents.erase(std::ranges::unique(documents).begin(), documents.end());
    return documents;
  }

  /// What follows from the history: the role, how manieth it is, which reports it answers.
  Result<void> complete(RequestStepEvent& event, const CaseRequest& request, RequestDesk& desk) const {
    ROG_TRY_ASSIGN(const Side side, our_side(request, desk.card()));
    if (!request.machine) {
      event.role = request.filed.role;
      return {};  // write_request says what is wrong
    }
    std::vector<request::Role> candidates = event.reported ? roles_of_side(side) : roles_for(request, m_event, side);
    if (candidates.empty()) {
      candidates = {roles_of_side(side).front()};  // not a step of ours: refused with the next ones
    }
    ROG_TRY_ASSIGN(event.role, m_act.role(desk.officer(), candidates));
    event.occurrence = m_occurrence ? static_cast<int>(*m_occurrence) : occurrence(event, request);
    if (!event.reported) {
      for (const ToldStep& told : request.history.steps) {
        if (told.step.kind == StepKind::reported && told.side == side && told.step.event == m_event &&
            told.step.occurrence == event.occurrence && told.standing == request::StepStanding::reported) {
          event.confirms.push_back(
              {.log = ledger::LogName::parse(told.step.entry.log).value(), .seq = told.step.entry.seq});
        }
      }
      std::ranges::sort(event.confirms);
    }
    return {};
  }

  [[nodiscard]] int occurrence(const RequestStepEvent& event, const CaseRequest& request) const {
    if (!event.reported) {
      return request::times_entered(request.history, m_event) + 1;
    }
    // Of what cannot happen now it is told once more.
    const int told = request::times_told(request.history, m_event);
    const bool can_happen = !request::transitions_of(*request.machine, request.history.reported.name, m_event).empty();
    return can_happen ? told + 1 : std::max(told, 1);
  }

  std::string m_request, m_event, m_known, m_means;
  std::optional<std::string> m_at, m_zone, m_date;
  std::optional<std::uint64_t> m_occurrence;
  FreeText m_told_by, m_ref, m_ground, m_reason, m_consultation, m_note;
  std::vector<std::string> m_conditions, m_documents;
  RequestActOptions m_act;
};

}  // namespace

std::unique_ptr<Command> make_request_advance() { return std::make_unique<RequestAdvance>(); }

}  // namespace rogatory::cmd
