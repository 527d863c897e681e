#include "cmd/request_reader.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/custody_reader.hpp"
#include "cmd/home_access.hpp"
#include "registry/state_directory.hpp"

namespace rogatory::cmd {

using registry::CaseRequests;

void RequestReading::setup(Options& options) {
  options.text("--case", m_case, "CASE|DIR", "a case, or a cloned ledger (default: all cases of the home)");
  m_reading.setup(options);
}

Result<std::vector<CaseRequests>> RequestReading::read(Context& context) const {
  std::vector<CaseRequests> cases;
  if (m_case) {
    ROG_TRY_ASSIGN(const registry::CaseAccess access,
                   m_reading.case_access(context, *m_case, registry::KeyUse::required));
    ROG_TRY_ASSIGN(cases.emplace_back(), registry::read_requests(access, context.clock, context.progress));
    return cases;
  }
  ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
  ROG_TRY_ASSIGN(const std::vector<ledger::CaseId> ids, registry::case_ids(home));
  registry::KeyRing keys(home, context.passphrases);
  ROG_TRY_ASSIGN(const crypto::Trust trust, home.trust());
  registry::RequestReader reader(home, keys, trust);
  for (const ledger::CaseId& id : ids) {
    Result<CaseRequests> read = reader.read(id, context.clock, context.progress);
    if (read) {
      cases.push_back(*std::move(read));
      continue;
    }
    const ErrorCode code = read.error().code();
    if (code == ErrorCode::interrupted || code == ErrorCode::wrong_key || code == ErrorCode::usage) {
      return fail(std::move(read).error());
    }
    context.ui.warn("case " + id.text().substr(0, 12) + " cannot be read: " + read.error().sentence());
  }
  return cases;
}

int RequestReading::status_of_all(const std::vector<CaseRequests>& cases) {
  for (const CaseRequests& one : cases) {
    if (const int status = status_of(one.verdict, 0); status != 0) {
      return status;
    }
  }
  return 0;
}

void RequestReading::show_verifications(Ui& ui, const std::vector<CaseRequests>& cases) {
  for (const CaseRequests& one : cases) {
    const bool passes = status_of(one.verdict, 0) == 0 && one.verdict.unread == 0;
    if (one.requests.empty() && passes) {
      continue;
    }
    ui.line("case " + one.name.substr(0, 12) + (one.title ? " " + *one.title : ""));
    show_verification(ui, one.verdict);
  }
}

Json RequestReading::verifications_document(const std::vector<CaseRequests>& cases) {
  Json::Array documents;
  for (const CaseRequests& one : cases) {
    Json document = verification_document(one.name, one.verdict, status_of(one.verdict, 0));
    documents.push_back(std::move(document));
  }
  return documents;
}

std::vector<PlacedRequest> all_requests(const std::vector<CaseRequests>& cases) {
  std::vector<PlacedRequest> all;
  for (const CaseRequests& one : cases) {
    for (const registry::CaseRequest& request : one.requests) {
      all.push_back({&one, &request});
    }
  }
  std::ranges::stable_sort(all, {}, [](const PlacedRequest& one) { return one.request->filed_at; });
  return all;
}

Result<PlacedRequest> placed_request(const std::vector<CaseRequests>& cases, const std::string& which) {
  ROG_TRY_ASSIGN(const registry::CaseRequest* const request, registry::find_request(cases, which));
  for (const PlacedRequest& one : all_requests(cases)) {
    if (one.request == request) {
      return one;
    }
  }
  return fail(ErrorCode::not_found, "there is no request " + which);
}

}  // namespace rogatory::cmd
