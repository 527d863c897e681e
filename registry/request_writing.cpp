#include "registry/request_writing.hpp"

#include <algorithm>

#include "ledger/event.hpp"
#include "registry/request_reading.hpp"

namespace rogatory::registry {
namespace {

using ledger::RequestEvent;
using ledger::RequestFiled;

/// The entry as it will stand at the end of our log.
RequestEntry next_entry(const ledger::OwnLog& log, const std::string& officer, UtcTime now) {
  const std::optional<ledger::Entry> last = log.last();
  RequestEntry entry{
      .point = {.entry = {.log = log.name(), .seq = last ? last->seq + 1 : 0}, .made_at = now, .seen = {}},
      .hash = {},
      .officer = officer,
      .card = {},
      .event = {}};
  for (const auto& [name, head] : log.heads()) {
    entry.point.seen.emplace(name, head.size);
  }
  return entry;
}

Error unknown_rules(const std::string& name, const std::string& problem) {
  return Error(ErrorCode::refused, "request " + name + " cannot be judged here")
      .because(problem)
      .next("use a newer rogatory, or ask who filed it which program wrote its rules");
}

/// What it says and the rules that are frozen with it share one body.
Result<void> check_fits(const RequestFiled& filed, const Json::Object& fields) {
  constexpr std::size_t k_frame = 1024;  // of what every body has: case, log, place, type
  constexpr std::size_t k_kib = 1024;
  const std::size_t size = Json(fields).canonical().size();
  if (size + k_frame <= ledger::k_body_limit) {
    return {};
  }
  const std::size_t rules = filed.rules == nullptr ? 0 : filed.rules->size();
  return fail(Error(ErrorCode::refused, "the request does not fit into an entry, which has at most 1 MiB")
                  .because("its rules have " + std::to_string(rules / k_kib) + " KiB, and what it says " +
                           std::to_string((size - rules) / k_kib) + " KiB")
                  .next("shorten the texts of its instrument, or seal what is long as a bundle and attach that"));
}

/// Whose step it is, as the card in force says.
void add_ourselves(request::Step& step, const crypto::Card& card, const crypto::Officer& officer) {
  step.state = card.country;
  step.by_service = officer.may.contains(crypto::May::service);
  step.role_allowed =
      officer.roles.empty() || !step.role || std::ranges::count(officer.roles, request::text_of(*step.role)) > 0;
}

Result<void> check_allowed(const RequestEvent& event, request::Step step, const std::vector<CaseRequest>& requests,
                           CaseWriter& writer, RuleBook& book) {
  add_ourselves(step, writer.signers().cards().newest(), writer.signers().officer());
  if (const auto* filed = std::get_if<RequestFiled>(&event)) {
    const auto rules = book.rules_of(*filed);
    if (!rules) {
      return fail(unknown_rules(filed->title, rules.error().sentence()));
    }
    const request::Parties parties = parties_of(*filed);
    const request::Machine& machine = (*rules)->machine;
    const request::RequestHistory nothing = request::fold_request(machine, parties, {}, {});
    return request::check_step(machine, parties, nothing, {}, step);
  }
  const auto* made = std::get_if<ledger::RequestStepEvent>(&event);
  const std::string& id = made != nullptr ? made->request : std::get<ledger::RequestRemark>(event).request;
  ROG_TRY_ASSIGN(const CaseRequest* const request, find_request(requests, id));
  if (!request->rules) {
    return fail(unknown_rules(request->name(), request->problem));
  }
  return request::check_step(request->machine(), request->parties, request->history, request->steps, step);
}

/// What a fresh reading would find behind the append: the ledger that was read under the lock, and our entry.
Result<RequestLedger> with_appended(RequestLedger before, const ledger::OwnLog& log, const ledger::Appended& appended,
                                    const ledger::OpenedBody& body, CaseWriter& writer) {
  const std::optional<ledger::Entry> last = log.last();
  const auto held = before.held.find(log.name().text());
  const bool is_known = last && last->seq == appended.last && held != before.held.end() && held->second == last->seq;
  if (!is_known) {
    // The first entry of a log can change what counts of those before it.
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, writer.source());
    return read_request_ledger(*source, writer.held().identities);
  }
  ++held->second;
  before.take(*last, appended.last_hash, &body);
  before.cards.insert_or_assign(log.name().authority, writer.signers().cards());
  return before;
}

/// Entries that are planned, and what the requests would be with them.
class PlannedEntries {
 public:
  PlannedEntries(CaseWriter& writer, const ledger::OwnLog& log, const Clock& clock, std::string compartment)
      : m_writer(&writer), m_log(&log), m_clock(&clock), m_compartment(std::move(compartment)) {}

  Result<void> read(ledger::CaseSource& source) {
    ROG_TRY_ASSIGN(m_ledger, read_request_ledger(source, m_writer->held().identities));
    m_requests = tell_requests(m_ledger, m_book);
    m_next = next_entry(*m_log, m_writer->signers().officer().id, m_clock->now());
    return {};
  }

  Result<void> add(const RequestPlan& plan);
  [[nodiscard]] std::span<const ledger::EntryDraft> drafts() const { return m_drafts; }
  /// What became of them.
  Result<std::vector<WrittenRequest>> written(const ledger::Appended& appended);

 private:
  void take_up(const RequestEvent& event);
  Result<RequestLedger> ledger_behind(const ledger::Appended& appended);

  CaseWriter* m_writer;
  const ledger::OwnLog* m_log;
  const Clock* m_clock;
  std::string m_compartment;
  RuleBook m_book;
  RequestLedger m_ledger;
  std::vector<CaseRequest> m_requests;
  RequestEntry m_next{};
  std::vector<RequestEvent> m_events;
  std::vector<ledger::OpenedBody> m_bodies;
  std::vector<ledger::EntryDraft> m_drafts;
};

Result<void> PlannedEntries::add(const RequestPlan& plan) {
  ROG_TRY_ASSIGN(RequestEvent event, plan(m_requests));
  ledger::OpenedBody body{.type = ledger::type_of(event), .fields = ledger::fields_of(event)};
  if (const Result<bool> form = ledger::check_event(body.type, body.fields); !form) {
    return fail(Error(ErrorCode::usage, form.error().sentence())
                    .next("rogatory-request(1) says what a step has; a text has at most 16 KiB"));
  }
  if (const auto* filed = std::get_if<RequestFiled>(&event)) {
    ROG_TRY(check_fits(*filed, body.fields));
  }
  ROG_TRY(m_writer->check_open(body.type));
  ROG_TRY(check_allowed(event, step_of(m_next, event), m_requests, *m_writer, m_book));
  ROG_TRY_ASSIGN(m_drafts.emplace_back(),
                 m_writer->draft({.type = body.type, .fields = body.fields, .compartment = m_compartment}));
  take_up(event);
  m_events.push_back(std::move(event));
  m_bodies.push_back(std::move(body));
  return {};
}

/// For the next plan: the request as it would be. What one files has no id yet, and nothing can go on from it.
void PlannedEntries::take_up(const RequestEvent& event) {
  const auto* made = std::get_if<ledger::RequestStepEvent>(&event);
  const auto* remark = std::get_if<ledger::RequestRemark>(&event);
  const std::string id = made != nullptr ? made->request : remark != nullptr ? remark->request : std::string();
  const auto found = std::ranges::find(m_requests, id, &CaseRequest::id);
  request::Step step = step_of(m_next, event);
  const std::uint64_t seq = m_next.point.entry.seq++;
  m_ledger.held[m_log->name().text()] = seq + 1;
  if (found == m_requests.end() || !found->rules) {
    return;
  }
  add_ourselves(step, m_writer->signers().cards().newest(), m_writer->signers().officer());
  found->events.emplace(step.entry, event);
  found->steps.push_back(std::move(step));
  found->history = request::fold_request(found->machine(), found->parties, found->steps, m_ledger.held);
}

Result<RequestLedger> PlannedEntries::ledger_behind(const ledger::Appended& appended) {
  if (m_bodies.size() == 1) {
    // It is counted again where it is taken; of a log that it begins nothing was held.
    const auto held = m_ledger.held.find(m_log->name().text());
    if (--held->second == 0) {
      m_ledger.held.erase(held);
    }
    return with_appended(std::move(m_ledger), *m_log, appended, m_bodies.front(), *m_writer);
  }
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, m_writer->source());
  return read_request_ledger(*source, m_writer->held().identities);
}

Result<std::vector<WrittenRequest>> PlannedEntries::written(const ledger::Appended& appended) {
  ROG_TRY_ASSIGN(const RequestLedger after, ledger_behind(appended));
  const std::vector<CaseRequest> told = tell_requests(after, m_book);
  std::vector<WrittenRequest> all;
  for (std::size_t i = 0; i < m_events.size(); ++i) {
    const request::StepRef entry{.log = m_log->name().text(), .seq = appended.first + i};
    const auto found = std::ranges::find_if(told, [&](const CaseRequest& one) { return one.events.contains(entry); });
    if (found == told.end()) {
      return fail(ErrorCode::failed,
                  "entry " + entry.text() + " is written, and no request that can be read here has it");
    }
    ledger::Appended own = appended;
    own.first = own.last = entry.seq;
    all.push_back({.written = {.log = m_log->name(), .appended = own}, .event = m_events[i], .request = *found});
  }
  return all;
}

}  // namespace

Result<std::vector<WrittenRequest>> write_requests(CaseWriter& writer, const std::string& compartment,
                                                   const Clock& clock, std::span<const RequestPlan> plans,
                                                   std::optional<std::size_t>& failed) {
  ROG_TRY_ASSIGN(ledger::OwnLog log, writer.take_log());
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, writer.source());
  PlannedEntries planned(writer, log, clock, compartment);
  ROG_TRY(planned.read(*source));
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (Result<void> added = planned.add(plans[i]); !added) {
      failed = i;
      return fail(std::move(added).error());
    }
  }
  ROG_TRY_ASSIGN(const ledger::Appended appended, log.append(planned.drafts(), clock));
  return planned.written(appended);
}

Result<WrittenRequest> write_request(CaseWriter& writer, const std::string& compartment, const Clock& clock,
                                     const RequestPlan& plan) {
  std::optional<std::size_t> failed;
  ROG_TRY_ASSIGN(std::vector<WrittenRequest> written,
                 write_requests(writer, compartment, clock, std::span(&plan, 1), failed));
  return std::move(written.front());
}

}  // namespace rogatory::registry
