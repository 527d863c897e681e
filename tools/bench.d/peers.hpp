// What verification is compared with.
#pragma once

#include <string>

#include "bench_case.hpp"

namespace rogatory::bench {

/// Signatures a second that libsodium verifies on one core while as many threads do it, of a message as long as what an
/// SSHSIG signs, for about `seconds`.
double ed25519_rate(double seconds, unsigned threads);

/// Seconds that `ssh-keygen -Y verify` takes for one entry of the case, as the median of `times`. SCRATCH is a
/// directory that exists.
double ssh_keygen_seconds(const Case& of, const std::string& scratch, int times);

}  // namespace rogatory::bench
