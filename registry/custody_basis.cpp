#include "ledger/git_store.hpp"
#include "registry/custody_index.hpp"

namespace rogatory::registry {
namespace {

/// Lines of words: no word has a space or a newline in it, so two states never give one text.
class Lines {
 public:
  template <class... Words>
  void add(const Words&... words) {
    ((m_text.append(words) += ' '), ...);
    m_text += '\n';
  }
  [[nodiscard]] crypto::Sha256 hash() const { return crypto::sha256(base::as_bytes(m_text)); }

 private:
  std::string m_text;
};

}  // namespace

Result<crypto::Sha256> custody_basis(const CaseAccess& access, const IndexAccess& index) {
  Lines lines;
  lines.add("rogatory-custody-basis/1", ROGATORY_VERSION, index.case_id.text());
  ROG_TRY_ASSIGN(const auto refs, ledger::list_refs(index.home.fs(), access.repository));
  for (const auto& [name, commit] : refs) {
    lines.add("branch", name, commit ? commit->hex() : "-");
  }
  for (const auto& [authority, root] : access.trust.roots()) {
    const crypto::CardChain* const cards = access.trust.chain_of(authority);
    lines.add("root", authority, root.hex(), cards == nullptr ? "-" : cards->signed_cards().back().hash().hex());
  }
  for (const ledger::LogName& log : access.forked) {
    lines.add("fork", log.text());
  }
  for (const crypto::age::Identity& identity : access.identities) {
    lines.add("key", identity.recipient().text());
  }
  return lines.hash();
}

}  // namespace rogatory::registry
