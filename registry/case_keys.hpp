// The keys of cases: one age identity a compartment, in the home, wrapped by the home key.
//
//   HOME/cases/<case>/keys/<compartment>.age     age(AGE-SECRET-KEY-1… LF), for the recipient of keys/home.1.pub
//
// `age -d -i home.key FILE | age-keygen -y` shows the recipient that the case's opener named for the compartment.
#pragma once

#include <string>
#include <vector>

#include "ledger/names.hpp"
#include "registry/keys.hpp"

namespace rogatory::registry {

/// Makes the identity of a compartment below `directory` (…/keys, which is there), durably; refused where there is one.
Result<crypto::age::Recipient> make_case_key(const Home& home, const std::string& directory,
                                             const std::string& compartment);

/// Keeps an identity that was given as that of a compartment; else as make_case_key.
Result<void> save_case_key(const Home& home, const std::string& directory, const std::string& compartment,
                           const crypto::age::Identity& identity);

/// Which compartments' keys are in `directory`, sorted; none where it is missing. Opens nothing.
Result<std::vector<std::string>> list_case_keys(const Home& home, const std::string& directory);

/// The keys of a case that are held: identities[i] is that of compartments[i], sorted by name.
struct CaseKeys {
  CaseKeys() = default;
  CaseKeys(CaseKeys&&) = default;
  CaseKeys& operator=(CaseKeys&&) = default;
  std::vector<std::string> compartments;
  std::vector<crypto::age::Identity> identities;
};

/// Of a compartment ("main") the highest generation that is held ("main.2"), and its recipient; a name with its number
/// is that generation alone. not_found.
Result<std::pair<std::string, crypto::age::Recipient>> newest_generation(const CaseKeys& held, std::string_view name);

/// Opens case keys with the home key, which is asked for once, at the first key.
class CaseKeyRing {
 public:
  /// Keeps references; both outlive it.
  CaseKeyRing(const Home& home, KeyRing& keys) : m_home(home), m_keys(keys) {}

  /// The keys in `directory`. Errors as KeyRing::identities; wrong_key where one does not open
  /// with the home key; malformed.
  Result<CaseKeys> load(const std::string& directory);

  /// The home key, where a case key was opened with it; else null. It is the ring's.
  [[nodiscard]] const crypto::age::Identity* home_key() const {
    return m_home_keys.empty() ? nullptr : &m_home_keys.front();
  }

 private:
  const Home& m_home;
  KeyRing& m_keys;
  std::vector<crypto::age::Identity> m_home_keys;
};

}  // namespace rogatory::registry
