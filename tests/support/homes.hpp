// Homes for tests: made as init makes them, with a clock and passphrases that the test sets.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "registry/init.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::test {

class SetClock : public Clock {
 public:
  explicit SetClock(std::string_view text) : time(UtcTime::parse(text).value()) {}
  [[nodiscard]] UtcTime now() const override { return time; }
  UtcTime time;
};

/// Says what the test put in; counts how often it was asked. A second attempt is wrong_key, as a file would answer.
class SaidPassphrases : public registry::PassphraseSource {
 public:
  std::string home = "correct horse";
  std::string officer = "battery staple";
  int asked = 0;

  Result<crypto::SecretBytes> get(const registry::PassphraseRequest& request) override {
    ++asked;
    if (request.attempt > 0) {
      return fail(ErrorCode::wrong_key, "wrong passphrase for " + request.what);
    }
    const std::string& said = request.owner == registry::PassphraseOwner::home ? home : officer;
    return crypto::SecretBytes::copy_of(base::as_bytes(said));
  }
};

inline registry::NewHome new_home(const std::string& authority = "fr-ca") {
  registry::NewHome wanted;
  wanted.authority = authority;
  wanted.country = "FR";
  wanted.name = "Bureau de l'entraide pénale internationale";
  wanted.role = "central-authority";
  wanted.zone = "Europe/Paris";
  wanted.calendar = "FR";
  wanted.languages = {"fr"};
  wanted.officer.id = "registry-1";
  wanted.officer.may = registry::usual_powers();
  wanted.officer.until = UtcTime::parse("2028-12-31T23:59:59Z").value();
  return wanted;
}

/// A home in a directory of its own; its keys are plain unless passphrases are given.
class HomeKit {
 public:
  explicit HomeKit(const registry::NewHome& wanted = new_home(), const registry::NewKeyPassphrases& passphrases = {})
      : home(registry::init_home(FileSystem::real(), directory / "home", wanted, passphrases, clock).value()),
        keys(home, said) {}

  [[nodiscard]] crypto::SigningKey root() { return keys.root(home.own_chain()->newest().root, std::nullopt).value(); }

  TemporaryDirectory directory;
  SetClock clock{"2026-11-23T12:00:00Z"};
  SaidPassphrases said;
  registry::Home home;
  registry::KeyRing keys;
};

/// The names in a directory, with those that begin with a dot.
inline std::vector<std::string> names_of(const std::string& directory) {
  return registry::names_in(FileSystem::real(), directory).value();
}

}  // namespace rogatory::test
