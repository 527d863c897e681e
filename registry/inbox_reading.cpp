#include "registry/inbox_reading.hpp"

#include <algorithm>

#include "ledger/custody_entry.hpp"
#include "ledger/event.hpp"
#include "registry/cases.hpp"
#include "registry/forks.hpp"

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

Result<InboxCase> InboxReader::read(const CaseId& case_id, Progress& progress) {
  InboxCase read;
  read.case_id = case_id;
  read.ourselves = m_home->authority();
  ROG_TRY_ASSIGN(const CaseKeys keys, keys_of(case_id, read));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source,
                 ledger::open_repository(case_paths(*m_home, case_id).repository));
  ROG_TRY_ASSIGN(const Forks forks, load_forks(*m_home, case_id));
  ledger::VerifyOptions options{.trust = *m_trust, .identities = keys.identities, .expected = case_id};
  for (const auto& [log, fork] : forks) {
    options.forked.insert(log);
  }
  std::vector<ledger::CustodyEntry> told;
  const auto take_title = [&](const ledger::OpenedBody& body) {
    if (const auto opened = ledger::CaseOpened::parse(body.fields)) {
      read.title = opened->title;
    }
  };
  const auto take = [&](const ledger::SeenEntry& seen) -> Result<void> {
    if (!seen.counts) {
      return {};
    }
    read.entries[seen.log].push_back({.seq = seen.entry.seq, .made_at = seen.entry.made_at});
    told.push_back(ledger::custody_entry(seen.entry, seen.body));
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
  return read;
}

}  // namespace rogatory::registry
