#include "crypto/standing.hpp"

#include <algorithm>

namespace rogatory::crypto {
namespace {

std::string act_of(May may) {
  switch (may) {
    case May::entry:
      return "sign entries";
    case May::grant:
      return "grant keys";
    case May::pouch:
      return "sign pouches";
    case May::seal:
      return "seal";
    case May::service:
      return "act as a service";
  }
  return "";
}

}  // namespace

std::string objection(const Card& card, const Officer& officer, May may, UtcTime at) {
  if (!officer.may.contains(may)) {
    return "may not " + act_of(may);
  }
  if (at < officer.from || at > officer.until) {
    return "is entitled from " + officer.from.text() + " to " + officer.until.text() + ", signed at " + at.text();
  }
  if (officer.revoked_at && at >= *officer.revoked_at) {
    return "was revoked at " + officer.revoked_at->text() + ", signed at " + at.text();
  }
  if (at < card.issued_at) {
    return "signed at " + at.text() + ", before the card in force was issued (" + card.issued_at.text() + ")";
  }
  return "";
}

std::optional<UtcTime> withdrawn_at(const Officer& in_force, const Officer& newest) {
  std::optional<UtcTime> at = newest.revoked_at;
  if (newest.until < in_force.until) {
    const UtcTime after_end{newest.until.seconds + 1};
    at = at ? std::min(*at, after_end) : after_end;
  }
  return at;
}

std::string withdrawn_altogether(const Officer& newest, May may, UtcTime at) {
  if (!newest.may.contains(may)) {
    return "may no longer " + act_of(may) + " by a later card, and that it was signed before is not proven in time";
  }
  if (at < newest.from) {
    return "is entitled from " + newest.from.text() + " by a later card, signed at " + at.text();
  }
  return "";
}

}  // namespace rogatory::crypto
