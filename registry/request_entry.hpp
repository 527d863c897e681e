// What the logs of a case tell of its requests, as the fold takes it (request/history.hpp). Read twice: verified, for
// those who look (request_reading.hpp), and as it is, for those who are about to write (request_writing.hpp).
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ledger/body.hpp"
#include "ledger/causal_order.hpp"
#include "ledger/log_source.hpp"
#include "ledger/request_event.hpp"
#include "registry/request_rules.hpp"
#include "request/history.hpp"

namespace rogatory::registry {

/// An entry that counts, of a request or not: what each author had seen, and when, proves when others were made.
struct RequestEntry {
  ledger::CausalPoint point;
  ledger::EntryHash hash;
  std::string officer;
  crypto::Sha256 card;
  std::optional<ledger::RequestEvent> event;  ///< absent: of something else, of no form, or not read
  bool is_unread = false;
};

/// All entries that count, how many of each log are held, and the cards of their authors.
struct RequestLedger {
  std::vector<RequestEntry> entries;
  request::LogSizes held;
  std::map<std::string, crypto::CardChain> cards;  ///< by authority
  std::uint64_t unread = 0;

  /// Takes an entry up; its body where a key at hand opened it.
  void take(const ledger::Entry& entry, const ledger::EntryHash& hash, const ledger::OpenedBody* body);
};

/// Everything of the case's logs, read and not verified. incomplete, malformed.
Result<RequestLedger> read_request_ledger(ledger::CaseSource& source,
                                          std::span<const crypto::age::Identity> identities);

/// A request as its entries tell it.
struct CaseRequest {
  std::string id;  ///< 64 hexadecimal digits
  ledger::EntryRef entry;
  UtcTime filed_at;
  std::string officer;
  ledger::RequestFiled filed;
  request::Parties parties;
  std::shared_ptr<const FrozenRules> rules;  ///< the history points into them; null: see `problem`
  std::string problem;                       ///< why it is told without its rules; empty where it is with them
  std::vector<request::Step> steps;
  std::map<request::StepRef, ledger::RequestEvent> events;  ///< of each step
  request::RequestHistory history;

  /// By which its steps are judged; only where it has its rules.
  [[nodiscard]] const request::Machine& machine() const { return rules->machine; }
  /// "R-1f3a09bc7d"
  [[nodiscard]] std::string name() const { return "R-" + id.substr(0, 10); }
};

/// All requests of the case, the oldest first; each by the rules that were frozen with it.
std::vector<CaseRequest> tell_requests(const RequestLedger& ledger, RuleBook& book);

/// Who is on which side.
request::Parties parties_of(const ledger::RequestFiled& filed);

/// The step that an event of a request is, for an entry at `ref` by `officer` of `authority`.
request::Step step_of(const RequestEntry& entry, const ledger::RequestEvent& event);

/// Whether `which` may mean the request: the id, or its beginning of 4 digits and more, with or without "R-".
bool is_meant(const std::string& id, std::string_view which);

}  // namespace rogatory::registry
