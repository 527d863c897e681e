// What an ssh-agent answered, taken apart: its grammar stands in ssh_agent.hpp. For crypto/ssh_agent.cpp and the tests.
#pragma once

#include "crypto/sign.hpp"

namespace rogatory::crypto {

// Both take type and contents of one message. denied where the agent refused, malformed where the form is wrong.

/// Whether the list of keys names `key`.
Result<bool> answer_lists_key(ByteView answer, const PublicKey& key);
/// The signature, of which nothing was verified yet.
Result<RawSignature> signature_in_answer(ByteView answer);

}  // namespace rogatory::crypto
