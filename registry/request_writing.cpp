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
    const request::Machine& machine = (*rules)->rules.machine;
    const request::RequestHistory nothing = request::fold_request(machine, parties, {}, {});
    return request::check_step(machine, parties, nothing, {}, step);
  }
  const auto* made = std::get_if<ledger::RequestStepEvent>(&event);
  const std::string& id = made != nullptr ? made->request : std::get<ledger::RequestRemark>(event).request;
  ROG_TRY_ASSIGN(const CaseRequest* const request, find_request(requests, id));
  if (!request->machine) {
    return fail(unknown_rules(request->name(), request->problem));
  }
  return request::check_step(*request->machine, request->parties, request->history, request->steps, step);
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

}  // namespace

Result<WrittenRequest> write_request(CaseWriter& writer, const std::string& compartment, const Clock& clock,
                                     const RequestPlan& plan) {
  ROG_TRY_ASSIGN(ledger::OwnLog log, writer.take_log());
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, writer.source());
  ROG_TRY_ASSIGN(RequestLedger before, read_request_ledger(*source, writer.held().identities));
  RuleBook book;
  const std::vector<CaseRequest> requests = tell_requests(before, book);
  ROG_TRY_ASSIGN(RequestEvent event, plan(requests));
  const std::string type = ledger::type_of(event);
  Json::Object fields = ledger::fields_of(event);
  if (const Result<bool> form = ledger::check_event(type, fields); !form) {
    return fail(Error(ErrorCode::usage, form.error().sentence())
                    .next("rogatory-request(1) says what a step has; a text has at most 16 KiB"));
  }
  if (const auto* filed = std::get_if<RequestFiled>(&event)) {
    ROG_TRY(check_fits(*filed, fields));
  }
  ROG_TRY(writer.check_open(type));
  const RequestEntry entry = next_entry(log, writer.signers().officer().id, clock.now());
  ROG_TRY(check_allowed(event, step_of(entry, event), requests, writer, book));
  const ledger::OpenedBody body{.type = type, .fields = std::move(fields)};
  ROG_TRY_ASSIGN(const ledger::EntryDraft draft,
                 writer.draft({.type = type, .fields = body.fields, .compartment = compartment}));
  ROG_TRY_ASSIGN(const ledger::Appended appended, log.append(std::span(&draft, 1), clock));
  ROG_TRY_ASSIGN(const RequestLedger after, with_appended(std::move(before), log, appended, body, writer));
  for (CaseRequest& one : tell_requests(after, book)) {
    const bool is_it = std::ranges::any_of(one.events, [&](const auto& told) {
      return told.first.log == log.name().text() && told.first.seq == appended.last;
    });
    if (is_it) {
      return WrittenRequest{
          .written = {.log = log.name(), .appended = appended}, .event = std::move(event), .request = std::move(one)};
    }
  }
  return fail(ErrorCode::failed, "the entry is written, and no request that can be read here has it");
}

}  // namespace rogatory::registry
