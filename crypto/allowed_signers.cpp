// The newest card as the text that ssh-keygen -Y verify takes (ssh-keygen(1), ALLOWED SIGNERS).
//
// ssh-keygen skips a line whose valid-before is not later than its valid-after, and knows no time before 1970-01-01
// 00:00:01: such an officer has no line, or no valid-after where the beginning is that early.
#include <algorithm>

#include "base/text.hpp"
#include "crypto/card.hpp"

namespace rogatory::crypto {
namespace {

std::string_view namespace_of(May may) {
  switch (may) {
    case May::entry:
    case May::service:
      return text_of(Namespace::entry);
    case May::grant:
      return text_of(Namespace::grant);
    case May::pouch:
      return text_of(Namespace::pouch);
    case May::seal:
      return text_of(Namespace::seal);
  }
  ROG_ASSERT(!"a right of the list");
  return {};
}

std::string namespaces_of(const Officer& officer) {
  std::vector<std::string> names;
  names.reserve(officer.may.size());
  for (const May may : officer.may) {
    names.emplace_back(namespace_of(may));
  }
  return base::join(names, ",");
}

// The last second in which the officer may sign.
UtcTime last_moment(const Officer& officer) {
  if (!officer.revoked_at) {
    return officer.until;
  }
  return std::min(officer.until, base::clamp_to_text_range(officer.revoked_at->seconds - 1));
}

std::string line_of(const std::string& authority, const Officer& officer) {
  const UtcTime before = last_moment(officer);
  if (before.seconds <= 0 || before <= officer.from) {
    return {};
  }
  std::string line = officer.id + "@" + authority + " namespaces=\"" + namespaces_of(officer) + "\"";
  if (officer.from.seconds > 0) {
    line += ",valid-after=\"" + officer.from.compact() + "\"";
  }
  return line + ",valid-before=\"" + before.compact() + "\" " + officer.key.openssh() + "\n";
}

}  // namespace

std::string allowed_signers(const CardChain& chain) {
  std::string text;
  for (const Officer& officer : chain.newest().officers) {
    text += line_of(chain.newest().id, officer);
  }
  return text;
}

}  // namespace rogatory::crypto
