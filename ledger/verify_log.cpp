#include "ledger/verify_log.hpp"

#include <algorithm>

#include "crypto/card_checks.hpp"
#include "ledger/chain.hpp"
#include "ledger/entry_reader.hpp"
#include "ledger/verify_standing.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::int64_t k_unknown_version = std::numeric_limits<std::int64_t>::max();

class Walker {
 public:
  Walker(LogFacts& log, const LogWalk& walk)
      : m_log(log), m_walk(walk), m_chain(walk.case_id, log.name), m_standing(log.newest) {
    for (const crypto::age::Identity& identity : walk.options.identities) {
      m_ours.push_back(identity.recipient());
    }
  }

  Result<void> take(JudgedEntry& judged) {
    for (Flaw& flaw : judged.flaws) {
      m_log.checks.found(flaw.check, LogFacts::at(judged.place) + flaw.what);
    }
    m_log.leaves.push_back(judged.leaf);
    m_tree.append(judged.leaf);  // here, where other threads judge meanwhile, and once for all who ask
    m_log.last = judged.hash;
    if (m_log.card_steps.empty() || m_log.card_steps.back().card != judged.card) {
      m_log.card_steps.push_back({judged.place, judged.card});
    }
    if (!judged.entry) {
      pass_over(judged);
      return {};
    }
    return take_entry(judged, *judged.entry);
  }

  void finish() { m_log.root = m_tree.root(); }

 private:
  void found(std::string_view check, std::uint64_t place, const std::string& what) {
    m_log.checks.found(check, LogFacts::at(place) + what);
  }

  /// What follows an entry that does not read is judged by its hash, and by what was known before it.
  void pass_over(const JudgedEntry& judged) {
    Entry unknown;
    unknown.heads = m_chain.heads();
    unknown.made_at.seconds = std::numeric_limits<std::int64_t>::min();
    m_chain.follow(unknown, judged.hash, 0);
  }

  Result<void> take_entry(const JudgedEntry& judged, const Entry& entry) {
    const std::int64_t version = judged.card != nullptr ? judged.card->version : k_unknown_version;
    for (const Chain::Break& broken : m_chain.breaks(entry, version)) {
      found(broken.check, judged.place, broken.what);
    }
    if (judged.place == 0 || entry.heads != m_chain.heads()) {
      take_heads(judged.place, entry);
    }
    m_chain.follow(entry, judged.hash, judged.card != nullptr ? version : 0);
    if (entry.parties || entry.recipients) {
      m_log.party_steps.push_back({judged.place + 1, m_chain.parties(), m_chain.recipients()});
    }
    take_body(judged, entry);
    if (judged.officer != nullptr && judged.place < m_log.counted) {
      judge_officer(judged, entry);
    }
    m_log.first_made_at = m_log.first_made_at.value_or(entry.made_at);
    m_log.last_made_at = entry.made_at;
    if (!m_walk.visitor) {
      return {};
    }
    return m_walk.visitor(
        {m_log.name, entry, judged.files, judged.body ? &*judged.body : nullptr, judged.place < m_log.counted});
  }

  void take_heads(std::uint64_t place, const Entry& entry) {
    for (const auto& [log, head] : entry.heads) {
      const auto before = m_chain.heads().find(log);
      if (before == m_chain.heads().end() || before->second != head) {
        m_log.heads.push_back({place, log, head});
      }
    }
    if (m_walk.opener.empty()) {
      return;
    }
    m_parties = nullptr;
    for (const LogFacts* opener : m_walk.opener) {
      const auto head = entry.heads.find(opener->name);
      m_parties = head != entry.heads.end() ? opener->parties_at(head->second.size) : m_parties;
    }
    if (place == 0 && m_parties == nullptr) {
      found("entry.order", place, "it names no head of the opener's log, as a party's first entry does");
    }
  }

  [[nodiscard]] const std::map<std::string, crypto::age::Recipient>* recipients() const {
    if (m_walk.opener.empty()) {
      return m_chain.is_opener() ? &m_chain.recipients() : nullptr;
    }
    return m_parties != nullptr ? &m_parties->recipients : nullptr;
  }

  void take_body(const JudgedEntry& judged, const Entry& entry) {
    if (!entry.body) {
      return;
    }
    ++m_log.bodies;
    if (judged.body) {
      ++m_log.opened;
    }
    const auto* known = recipients();
    if (known == nullptr) {
      return;
    }
    const auto recipient = known->find(entry.body->compartment);
    if (recipient == known->end()) {
      found("entry.order", judged.place,
            "its body is for " + entry.body->compartment + ", a compartment that the opener had not named");
    } else if (judged.locked && std::ranges::find(m_ours, recipient->second) != m_ours.end()) {
      found("body.commitment", judged.place,
            "its body does not open with the key of its compartment, " + entry.body->compartment);
    }
  }

  void judge_officer(const JudgedEntry& judged, const Entry& entry) {
    const std::string why = Standing::objection(*judged.card, *judged.officer, entry.made_at);
    if (!why.empty()) {
      found("entry.officer", judged.place, why);
      return;
    }
    if (judged.officer->may.contains(crypto::May::service)) {
      judge_service(judged, entry);
    }
    if (std::optional<Suspect> suspect = m_standing.suspect(*judged.card, *judged.officer, entry)) {
      suspect->seq = judged.place;
      m_log.suspects.push_back(*suspect);
    }
  }

  void judge_service(const JudgedEntry& judged, const Entry& entry) {
    const std::string why = service_objection(entry, judged.body ? &*judged.body : nullptr);
    if (!why.empty()) {
      found("entry.officer", judged.place, why);
    } else if (!judged.body) {
      ++m_log.unread_service;
    }
  }

  LogFacts& m_log;
  const LogWalk& m_walk;
  Chain m_chain;
  crypto::TreeHasher m_tree;
  Standing m_standing;
  const PartyStep* m_parties = nullptr;  // what the opener had said, by the heads of the entry at hand
  std::vector<crypto::age::Recipient> m_ours;
};

void made(LogFacts& log) {
  for (const std::string_view check :
       {"entry.form", "signature.form", "entry.order", "body.missing", "body.hash", "head.order"}) {
    log.checks.made(check);
  }
  if (log.cards) {
    log.checks.made("entry.signature");
    log.checks.made("entry.officer");
  }
}

Result<void> open_cards(LogFacts& log) {
  ROG_TRY_ASSIGN(std::vector<crypto::SignedCard> signed_cards, log.source->cards());
  std::optional<crypto::CardChain> chain =
      crypto::check_cards(log.listing.card_versions, std::move(signed_cards), log.checks.list());
  if (!chain) {
    return {};
  }
  if (chain->newest().id != log.name.authority) {
    log.checks.found("card.chain", "the cards are those of " + chain->newest().id);
    return {};
  }
  log.chain = std::make_unique<crypto::CardChain>(*std::move(chain));
  log.cards = std::make_unique<LogCards>(*log.chain);
  return {};
}

}  // namespace

Result<void> open_log(CaseSource& source, LogFacts& log) {
  ROG_TRY_ASSIGN(log.source, source.open(log.name));
  ROG_TRY_ASSIGN(log.listing, log.source->list());
  log.checks.made("tree.form");
  for (const std::string& path : log.listing.strange) {
    log.checks.found("tree.form", path + " does not belong into a log");
  }
  if (log.listing.strange_count > log.listing.strange.size()) {
    log.checks.found("tree.form", "and " + std::to_string(log.listing.strange_count - log.listing.strange.size()) +
                                      " more files that do not belong into a log");
  }
  if (log.listing.entries == 0) {
    log.checks.found("tree.form", "the log has no entry");
  } else if (const Result<EntryFiles> first = log.source->entry(0); first) {
    if (Result<Entry> entry = Entry::parse(first->entry); entry) {
      log.opening = *std::move(entry);
    }
  }
  return open_cards(log);
}

Result<void> walk_log(LogFacts& log, const LogWalk& walk) {
  const EntryJudge judge{log.cards.get(), walk.options.identities};
  ROG_TRY_ASSIGN(const auto reader, EntryReader::open(*log.source, log.listing.entries, walk.options.threads, judge));
  log.leaves.reserve(log.listing.entries);
  Walker walker(log, walk);
  if (log.listing.entries > 0) {
    made(log);
  }
  while (true) {
    ROG_TRY_ASSIGN(EntryReader::Batch batch, reader->next());
    if (batch.empty()) {
      break;
    }
    std::uint64_t bytes = 0;
    for (JudgedEntry& judged : batch) {
      bytes += judged.files.entry.size() + judged.files.signature.size();
      ROG_TRY(walker.take(judged));
    }
    walk.progress.advance(bytes);
  }
  walker.finish();
  if (log.opened > 0) {
    log.checks.made("body.commitment");
  }
  return {};
}

}  // namespace rogatory::ledger
