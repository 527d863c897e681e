#include "ledger/entry_maker.hpp"

namespace rogatory::ledger {
namespace {

std::unexpected<Error> denied(const Signatories& who, const std::string& why) {
  return fail(
      Error(ErrorCode::denied, "officer " + who.officer + " may not sign this entry: " + why)
          .next("name another officer with --as, or ask the holder of the root key for `rogatory officer add`"));
}

/// The daemon's officer signs deliveries and nothing else (design: names.md).
bool is_for_service(const EntryDraft& draft) { return draft.body && draft.body->type.starts_with("delivery."); }

}  // namespace

std::optional<std::int64_t> EntryMaker::clock_behind() const {
  const std::int64_t behind = m_setting.last_made_at ? m_setting.last_made_at->seconds - m_setting.now.seconds : 0;
  return behind > 0 ? std::optional(behind) : std::nullopt;
}

Result<void> EntryMaker::check_officer(const EntryDraft& draft, UtcTime made_at) const {
  const Signatories& who = m_setting.who;
  const crypto::Officer* officer = m_setting.cards.newest().officer(who.officer);
  if (officer == nullptr) {
    return denied(who, "our newest card does not name him");
  }
  if (officer->key != who.entries->public_key()) {
    return denied(who, "the key at hand is not the one that our card names");
  }
  if (!officer->valid_at(made_at)) {
    return denied(who, "he is not an officer at " + made_at.text());
  }
  const bool may = officer->may.contains(crypto::May::entry) ||
                   (officer->may.contains(crypto::May::service) && is_for_service(draft));
  return may ? Result<void>() : denied(who, "our card does not let him sign entries of this kind");
}

Entry EntryMaker::entry_of(const EntryDraft& draft) const {
  Entry entry;
  entry.card = m_setting.cards.signed_cards().back().hash();
  entry.case_id = m_setting.case_id;
  entry.clock_behind = clock_behind();
  entry.heads = m_setting.heads;
  entry.log = m_setting.log;
  entry.made_at = std::max(m_setting.now, m_setting.last_made_at.value_or(m_setting.now));
  entry.nonce = draft.nonce;
  entry.officer = m_setting.who.officer;
  entry.parties = draft.parties;
  entry.prev = m_setting.last_hash;
  entry.recipients = draft.recipients;
  entry.restart = draft.restart;
  entry.seq = m_chain.size();
  return entry;
}

Result<EntryMaker::Made> EntryMaker::make(const EntryDraft& draft, std::optional<SealedBody> body) {
  Made made{.entry = entry_of(draft), .files = {}, .hash = {}};
  ROG_TRY(check_officer(draft, made.entry.made_at));
  if (body) {
    made.entry.body = std::move(body->ref);
    made.files.body = std::move(body->file);
  }
  made.files.entry = base::to_bytes(made.entry.serialize());
  if (const Result<Entry> read = Entry::parse(made.files.entry); !read) {
    return fail(ErrorCode::refused, "nobody could read this entry: " + read.error().sentence());
  }
  const std::int64_t version = m_setting.cards.newest().version;
  if (const std::vector<Chain::Break> breaks = m_chain.breaks(made.entry, version); !breaks.empty()) {
    return fail(ErrorCode::refused, "this entry does not follow those before it: " + breaks.front().what);
  }
  ROG_TRY_ASSIGN(const std::string signature,
                 crypto::sshsig_sign(*m_setting.who.entries, crypto::Namespace::entry, made.files.entry));
  made.files.signature = base::to_bytes(signature);
  made.hash = made.files.hash();
  m_chain.follow(made.entry, made.hash, version);
  m_setting.last_hash = made.hash;
  m_setting.last_made_at = made.entry.made_at;
  return made;
}

}  // namespace rogatory::ledger
