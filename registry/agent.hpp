// The agent: keeps unlocked key texts in locked memory for other programs of the home, for a limited time, so that
// passphrases are asked once. A 0600 socket in the home, peers of the same user only (SO_PEERCRED), not dumpable, all
// memory locked where the system allows. It holds keys, never passphrases, and never the root key.
//
// Protocol (one request a connection): u32 length (big-endian, at most 1 KiB) and ASCII text; the answer u32 length (at
// most 64 KiB) and bytes.   "get NAME" -> "ok\n" text | "none\n"     "status" -> "ok\n" JSON      "stop" -> "ok\n"
#pragma once

#include <optional>
#include <vector>

#include "registry/keys.hpp"

namespace rogatory::registry {

struct AgentStatus {
  UtcTime until;
  std::vector<std::string> keys;
};

/// Starts the agent in the background with these keys until `until`; returns when it answers. refused where one runs.
Result<void> start_agent(const Home& home, std::vector<std::pair<std::string, crypto::SecretBytes>> keys,
                         UtcTime until, const Clock& clock);
/// Nothing where none runs.
Result<std::optional<AgentStatus>> agent_status(const Home& home);
/// false where none runs.
Result<bool> stop_agent(const Home& home);
/// The text of a key; nothing where no agent runs or it does not hold it.
Result<std::optional<crypto::SecretBytes>> agent_get(const Home& home, const std::string& name);

}  // namespace rogatory::registry
