#include "registry/request_reading.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ledger/event.hpp"
#include "registry/cases.hpp"
#include "registry/forks.hpp"

namespace rogatory::registry {
namespace {

Result<void> tell_into(CaseRequests& read, ledger::CaseSource& source, const ledger::VerifyOptions& options,
                       const Clock& clock, Progress& progress, RuleBook& book) {
  RequestLedger ledger;
  read.verdict.verified_at = clock.now();
  const auto take = [&](const ledger::SeenEntry& seen) -> Result<void> {
    ledger.held[seen.log.text()] = seen.entry.seq + 1;
    if (!seen.counts) {
      return {};
    }
    ledger.take(seen.entry, seen.files.hash(), seen.body);
    if (seen.body != nullptr && seen.body->type == ledger::CaseOpened::k_type && seen.entry.nonce) {
      if (const auto opened = ledger::CaseOpened::parse(seen.body->fields)) {
        read.title = opened->title;
      }
    }
    return {};
  };
  ROG_TRY_ASSIGN(read.verdict.report, ledger::verify_case(source, options, take, progress));
  for (const ledger::LogReport& log : read.verdict.report.logs) {
    if (log.cards) {
      ledger.cards.insert_or_assign(log.log.authority, *log.cards);
    }
  }
  read.verdict.unread = ledger.unread;
  read.requests = tell_requests(ledger, book);
  return {};
}

Error several(const std::vector<const CaseRequest*>& found, const std::string& which) {
  std::vector<std::string> names;
  for (const CaseRequest* const one : found) {
    names.push_back(one->name() + " " + one->filed.title);
  }
  return Error(ErrorCode::usage, which + " may be any of " + std::to_string(found.size()) + " requests")
      .next("one of: " + base::join(names, ", "));
}

Result<const CaseRequest*> the_one(const std::vector<const CaseRequest*>& found, const std::string& which) {
  if (found.empty()) {
    return fail(Error(ErrorCode::not_found, "there is no request " + which)
                    .next("rogatory request list names those that there are"));
  }
  if (found.size() > 1) {
    return fail(several(found, which));
  }
  return found.front();
}

void add_meant(std::vector<const CaseRequest*>& found, const std::vector<CaseRequest>& requests,
               const std::string& which) {
  for (const CaseRequest& request : requests) {
    if (is_meant(request.id, which)) {
      found.push_back(&request);
    }
  }
}

}  // namespace

Result<CaseRequests> read_requests(const CaseAccess& access, const Clock& clock, Progress& progress) {
  CaseRequests read;
  read.name = access.name;
  read.case_id = access.case_id;
  RuleBook book;
  ROG_TRY(tell_into(
      read, *access.source,
      {.trust = access.trust, .identities = access.identities, .expected = access.case_id, .forked = access.forked},
      clock, progress, book));
  return read;
}

Result<CaseRequests> RequestReader::read(const ledger::CaseId& case_id, const Clock& clock, Progress& progress) {
  CaseRequests read;
  read.name = case_id.text();
  read.case_id = case_id;
  ROG_TRY_ASSIGN(const CaseKeys keys, m_ring.load(case_paths(*m_home, case_id).keys));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source,
                 ledger::open_repository(case_paths(*m_home, case_id).repository));
  ROG_TRY_ASSIGN(const Forks forks, load_forks(*m_home, case_id));
  ledger::VerifyOptions options{.trust = *m_trust, .identities = keys.identities, .expected = case_id};
  for (const auto& [log, fork] : forks) {
    options.forked.insert(log);
  }
  ROG_TRY(tell_into(read, *source, options, clock, progress, m_book));
  return read;
}

Result<const CaseRequest*> find_request(const std::vector<CaseRequests>& cases, const std::string& which) {
  std::vector<const CaseRequest*> found;
  for (const CaseRequests& one : cases) {
    add_meant(found, one.requests, which);
  }
  return the_one(found, which);
}

Result<const CaseRequest*> find_request(const std::vector<CaseRequest>& requests, const std::string& which) {
  std::vector<const CaseRequest*> found;
  add_meant(found, requests, which);
  return the_one(found, which);
}

}  // namespace rogatory::registry
