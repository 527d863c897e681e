// The requests of a case, or of all cases of a home, for those who read them: verified and told in one pass.
#pragma once

#include "base/progress.hpp"
#include "registry/case_keys.hpp"
#include "registry/exhibit_reading.hpp"
#include "registry/request_entry.hpp"

namespace rogatory::registry {

struct CaseRequests {
  std::string name;  ///< of the case as people say it
  std::optional<ledger::CaseId> case_id;
  std::optional<std::string> title;  ///< absent: no key at hand opens it
  CustodyVerdict verdict;
  std::vector<CaseRequest> requests;  ///< the oldest first
};

/// Of CASE or DIR. Errors as ledger::verify_case.
Result<CaseRequests> read_requests(const CaseAccess& access, const Clock& clock, Progress& progress);

/// Of the cases of a home, one after the other.
class RequestReader {
 public:
  /// Keeps references; all outlive it.
  RequestReader(const Home& home, KeyRing& keys, const crypto::Trust& trust)
      : m_home(&home), m_trust(&trust), m_ring(home, keys) {}
  /// not_found, malformed, failed; wrong_key, usage: nobody gave the passphrase. That something in it does not verify
  /// is no error.
  Result<CaseRequests> read(const ledger::CaseId& case_id, const Clock& clock, Progress& progress);

 private:
  const Home* m_home;
  const crypto::Trust* m_trust;
  CaseKeyRing m_ring;
  RuleBook m_book;
};

/// The request that `which` means: its id, or a beginning of 4 digits and more, with or without R-. not_found; usage
/// with the candidates where there are several.
Result<const CaseRequest*> find_request(const std::vector<CaseRequests>& cases, const std::string& which);
Result<const CaseRequest*> find_request(const std::vector<CaseRequest>& requests, const std::string& which);

}  // namespace rogatory::registry
