// What waits for us of one request (registry/inbox.hpp). Internal to the inbox.
#pragma once

#include "registry/inbox.hpp"

namespace rogatory::registry {

/// Whether it is our turn, which dates are near or have passed, which steps of the other side are not applied. Of a
/// request that has come to an end no date that has passed: nobody can act on it. Nothing where we are on neither side,
/// or the request is told without its rules.
std::vector<InboxItem> items_of(const InboxCase& from, const InboxRequest& one, UtcTime now);

}  // namespace rogatory::registry
