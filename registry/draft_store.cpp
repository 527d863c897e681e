#include "registry/draft_store.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::registry {
namespace {

constexpr std::string_view k_draft_prefix = "D-";
constexpr std::string_view k_draft_suffix = ".age";
constexpr std::size_t k_draft_digits = 10;
constexpr std::size_t k_fewest_digits = 4;
// The draft with what age puts around it.
constexpr std::size_t k_draft_file_size = request::k_draft_size + (std::size_t{1} << 16U);

/// What helps where a draft cannot be read although the key is right.
Error damaged(Error error, const std::string& id) {
  const bool is_damage = error.code() == ErrorCode::altered || error.code() == ErrorCode::malformed;
  error = std::move(error).while_("draft " + id);
  return is_damage ? std::move(error).next(
                         "put it back from a copy of the home, or take it away: rogatory request drafts discard " + id)
                   : error;
}

}  // namespace

bool is_draft_id(std::string_view which) {
  if (!which.starts_with(k_draft_prefix)) {
    return false;
  }
  which.remove_prefix(k_draft_prefix.size());
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return which.size() >= k_fewest_digits && which.size() <= k_draft_digits && std::ranges::all_of(which, is_digit);
}

std::string DraftStore::path_of(const std::string& id) const {
  return m_home->file("drafts/" + id + std::string(k_draft_suffix));
}

Result<std::vector<std::string>> DraftStore::ids() const {
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(m_home->fs(), m_home->file("drafts")));
  std::vector<std::string> found;
  for (const std::string& name : names) {
    if (!name.ends_with(k_draft_suffix)) {
      continue;
    }
    std::string id = name.substr(0, name.size() - k_draft_suffix.size());
    if (is_draft_id(id) && id.size() == k_draft_prefix.size() + k_draft_digits) {
      found.push_back(std::move(id));
    }
  }
  return found;
}

Result<std::string> DraftStore::find(const std::string& which) const {
  ROG_TRY_ASSIGN(std::vector<std::string> found, ids());
  std::erase_if(found, [&](const std::string& id) { return !is_draft_id(which) || !id.starts_with(which); });
  if (found.empty()) {
    return fail(Error(ErrorCode::not_found, "there is no draft " + which + " in this home")
                    .next("rogatory request drafts lists those that there are"));
  }
  if (found.size() > 1) {
    return fail(Error(ErrorCode::usage, which + " may be any of " + std::to_string(found.size()) + " drafts")
                    .next("one of: " + base::join(found, ", ")));
  }
  return std::move(found.front());
}

Result<StoredDraft> DraftStore::load(const std::string& which) {
  ROG_TRY_ASSIGN(std::string id, find(which));
  ROG_TRY_ASSIGN(const Bytes file, base::load_file(m_home->fs(), path_of(id), k_draft_file_size));
  if (m_home_keys.empty()) {
    ROG_TRY_ASSIGN(m_home_keys, m_keys->identities(KeyKind::home));
  }
  StoredDraft stored{.id = std::move(id), .draft = {}, .file = crypto::sha256(file)};
  const auto read = [&]() -> Result<request::Draft> {
    ROG_TRY_ASSIGN(const crypto::SecretBytes text, crypto::age::decrypt(file, m_home_keys));
    return request::parse_draft(text.expose());
  };
  Result<request::Draft> draft = read();
  if (!draft) {
    return fail(damaged(std::move(draft).error(), stored.id));
  }
  stored.draft = *std::move(draft);
  return stored;
}

Result<Bytes> DraftStore::sealed(const request::Draft& draft) const {
  const std::string text = request::document_of(draft).canonical();
  if (text.size() > request::k_draft_size) {
    return fail(ErrorCode::refused, "the draft would be larger than 4 MiB");
  }
  ROG_TRY_ASSIGN(const crypto::age::Recipient wrap, home_recipient(*m_home));
  return crypto::age::encrypt(base::as_bytes(text), std::span(&wrap, 1));
}

Result<StoredDraft> DraftStore::add(const request::Draft& draft) const {
  ROG_TRY_ASSIGN(const Bytes file, sealed(draft));
  StoredDraft stored{.id = std::string(k_draft_prefix) + crypto::random_hex(k_draft_digits / 2),
                     .draft = draft,
                     .file = crypto::sha256(file)};
  ROG_TRY_ASSIGN(const base::FileLock lock, m_home->lock_exclusive());
  ROG_TRY(base::make_directories(m_home->fs(), m_home->file("drafts")));
  ROG_TRY(base::save_file(m_home->fs(), path_of(stored.id), file, {.mode = 0600, .replace = false}));
  return stored;
}

Result<void> DraftStore::save(StoredDraft& stored) {
  ROG_TRY_ASSIGN(const Bytes file, sealed(stored.draft));
  ROG_TRY_ASSIGN(const base::FileLock lock, m_home->lock_exclusive());
  const Result<Bytes> there = base::load_file(m_home->fs(), path_of(stored.id), k_draft_file_size);
  if (!there && there.error().code() != ErrorCode::not_found) {
    return fail(there.error());
  }
  if (!there || crypto::sha256(*there) != stored.file) {
    return fail(Error(ErrorCode::retry, "draft " + stored.id + " was changed or removed meanwhile")
                    .because("somebody else works on it; nothing of theirs is overwritten")
                    .next("look at it (rogatory request drafts show " + stored.id + ") and enter yours again"));
  }
  ROG_TRY(base::save_file(m_home->fs(), path_of(stored.id), file, {.mode = 0600, .replace = true}));
  stored.file = crypto::sha256(file);
  return {};
}

Result<void> DraftStore::remove(const std::string& id) {
  ROG_TRY_ASSIGN(const base::FileLock lock, m_home->lock_exclusive());
  const std::string path = path_of(id);
  const auto gone = base::uninterrupted([&] { return m_home->fs().unlink(AT_FDCWD, path, 0); });
  if (!gone) {
    return fail(base::errno_error(gone.error(), "removing draft " + id));
  }
  return base::sync_directory(m_home->fs(), m_home->file("drafts"));
}

}  // namespace rogatory::registry
