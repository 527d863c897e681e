// The keys of cases: one age identity a compartment, in the home, wrapped by the home key.
//
//   HOME/cases/<case>/keys/<compartment>.age     age(AGE-SECRET-KEY-1… LF), for the recipient of keys/home.1.pub
//   HOME/cases/<case>/keys/<compartment>.age.new the same, of a key that no entry names yet: not in force, not listed
//
// `age -d -i home.key FILE | age-keygen -y` shows the recipient that the case's opener named for the compartment.
#pragma once

#include <map>
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

/// Makes the identity of a compartment's next generation, durably, as one that no entry names yet.
Result<crypto::age::Recipient> make_new_case_key(const Home& home, const std::string& directory,
                                                 const std::string& compartment);
/// An entry names it: it gets its name, durably.
Result<void> keep_new_case_key(const Home& home, const std::string& directory, const std::string& compartment);
/// No entry will: it goes.
Result<void> drop_new_case_key(const Home& home, const std::string& directory, const std::string& compartment);
/// Which of them are there, sorted: more than none only while one is made, or after that was cut short.
Result<std::vector<std::string>> list_new_case_keys(const Home& home, const std::string& directory);

/// "main" of "main.2".
std::string base_of_compartment(std::string_view compartment);
/// Of "main.2" the 2, of "main" 1; 0 where it is another compartment than `base`.
std::uint32_t generation_of(std::string_view compartment, std::string_view base);

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
/// is that generation alone ("main.1", which is called "main"). not_found.
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

  /// What cutting short left: of the keys that no entry named, those that are now the recipients `named` get their
  /// names, the others go. Whoever makes them is kept out by the caller. Errors as load.
  Result<void> settle(const std::string& directory, const std::map<std::string, crypto::age::Recipient>& named);

 private:
  Result<void> open_home_keys();
  const Home& m_home;
  KeyRing& m_keys;
  std::vector<crypto::age::Identity> m_home_keys;
};

}  // namespace rogatory::registry
