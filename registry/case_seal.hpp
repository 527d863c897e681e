// What sealing into a case adds to sealing: whom the bundle is for, its place in the chain of our bundles, and the
// entry that names it.
#pragma once

#include "bundle/writer.hpp"
#include "registry/case_writing.hpp"

namespace rogatory::registry {

class CaseSeal {
 public:
  /// Opens the case for an officer. Errors as CaseWriter::open; not_allowed where the case is closed; not_found where
  /// no key of the compartment is held.
  static Result<CaseSeal> open(const Home& home, KeyRing& keys, const ledger::CaseId& case_id,
                               const std::string& compartment, const Writing& writing, const Clock& clock);

  [[nodiscard]] const ledger::CaseId& case_id() const { return m_writer.case_id(); }
  /// With its generation.
  [[nodiscard]] const std::string& compartment() const { return m_compartment; }
  /// That of the compartment, and one for this bundle alone, whose secret half stands in its entry.
  [[nodiscard]] std::vector<crypto::age::Recipient> recipients() const;
  [[nodiscard]] crypto::Signer& officer() { return m_writer.signers().entries(); }

  /// The id of our newest bundle in the case now. Reads back from the log's end; from the second time on only what is
  /// new.
  Result<std::optional<bundle::BundleId>> previous();

  /// Gives the bundle its name and its entry, under one short lock. `sealed` was made on `previous`; where another
  /// bundle came between, it is sealed anew. After an Error there is neither bundle nor entry, with one exception,
  /// whose code is partial: both are recorded, and the entry will be in the log when it is opened the next time.
  struct Kept {
    bundle::Writer::Sealed sealed;
    WrittenEvent written;
  };
  Result<Kept> keep(bundle::Writer& writer, bundle::Writer::Sealed sealed, const std::string& path, KeyRing& keys);

 private:
  using Place = std::pair<ledger::LogName, std::uint64_t>;
  CaseSeal(const Home& home, CaseWriter writer, std::string compartment, crypto::age::Recipient recipient,
           const Clock& clock);
  [[nodiscard]] Result<void> check_labels(const bundle::Writer& writer) const;
  Result<WrittenEvent> name(ledger::OwnLog& log, const bundle::Writer::Sealed& sealed, const std::string& path);

  const Home* m_home;
  CaseWriter m_writer;
  std::string m_compartment;
  crypto::age::Recipient m_recipient;
  crypto::age::Identity m_identity = crypto::age::Identity::generate();
  const Clock* m_clock;
  std::optional<Place> m_newest_entry;  // of what previous() has read
  std::optional<bundle::BundleId> m_previous;
};

}  // namespace rogatory::registry
