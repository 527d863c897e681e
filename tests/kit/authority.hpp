// An authority for tests: a root key, one officer who may seal, an evidence key, and its cards.
#pragma once

#include <functional>
#include <iostream>
#include <vector>

#include "crypto/trust.hpp"

namespace rogatory::test {

/// The value of a Result that a test rests on; ends the program with the error where there is none.
template <class T>
T must(Result<T> result) {
  if (!result) {
    std::cerr << "a test rests on this: " << result.error().sentence() << "\n";
    std::abort();
  }
  return *std::move(result);
}
inline void must(const Result<void>& result) {
  if (!result) {
    std::cerr << "a test rests on this: " << result.error().sentence() << "\n";
    std::abort();
  }
}

constexpr const char* k_officer = "registry-2";
constexpr const char* k_colleague = "registry-3";
constexpr const char* k_clerk = "clerk-1";

/// Any time in the one spelling.
UtcTime at(const char* text);

/// When bundles of tests are sealed: the officer of a new authority is entitled in 2026 and 2027.
UtcTime sealing_time();

class Authority {
 public:
  /// Card 1, of 2026-01-01, with two officers who may seal, k_officer and k_colleague, and one who may not, k_clerk.
  explicit Authority(const std::string& id);

  [[nodiscard]] const std::string& id() const { return m_card.id; }
  [[nodiscard]] const crypto::Card& card() const { return m_card; }
  [[nodiscard]] crypto::SigningKey& officer() { return m_officer; }
  [[nodiscard]] crypto::SigningKey& colleague() { return m_colleague; }
  [[nodiscard]] crypto::SigningKey& clerk() { return m_clerk; }
  [[nodiscard]] crypto::SigningKey& root() { return m_root; }
  [[nodiscard]] crypto::SigningKey& log() { return m_log; }
  [[nodiscard]] const crypto::age::Identity& evidence() const { return m_evidence; }
  [[nodiscard]] crypto::CardChain chain() const;

  /// Issues the next card, a day after the one before.
  void issue(const std::function<void(crypto::Card&)>& change);
  /// The same with a new root key, signed by the old one too.
  void change_root();
  /// The same with a new log key.
  void change_log_key();
  /// Another history from here: forgets the newest card.
  void forget_newest();

  /// Trust that pins the present root, without and with our cards at hand.
  [[nodiscard]] crypto::Trust pinned() const;
  [[nodiscard]] crypto::Trust pinned_with_cards() const;

 private:
  void sign(crypto::Signer* previous_root);

  crypto::SigningKey m_root;
  crypto::SigningKey m_officer;
  crypto::SigningKey m_colleague;
  crypto::SigningKey m_clerk;
  crypto::SigningKey m_log;
  crypto::age::Identity m_evidence;
  crypto::Card m_card;
  std::vector<crypto::SignedCard> m_signed;
};

/// The newest card's officer k_officer, to be changed in issue().
crypto::Officer& officer_of(crypto::Card& card);

}  // namespace rogatory::test
