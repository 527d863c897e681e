// Where a draft is: a file of its own, or in the home, encrypted, as D- and ten digits. Commands about a draft take
// either.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cmd/context.hpp"
#include "registry/draft_store.hpp"

namespace rogatory::cmd {

class DraftPlace {
 public:
  /// Reads the draft that `which` means: D-… one of the home, anything else a file. not_found with the command that
  /// makes one; malformed with the path of the key; usage, wrong_key as DraftStore::load.
  static Result<DraftPlace> open(Context& context, const std::string& which);
  /// Keeps a new draft: in the file, which must not be there yet (refused), or without one in the home.
  static Result<DraftPlace> create(Context& context, const std::string& file, const request::Draft& draft,
                                   const request::RuleSet& rules);

  [[nodiscard]] request::Draft& draft() { return m_stored.draft; }
  /// Its id, or the path of its file.
  [[nodiscard]] const std::string& name() const { return m_stored.id; }
  [[nodiscard]] bool is_in_home() const { return m_store.has_value(); }

  /// Puts it in the place of what was read, whole or not at all. As save_draft and DraftStore::save.
  Result<void> save(const request::RuleSet& rules);
  /// Takes a draft of the home away; a file is its owner's and stays.
  Result<void> discard();

 private:
  explicit DraftPlace(Context& context) : m_context(&context) {}
  Result<registry::DraftStore*> open_store();

  Context* m_context;
  std::unique_ptr<registry::Home> m_home;  // the store points at both
  std::unique_ptr<registry::KeyRing> m_keys;
  std::optional<registry::DraftStore> m_store;  // of one in the home
  registry::StoredDraft m_stored;               // of a file its path is the id
};

}  // namespace rogatory::cmd
