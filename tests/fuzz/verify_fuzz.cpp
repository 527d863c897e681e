// A whole bundle, verified with a key and with the authority's root pinned: no input passes but an honest one, for
// there is no second file to any bundle id.
#include <map>

#include "bundle/verify.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/fuzz/input_file.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

constexpr int k_any_fd = 0;  // InputFile does not look at it

crypto::Trust trust() {
  crypto::Trust trust;
  trust.pin(k_authority, crypto::fingerprint_of(root_key().public_key()));
  return trust;
}

bundle::Report verify(ByteView bytes, const bundle::Keys& keys) {
  static const crypto::Trust pinned = trust();
  InputFile file(bytes);
  bundle::ContentVisitor visitor;
  return bundle::verify(file, k_any_fd, "the input", pinned, keys, visitor, Progress::none()).value();
}

}  // namespace

bool accepts(ByteView input) {
  static const crypto::age::Identity identity = fixed_identity();
  static std::map<bundle::BundleId, crypto::Sha256> honest;
  const Bytes mended = with_checksums(input);
  const bundle::Report report = verify(mended, {.identities = std::span(&identity, 1)});
  ROG_ASSERT((report.verdict == bundle::Verdict::pass) == (report.opened && report.findings.empty()));
  ROG_ASSERT((report.exit_status() == 0) == (report.verdict == bundle::Verdict::pass));
  if (report.verdict != bundle::Verdict::pass) {
    return false;
  }
  const crypto::Sha256 hash = crypto::sha256(mended);
  ROG_ASSERT(honest.emplace(report.outline.id, hash).first->second == hash);
  ROG_ASSERT(verify(mended, {}).verdict == bundle::Verdict::pass_outside);
  return true;
}

}  // namespace rogatory::fuzz
