// Where passphrases come from: the programs implement this (terminal, file, descriptor), the registry asks.
#pragma once

#include <string>

#include "crypto/secret.hpp"

namespace rogatory::registry {

/// Whose passphrase protects a key (names.md: officers have their own, all other keys the home passphrase).
enum class PassphraseOwner : std::uint8_t { home, officer };

/// How often a person is asked for the passphrase of one key.
constexpr int k_passphrase_tries = 3;

struct PassphraseRequest {
  PassphraseOwner owner = PassphraseOwner::home;
  /// For people: "the home fr-ca", "officer registry-2@fr-ca".
  std::string what;
  /// A passphrase is being chosen: asked for twice at a terminal.
  bool is_new = false;
  /// 0 at first; raised after a wrong one. A source that cannot ask again (file, descriptor) answers wrong_key from 1
  /// on.
  int attempt = 0;
};

class PassphraseSource {
 public:
  virtual ~PassphraseSource() = default;
  /// usage where there is no terminal and none was given, with the option that helps as the next step; interrupted.
  virtual Result<crypto::SecretBytes> get(const PassphraseRequest& request) = 0;
};

/// For keys that are to be used only where they are open.
class NeverAsk : public PassphraseSource {
 public:
  Result<crypto::SecretBytes> get(const PassphraseRequest& request) override {
    return fail(ErrorCode::wrong_key, request.what + " is locked");
  }
};

}  // namespace rogatory::registry
