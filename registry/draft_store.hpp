// The drafts that a home keeps until they are filed. A draft names people before anything was asked about them, so each
// is encrypted to the home key:
//
//   HOME/drafts/D-<10 hex>.age     age(rogatory-draft/1, canonical JSON of at most 4 MiB), for keys/home.1.pub
//
// `age -d -i home.key FILE` shows it. Files are replaced as a whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/keys.hpp"
#include "request/draft.hpp"

namespace rogatory::registry {

/// Whether it means a draft of the home: D- and 4 to 10 small hexadecimal digits.
bool is_draft_id(std::string_view which);

/// A draft as it was read.
struct StoredDraft {
  std::string id;  ///< "D-0a1b2c3d4e"
  request::Draft draft;
  crypto::Sha256 file;  ///< of the file it came from
};

class DraftStore {
 public:
  /// Keeps references; both outlive it. The home key is asked for at the first draft that is read, and only then.
  DraftStore(const Home& home, KeyRing& keys) : m_home(&home), m_keys(&keys) {}

  /// The ids of all drafts, sorted. Opens none.
  [[nodiscard]] Result<std::vector<std::string>> ids() const;
  /// The id of the one that `which`, an id or a beginning of it, means. not_found; usage with the candidates.
  [[nodiscard]] Result<std::string> find(const std::string& which) const;
  /// The draft that `which` means. As find; as KeyRing::identities; wrong_key; altered, malformed: it is damaged.
  Result<StoredDraft> load(const std::string& which);

  /// Keeps a new one under an id of its own. refused: larger than 4 MiB.
  [[nodiscard]] Result<StoredDraft> add(const request::Draft& draft) const;
  /// Puts `stored.draft` in the place of the one that was read. retry: it is no longer that one, or is gone; refused.
  Result<void> save(StoredDraft& stored);
  /// not_found where there is none of that id.
  Result<void> remove(const std::string& id);

 private:
  [[nodiscard]] std::string path_of(const std::string& id) const;
  [[nodiscard]] Result<Bytes> sealed(const request::Draft& draft) const;

  const Home* m_home;
  KeyRing* m_keys;
  std::vector<crypto::age::Identity> m_home_keys;
};

}  // namespace rogatory::registry
