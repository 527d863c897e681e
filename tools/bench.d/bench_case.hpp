// A case with one log, of an authority that lives as long as the program.
#pragma once

#include <cstdlib>
#include <iostream>

#include "crypto/trust.hpp"
#include "ledger/own_log.hpp"

namespace rogatory::bench {

/// The value, or the end of the program: a bench that cannot measure says why.
template <class T>
T must(Result<T> result) {
  if (!result) {
    std::cerr << "ledger_bench: " << result.error().sentence() << "\n";
    std::exit(2);
  }
  return *std::move(result);
}
inline void must(const Result<void>& result) {
  if (!result) {
    std::cerr << "ledger_bench: " << result.error().sentence() << "\n";
    std::exit(2);
  }
}

class Case {
 public:
  /// Makes DIRECTORY, which must not exist, with a repository whose log has the entry that opens the case.
  explicit Case(const std::string& directory);

  /// Opens the log, appends `count` entries with a body of half a kilobyte in one commit, closes it.
  void append(std::size_t count, FileSystem& fs = FileSystem::real());
  /// Every entry verified with `threads`; ends the program where the verdict is not PASS or the count another.
  void verify(unsigned threads, std::uint64_t entries) const;

  [[nodiscard]] std::string repository() const { return m_directory + "/case.git"; }
  [[nodiscard]] const crypto::CardChain& cards() const { return m_cards; }

 private:
  void append(std::span<const ledger::EntryDraft> drafts, FileSystem& fs);
  [[nodiscard]] ledger::EntryDraft note() const;

  std::string m_directory;
  crypto::SigningKey m_root = crypto::SigningKey::generate();
  crypto::SigningKey m_officer = crypto::SigningKey::generate();
  crypto::SigningKey m_log_key = crypto::SigningKey::generate();
  crypto::age::Identity m_compartment = crypto::age::Identity::generate();
  crypto::CardChain m_cards;
  crypto::Sha256 m_nonce = crypto::sha256("bench");
  ledger::CaseId m_case_id;
};

constexpr const char* k_authority = "fr-ca";
constexpr const char* k_officer = "registry-1";

}  // namespace rogatory::bench
