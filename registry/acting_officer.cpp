#include <algorithm>

#include "base/text.hpp"
#include "registry/seal.hpp"

namespace rogatory::registry {
namespace {

std::string reason_against(const crypto::Officer& officer, crypto::May may, UtcTime now) {
  if (!officer.may.contains(may)) {
    return "may not " + std::string(text_of(may));
  }
  if (officer.revoked_at && now >= *officer.revoked_at) {
    return "was revoked at " + officer.revoked_at->text();
  }
  if (now < officer.from) {
    return "is valid only from " + officer.from.text();
  }
  if (now > officer.until) {
    return "was valid until " + officer.until.text();
  }
  return "";
}

}  // namespace

Result<crypto::Officer> acting_officer(const crypto::CardChain& chain, const std::optional<std::string>& wanted,
                                       crypto::May may, UtcTime now) {
  const crypto::Card& card = chain.newest();
  if (wanted) {
    const crypto::Officer* officer = card.officer(*wanted);
    if (officer == nullptr) {
      return fail(Error(ErrorCode::not_found, "the card has no officer " + *wanted).next("rogatory officer list"));
    }
    if (const std::string against = reason_against(*officer, may, now); !against.empty()) {
      return fail(Error(ErrorCode::denied, "officer " + officer->id + "@" + card.id + " " + against)
                      .next("rogatory officer list shows who may; rogatory --as OFFICER … acts as another"));
    }
    return *officer;
  }
  std::vector<std::string> able;
  std::vector<std::string> reasons;
  for (const crypto::Officer& officer : card.officers) {
    if (const std::string against = reason_against(officer, may, now); against.empty()) {
      able.push_back(officer.id);
    } else {
      reasons.push_back(officer.id + " " + against);
    }
  }
  if (able.empty()) {
    return fail(Error(ErrorCode::denied, "no officer of " + card.id + " may " + std::string(text_of(may)) + " now")
                    .because(base::join(reasons, "; "))
                    .next("rogatory officer list"));
  }
  if (able.size() > 1) {
    return fail(Error(ErrorCode::usage, "who acts? " + base::join(able, ", ") + " may " + std::string(text_of(may)))
                    .next("rogatory --as " + able.front() + " …"));
  }
  return *card.officer(able.front());
}

}  // namespace rogatory::registry
