#include "registry/inbox_reading.hpp"

#include <algorithm>

#include "ledger/custody_entry.hpp"
#include "ledger/event.hpp"
#include "registry/cases.hpp"
#include "registry/forks.hpp"
#include "registry/request_dates.hpp"

namespace rogatory::registry {

using ledger::CaseId;

Result<CaseKeys> InboxReader::keys_of(const CaseId& case_id, InboxCase& into) {
  const std::string directory = case_paths(*m_home, case_id).keys;
  ROG_TRY_ASSIGN(const std::vector<std::string> held, list_case_keys(*m_home, directory));
  into.is_locked = m_is_locked && !held.empty();
  if (m_is_locked) {
    return CaseKeys();
  }
  Result<CaseKeys> keys = m_ring.load(directory);
  // A wrong passphrase, or nobody to ask for one.
  if (!keys && (keys.error().code() == ErrorCode::wrong_key || keys.error().code() == ErrorCode::usage)) {
    m_is_locked = into.is_locked = true;
    return CaseKeys();
  }
  return keys;
}

void InboxReader::look_at_ourselves(InboxCase& into) {
  const Result<crypto::CardChain> chain = m_home->own_chain();
  if (!chain) {
    return;
  }
  into.state = chain->newest().country;
  if (Result<request::Zone> zone = request::Zone::load(chain->newest().zone, m_home->fs())) {
    into.zone = *std::move(zone);
  }
}

void InboxReader::tell_requests_into(InboxCase& into, const RequestLedger& ledger, UtcTime now) {
  for (CaseRequest& request : tell_requests(ledger, m_rules)) {
    InboxRequest& told = into.requests.emplace_back(std::move(request));
    for (RequestDate& date : dates_of(told.request, m_calendars, m_home->fs(), now).dates) {
      told.dues.push_back(std::move(date.due));
    }
  }
}

Result<InboxCase> InboxReader::read(const CaseId& case_id, UtcTime now, Progress& progress) {
  InboxCase read;
  read.case_id = case_id;
  read.ourselves = m_home->authority();
  look_at_ourselves(read);
  ROG_TRY_ASSIGN(const CaseKeys keys, keys_of(case_id, read));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source,
                 ledger::open_repository(case_paths(*m_home, case_id).repository));
  ROG_TRY_ASSIGN(const Forks forks, load_forks(*m_home, case_id));
  ledger::VerifyOptions options{.trust = *m_trust, .identities = keys.identities, .expected = case_id};
  for (const auto& [log, fork] : forks) {
    options.forked.insert(log);
  }
  std::vector<ledger::CustodyEntry> told;
  RequestLedger requests;
  const auto take_title = [&](const ledger::OpenedBody& body) {
    if (const auto opened = ledger::CaseOpened::parse(body.fields)) {
      read.title = opened->title;
    }
  };
  const auto take = [&](const ledger::SeenEntry& seen) -> Result<void> {
    requests.held[seen.log.text()] = seen.entry.seq + 1;
    if (!seen.counts) {
      return {};
    }
    read.entries[seen.log].push_back({.seq = seen.entry.seq, .made_at = seen.entry.made_at});
    told.push_back(ledger::custody_entry(seen.entry, seen.body));
    requests.take(seen.entry, seen.files.hash(), seen.body);
    if (seen.body != nullptr && seen.body->type == ledger::CaseOpened::k_type && seen.entry.nonce) {
      take_title(*seen.body);
    }
    if (seen.log.authority == read.ourselves) {
      for (const auto& [log, head] : seen.entry.heads) {
        std::uint64_t& covered = read.covered[log];
        covered = std::max(covered, head.size);
      }
    }
    return {};
  };
  ROG_TRY_ASSIGN(read.report, ledger::verify_case(*source, options, take, progress));
  read.table = ledger::fold_custody(told);
  for (const ledger::LogReport& log : read.report.logs) {
    if (log.cards) {
      requests.cards.insert_or_assign(log.log.authority, *log.cards);
    }
  }
  tell_requests_into(read, requests, now);
  return read;
}

}  // namespace rogatory::registry
