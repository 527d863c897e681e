// The answers of an ssh-agent, which is another program: a signature that is accepted has no second spelling, and a key
// is found only where its bytes are.
#include <algorithm>

#include "crypto/ssh_agent_answer.hpp"
#include "crypto/ssh_wire.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

using crypto::WireWriter;

bool reads_as_signature(ByteView input) {
  const Result<crypto::RawSignature> raw = crypto::signature_in_answer(input);
  if (!raw) {
    return false;
  }
  const Bytes signature = WireWriter().string("ssh-ed25519").string(ByteView(*raw)).take();
  ROG_ASSERT(std::ranges::equal(WireWriter().byte(14).string(signature).take(), input));
  return true;
}

bool reads_as_list(ByteView input) {
  static const crypto::PublicKey key = officer_key().public_key();
  const Result<bool> listed = crypto::answer_lists_key(input, key);
  if (!listed) {
    return false;
  }
  ROG_ASSERT(!*listed || !std::ranges::search(input, key.wire()).empty());
  return true;
}

}  // namespace

bool accepts(ByteView input) {
  const bool is_signature = reads_as_signature(input);
  const bool is_list = reads_as_list(input);
  ROG_ASSERT(!(is_signature && is_list));
  return is_signature || is_list;
}

}  // namespace rogatory::fuzz
