// Logs in memory, to be forged at any place: what an author with all his keys could do, and what anybody could.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ledger/body.hpp"
#include "ledger/verify.hpp"
#include "tests/kit/authority.hpp"

namespace rogatory::test {

/// One log as it is stored.
struct RawLog {
  ledger::LogName name;
  std::vector<ledger::EntryFiles> entries;
  std::vector<crypto::SignedCard> cards;
  std::optional<Bytes> checkpoint;
  std::vector<std::string> strange;       ///< paths of other files
  std::optional<std::uint64_t> card_gap;  ///< this version is listed as missing
  [[nodiscard]] crypto::Sha256 root() const;
};

/// A case as it is stored.
struct RawCase {
  std::vector<RawLog> logs;
  std::vector<std::string> strange;
  [[nodiscard]] RawLog& at(const std::string& log);
};

/// Reads from memory, which must outlive it.
class MemoryCase : public ledger::CaseSource {
 public:
  explicit MemoryCase(const RawCase& raw) : m_raw(raw) {}
  Result<std::vector<ledger::LogName>> logs(std::vector<std::string>& strange) override;
  Result<std::unique_ptr<ledger::LogSource>> open(const ledger::LogName& log) override;

 private:
  const RawCase& m_raw;
};

/// Who signs an entry.
struct Pen {
  std::string officer = k_clerk;
  crypto::Signer* key = nullptr;
};

/// The author of one log: makes the next entry as an honest home would; what is changed in it before it is signed is up
/// to the test.
class LogAuthor {
 public:
  LogAuthor(Authority& authority, ledger::CaseId case_id, const std::string& log);

  [[nodiscard]] Authority& authority() { return m_authority; }
  /// Everything filled in: seq, prev, card, heads; a minute after the one before.
  [[nodiscard]] ledger::Entry next() const;
  /// With a body of this type.
  [[nodiscard]] ledger::Entry next(std::string_view type, Json::Object fields, const std::string& compartment,
                                   const crypto::age::Recipient& recipient);
  /// Signs and appends it, whatever it says; the checkpoint with it. `pen` is the clerk's where not given.
  void add(const ledger::Entry& entry, std::optional<Pen> pen = std::nullopt);
  void add() { add(next()); }
  /// Takes a head of the other log as it stands into all entries from now on.
  void sees(const LogAuthor& other);

  /// Signs the checkpoint over all entries as they are.
  void sign_checkpoint();
  /// A note over these, signed by the log's key.
  [[nodiscard]] std::string note(std::uint64_t size, const crypto::Sha256& root) const;
  [[nodiscard]] ledger::Head head(std::uint64_t size, const crypto::Sha256& root) const;
  /// Of the entries as they are.
  [[nodiscard]] ledger::Head head() const { return head(raw().entries.size(), raw().root()); }
  [[nodiscard]] const RawLog& raw() const { return m_raw; }
  [[nodiscard]] RawLog& raw() { return m_raw; }

  ledger::Heads heads;  ///< of the next entry
  UtcTime clock;        ///< of the last one

 private:
  Authority& m_authority;
  ledger::CaseId m_case;
  RawLog m_raw;
  std::optional<Bytes> m_body;  // of the entry that next() made last
};

/// A case of two authorities, "fr-ca", who opened it, and "de-ca": three entries and two, one with a body each, and
/// each has seen the other.
struct TwoParties {
  TwoParties();
  [[nodiscard]] RawCase raw() const { return {{de.raw(), fr.raw()}, {}}; }
  /// Entries and heads to and fro, so that each log is covered by the other up to its last entry but one.
  void go_on(int rounds);
  /// Pins fr-ca, who introduces de-ca.
  [[nodiscard]] crypto::Trust trust() const { return fr_authority.pinned(); }

  Authority fr_authority;
  Authority de_authority;
  crypto::age::Identity main;
  crypto::Sha256 nonce;
  ledger::CaseId case_id;
  LogAuthor fr;
  LogAuthor de;
};

/// What verify says; `identities` may be empty.
ledger::CaseReport verify_logs(const RawCase& raw, const crypto::Trust& trust,
                               std::span<const crypto::age::Identity> identities = {});

/// "fr-ca entry.order", … : the log and the check, each once, in the order of logs and table; "case …" of the whole.
std::vector<std::string> failures(const ledger::CaseReport& report);
/// The same with what was found, for messages of tests.
std::string told(const ledger::CaseReport& report);

}  // namespace rogatory::test
