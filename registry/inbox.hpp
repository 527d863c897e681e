// What waits for us in a case: hand-overs to receive, hand-overs that nobody confirms, what was refused or does not
// match, requests whose next step is ours, their dates, steps of the other side that do not fit, what an authority
// disputes of its own log, logs that do not verify, and what others wrote that nobody of ours can have seen. Derived,
// nothing is stored: our newest entries say by their heads what we had when we wrote them. Pure: inbox_reading.hpp
// reads the case.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/custody.hpp"
#include "ledger/verify.hpp"
#include "registry/request_entry.hpp"
#include "request/due.hpp"

namespace rogatory::registry {

enum class InboxKind : std::uint8_t {
  receive,      ///< handed over to us: somebody is to sign that he has it
  unconfirmed,  ///< handed over by us more than k_unconfirmed_seconds ago, and not received
  refused,      ///< another authority refused to receive it; nothing of ours came after
  discrepancy,  ///< another authority says that something does not match; nobody resolved it
  disputed,     ///< an entry that its own authority disputes
  unverified,   ///< a log that does not verify, or a case that cannot be read
  fork,         ///< two histories of one log
  turn,         ///< a request whose next step is ours
  due,          ///< a date of a request that ends within k_due_seconds, or has passed with nothing done
  answer,       ///< a step that the other side of a request entered and that is not applied: to be accepted or disputed
  news,         ///< entries of another authority
  locked        ///< a case that no key at hand opens: what it tells is missing here
};
/// The word in --json, e.g. "unconfirmed".
std::string_view text_of(InboxKind kind);

constexpr std::int64_t k_unconfirmed_seconds = 7 * 24 * 3600;
constexpr std::int64_t k_due_seconds = 7 * 24 * 3600;

struct InboxItem {
  UtcTime since;  ///< when it began to wait: made_at of the first entry it rests on
  ledger::CaseId case_id;
  InboxKind kind = InboxKind::news;
  std::optional<ledger::ExhibitId> exhibit{};
  std::optional<std::string> request{};   ///< its id, 64 hexadecimal digits
  std::vector<ledger::EntryRef> entries;  ///< on which it rests; of news the first and the last
  std::string text;                       ///< one sentence; it may hold foreign text
  std::string next;                       ///< the command that helps
  std::optional<std::string> title{};     ///< of the case, where a key opens it; foreign
};

/// A request of a case, with its dates.
struct InboxRequest {
  CaseRequest request;
  std::vector<request::Due> dues;
};

/// A case as it was read.
struct InboxCase {
  ledger::CaseId case_id;
  std::string ourselves;
  std::optional<std::string> title;
  ledger::CustodyTable table;
  ledger::CaseReport report;
  struct Told {
    std::uint64_t seq = 0;
    UtcTime made_at;
  };
  std::map<ledger::LogName, std::vector<Told>> entries;  ///< that count, of all logs, ascending
  ledger::SeenSizes covered;            ///< of each other log, how many entries the heads of our entries cover
  std::string state{};                  ///< ours: ISO 3166-1
  std::optional<request::Zone> zone{};  ///< our wall clock; absent: that of UTC
  std::vector<InboxRequest> requests{};
  bool is_locked = false;  ///< its keys are here, and were not opened
};

/// In no order. `since`: news are the entries made then or later, whether we have seen them or not.
std::vector<InboxItem> inbox_of(const InboxCase& from, UtcTime now, std::optional<UtcTime> since);

}  // namespace rogatory::registry
