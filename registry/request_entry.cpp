#include "registry/request_entry.hpp"

#include <algorithm>
#include <set>

#include "registry/past_events.hpp"

namespace rogatory::registry {
namespace {

using ledger::LogName;
using ledger::RequestEvent;
using ledger::RequestFiled;
using ledger::RequestRemark;
using ledger::RequestStepEvent;
using request::Need;
using request::Step;
using request::StepKind;
using request::StepRef;

StepRef ref_of(const ledger::EntryRef& entry) { return {.log = entry.log.text(), .seq = entry.seq}; }

/// The needs that it brings something for.
std::vector<Need> brought_by(const RequestStepEvent& event) {
  std::vector<Need> brings;
  const auto add = [&](bool there, Need need) {
    if (there) {
      brings.push_back(need);
    }
  };
  add(event.reason.has_value(), Need::reason);
  add(event.ground.has_value(), Need::ground);
  add(!event.documents.empty(), Need::document);
  add(event.date.has_value(), Need::date);
  add(!event.conditions.empty(), Need::conditions);
  add(event.consultation.has_value(), Need::consultation);
  return brings;
}

std::optional<request::Role> role_of(const std::string& text) {
  const Result<request::Role> role = request::parse_role(text);
  return role ? std::optional(*role) : std::nullopt;
}

void fill(Step& step, const RequestFiled& event) {
  step.kind = event.reported ? StepKind::reported : StepKind::made;
  step.event = "filed";
  step.role = role_of(event.role);
  step.happened_at = event.happened_at.at;
  step.zone = event.happened_at.zone;
  if (!event.documents.empty()) {
    step.brings.push_back(Need::document);
  }
}

void fill(Step& step, const RequestStepEvent& event) {
  step.kind = event.reported ? StepKind::reported : StepKind::made;
  step.event = event.event;
  step.occurrence = event.occurrence;
  step.role = role_of(event.role);
  step.happened_at = event.happened_at.at;
  step.zone = event.happened_at.zone;
  step.brings = brought_by(event);
  std::ranges::transform(event.confirms, std::back_inserter(step.names), ref_of);
}

void fill(Step& step, const RequestRemark& event) {
  switch (event.kind) {
    case ledger::RemarkKind::confirmed:
      step.kind = StepKind::confirmed;
      break;
    case ledger::RemarkKind::disputed:
      step.kind = StepKind::disputed;
      break;
    case ledger::RemarkKind::corrected:
      step.kind = StepKind::corrected;
      break;
  }
  step.role = role_of(event.role);
  step.names = {ref_of(event.about)};
  step.withdraws = event.withdraws;
  if (event.happened_at) {
    step.instead = event.happened_at->at;
    step.zone_of = event.happened_at->zone;
  }
}

/// The request that an event is part of; of one that files none yet.
const std::string* request_of(const RequestEvent& event) {
  if (const auto* step = std::get_if<RequestStepEvent>(&event)) {
    return &step->request;
  }
  const auto* remark = std::get_if<RequestRemark>(&event);
  return remark != nullptr ? &remark->request : nullptr;
}

/// Entries of each log in order, to find who covers whom.
using ByLog = std::map<LogName, std::vector<const RequestEntry*>>;

ByLog by_log(const std::vector<RequestEntry>& entries) {
  ByLog logs;
  for (const RequestEntry& entry : entries) {
    logs[entry.point.entry.log].push_back(&entry);
  }
  for (auto& [log, list] : logs) {
    std::ranges::sort(list, {}, [](const RequestEntry* one) { return one->point.entry.seq; });
  }
  return logs;
}

std::uint64_t seen_of(const RequestEntry& entry, const LogName& log) {
  const auto head = entry.point.seen.find(log);
  return head == entry.point.seen.end() ? 0 : head->second;
}

request::ProvenInterval proven_for(const RequestEntry& entry, const ByLog& logs) {
  request::ProvenInterval proven;
  for (const auto& [log, list] : logs) {
    if (log.authority == entry.point.entry.log.authority) {
      continue;  // in another log of one's own one may say any time too
    }
    const std::uint64_t size = seen_of(entry, log);
    const auto behind =
        std::ranges::lower_bound(list, size, {}, [](const RequestEntry* one) { return one->point.entry.seq; });
    if (behind != list.begin()) {
      const UtcTime at = (*(behind - 1))->point.made_at;
      proven.not_before = std::max(proven.not_before.value_or(at), at);
    }
    // Heads never become smaller along a log.
    const auto covers = [&](const RequestEntry* one) {
      return seen_of(*one, entry.point.entry.log) <= entry.point.entry.seq;
    };
    const auto first = std::ranges::partition_point(list, covers);
    if (first != list.end()) {
      const UtcTime at = (*first)->point.made_at;
      proven.not_after = std::min(proven.not_after.value_or(at), at);
    }
  }
  return proven;
}

void add_author(Step& step, const RequestLedger& ledger, const RequestEntry& entry) {
  const auto chain = ledger.cards.find(step.authority);
  const crypto::Card* const card = chain == ledger.cards.end() ? nullptr : chain->second.find(entry.card);
  const crypto::Officer* const officer = card == nullptr ? nullptr : card->officer(entry.officer);
  if (officer == nullptr) {
    return;
  }
  step.state = card->country;
  step.by_service = officer->may.contains(crypto::May::service);
  // A card that gives an officer no roles says nothing of them.
  step.role_allowed =
      officer->roles.empty() || !step.role || std::ranges::count(officer->roles, request::text_of(*step.role)) > 0;
}

CaseRequest begin_request(const RequestEntry& entry, const RequestFiled& filed, RuleBook& book) {
  CaseRequest request;
  request.id = entry.hash.hex();
  request.entry = entry.point.entry;
  request.filed_at = entry.point.made_at;
  request.officer = entry.officer;
  request.filed = filed;
  request.parties = parties_of(filed);
  if (const auto rules = book.rules_of(filed)) {
    request.rules = *rules;
  } else {
    request.problem = rules.error().sentence();
  }
  return request;
}

}  // namespace

void RequestLedger::take(const ledger::Entry& entry, const ledger::EntryHash& hash, const ledger::OpenedBody* body) {
  RequestEntry told{.point = {.entry = {.log = entry.log, .seq = entry.seq}, .made_at = entry.made_at, .seen = {}},
                    .hash = hash,
                    .officer = entry.officer,
                    .card = entry.card,
                    .event = {},
                    .is_unread = entry.body && body == nullptr};
  for (const auto& [log, head] : entry.heads) {
    told.point.seen.emplace(log, head.size);
  }
  if (body != nullptr) {
    if (Result<RequestEvent> event = ledger::parse_request_event(body->type, body->fields)) {
      told.event = *std::move(event);
    }
  }
  unread += told.is_unread ? 1U : 0U;
  entries.push_back(std::move(told));
}

Result<RequestLedger> read_request_ledger(ledger::CaseSource& source,
                                          std::span<const crypto::age::Identity> identities) {
  std::vector<std::string> strange;
  ROG_TRY_ASSIGN(const std::vector<LogName> logs, source.logs(strange));
  RequestLedger ledger;
  std::set<std::string> authorities;
  for (const LogName& log : logs) {
    authorities.insert(log.authority);
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::LogSource> opened, source.open(log));
    ROG_TRY_ASSIGN(const ledger::LogListing listing, opened->list());
    ledger.held[log.text()] = listing.entries;
    ROG_TRY_ASSIGN(std::vector<crypto::SignedCard> cards, opened->cards());
    if (auto chain = crypto::CardChain::check(std::move(cards))) {
      const auto known = ledger.cards.find(log.authority);
      if (known == ledger.cards.end()) {
        ledger.cards.emplace(log.authority, *std::move(chain));
      } else if (known->second.newest().version < chain->newest().version) {
        known->second = *std::move(chain);
      }
    }
  }
  for (const std::string& authority : authorities) {
    ROG_TRY_ASSIGN(PastEvents events, PastEvents::of(source, authority, identities));
    for (;;) {
      const Result<std::optional<PastEvent>> told = events.next();
      if (!told && told.error().code() == ErrorCode::findings) {
        continue;  // a body that verify names
      }
      ROG_TRY(told);
      const std::optional<PastEvent>& event = *told;
      if (!event) {
        break;
      }
      ROG_TRY_ASSIGN(const ledger::EntryHash hash,
                     ledger::EntryHash::from_bytes(crypto::sha256(event->entry.serialize()).bytes));
      ledger.take(event->entry, hash, event->body ? &*event->body : nullptr);
    }
  }
  return ledger;
}

Step step_of(const RequestEntry& entry, const RequestEvent& event) {
  Step step;
  step.entry = ref_of(entry.point.entry);
  step.authority = entry.point.entry.log.authority;
  step.officer = entry.officer;
  step.made_at = entry.point.made_at;
  for (const auto& [log, size] : entry.point.seen) {
    step.seen.emplace(log.text(), size);
  }
  std::visit([&](const auto& one) { fill(step, one); }, event);
  return step;
}

std::vector<CaseRequest> tell_requests(const RequestLedger& ledger, RuleBook& book) {
  std::vector<CaseRequest> requests;
  std::map<std::string, std::size_t> places;
  for (const RequestEntry& entry : ledger.entries) {
    const auto* filed = entry.event ? std::get_if<RequestFiled>(&*entry.event) : nullptr;
    if (filed != nullptr) {
      requests.push_back(begin_request(entry, *filed, book));
    }
  }
  std::ranges::sort(requests, {}, [](const CaseRequest& one) { return std::pair(one.filed_at, one.id); });
  for (std::size_t i = 0; i < requests.size(); ++i) {
    places[requests[i].id] = i;
  }
  const ByLog logs = by_log(ledger.entries);
  for (const RequestEntry& entry : ledger.entries) {
    if (!entry.event) {
      continue;
    }
    const std::string* const id = request_of(*entry.event);
    const auto place = places.find(id == nullptr ? entry.hash.hex() : *id);
    if (place == places.end()) {
      continue;  // of a request that is not held here
    }
    CaseRequest& request = requests[place->second];
    Step step = step_of(entry, *entry.event);
    step.proven = proven_for(entry, logs);
    add_author(step, ledger, entry);
    request.events.emplace(step.entry, *entry.event);
    request.steps.push_back(std::move(step));
  }
  for (CaseRequest& request : requests) {
    if (request.rules) {
      request.history = request::fold_request(request.machine(), request.parties, request.steps, ledger.held);
    }
  }
  return requests;
}

request::Parties parties_of(const RequestFiled& filed) {
  const auto party = [](const ledger::RequestAuthority& authority) {
    return request::RequestParty{.id = authority.id, .state = authority.country};
  };
  request::Parties parties{.requesting = party(filed.requesting), .requested = party(filed.requested), .provider = {}};
  if (filed.addressed) {
    parties.provider = party(*filed.addressed);
  }
  return parties;
}

bool is_meant(const std::string& id, std::string_view which) {
  if (which.starts_with("R-") || which.starts_with("r-")) {
    which.remove_prefix(2);
  }
  return which.size() >= 4 && which.size() <= id.size() && id.starts_with(which);
}

}  // namespace rogatory::registry
