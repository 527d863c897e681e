#include "ledger/verify_heads.hpp"

#include <algorithm>

#include "crypto/checkpoint.hpp"
#include "crypto/note.hpp"
#include "ledger/side_by_side.hpp"

namespace rogatory::ledger {
namespace {

enum class Verified : std::uint8_t { unknown, yes, no };

struct Claim {
  LogFacts* by = nullptr;
  HeadStep* seen = nullptr;
  LogFacts* of = nullptr;  // null: that log is not here
  Verified verified = Verified::unknown;
};

std::vector<Claim> claims_of(AllLogs& logs) {
  std::vector<Claim> claims;
  for (LogFacts& log : logs) {
    for (HeadStep& seen : log.heads) {
      claims.push_back({&log, &seen, find_log(logs, seen.log)});
    }
  }
  return claims;
}

bool is_ahead(const Claim& claim) { return claim.of == nullptr || claim.seen->head.size > claim.of->size(); }

/// Of entries that a restart after a fork no longer counts: it may be of the history that is not here.
bool is_given_up(const Claim& claim) {
  return claim.of->given_up_for_fork && claim.seen->head.size > claim.of->counted;
}

/// Whether one of the log's keys signed it, under whichever card.
bool is_by_log(const Claim& claim, const std::string& origin) {
  return claim.of->chain && std::ranges::any_of(claim.of->chain->cards(), [&](const crypto::Card& card) {
           return is_signed_head(origin, claim.seen->head, card);
         });
}

void check_signature(const CaseId& case_id, Claim& claim) {
  if (is_ahead(claim)) {
    return;
  }
  const std::string origin = origin_of(case_id, claim.of->name);
  if (is_given_up(claim)) {
    claim.verified = is_by_log(claim, origin) ? Verified::yes : Verified::no;
    return;
  }
  const crypto::Card* card = claim.of->card_at(claim.seen->head.size - 1);
  if (card != nullptr) {
    const bool good = is_signed_head(origin, claim.seen->head, *card);
    claim.verified = good ? Verified::yes : Verified::no;
  }
}

std::string named(const Claim& claim) {
  return std::to_string(claim.seen->head.size) + " entries of " + claim.seen->log.text();
}

void judge_ahead(const Claim& claim) {
  const bool given_up = claim.of != nullptr && claim.seen->head.size > claim.of->counted;
  if (given_up) {
    return;  // what a restart left behind is not asked for
  }
  const std::string here =
      claim.of == nullptr ? "that log is not here" : std::to_string(claim.of->size()) + " are here";
  claim.by->checks.found("head.ahead", LogFacts::at(claim.seen->seq) + "it names " + named(claim) + ", " + here);
}

/// A head that its log's key signed and that does not fit the entries at hand: two histories, or a copy that somebody
/// changed; of which the checkpoint beside those entries tells.
void judge_contradiction(const Claim& claim) {
  LogFacts& log = *claim.of;
  const std::string what = "entry " + claim.by->name.text() + ":" + std::to_string(claim.seen->seq) +
                           " holds a head of " + std::to_string(claim.seen->head.size) + " entries";
  if (!log.checkpoint_holds) {
    log.checks.found("checkpoint.root", what + " that this log's key signed; it is not of these entries");
  } else if (!is_given_up(claim)) {
    log.checks.found("log.fork", what + " and another root; the log's key signed both");
  }
}

/// Sizes and roots of one log that others speak of.
class Roots {
 public:
  Roots(const LogFacts& log, const std::vector<Claim>& claims) {
    for (const Claim& claim : claims) {
      if (claim.of == &log && !is_ahead(claim)) {
        m_sizes.push_back(claim.seen->head.size);
      }
    }
    std::ranges::sort(m_sizes);
    m_sizes.erase(std::unique(m_sizes.begin(), m_sizes.end()), m_sizes.end());
    m_roots = roots_at(log.leaves, m_sizes);
  }
  [[nodiscard]] const crypto::Sha256& at(std::uint64_t size) const {
    const auto found = std::ranges::lower_bound(m_sizes, size);
    ROG_ASSERT(found != m_sizes.end() && *found == size);
    return m_roots[static_cast<std::size_t>(found - m_sizes.begin())];
  }

 private:
  std::vector<std::uint64_t> m_sizes;
  std::vector<crypto::Sha256> m_roots;
};

void judge_claim(const Claim& claim, const std::map<const LogFacts*, Roots>& roots) {
  if (is_ahead(claim)) {
    judge_ahead(claim);
  } else if (claim.verified == Verified::no) {
    claim.by->checks.found("head.signature", LogFacts::at(claim.seen->seq) + "its head of " + named(claim) +
                                                 " is not signed by that log's key");
  } else if (claim.verified == Verified::yes) {
    claim.seen->holds = roots.at(claim.of).at(claim.seen->head.size) == claim.seen->head.root;
    if (!claim.seen->holds) {
      judge_contradiction(claim);
    }
  }
}

/// Two notes over one size, both by a key of the log, and neither here: a fork all the same.
void judge_forks_ahead(const std::vector<Claim>& claims, const CaseId& case_id) {
  std::map<std::pair<const LogFacts*, std::uint64_t>, const Claim*> first;
  for (const Claim& claim : claims) {
    if (claim.of == nullptr || !is_ahead(claim) || !claim.of->chain || claim.seen->head.size > claim.of->counted) {
      continue;
    }
    const auto [found, is_new] = first.try_emplace({claim.of, claim.seen->head.size}, &claim);
    if (is_new || found->second->seen->head.root == claim.seen->head.root) {
      continue;
    }
    const std::string origin = origin_of(case_id, claim.of->name);
    if (is_by_log(claim, origin) && is_by_log(*found->second, origin)) {
      claim.of->checks.found("log.fork", "two heads of " + std::to_string(claim.seen->head.size) +
                                             " entries have different roots; the log's key signed both");
    }
  }
}

void find_witnesses(AllLogs& logs) {
  for (LogFacts& by : logs) {
    if (by.trusted_by.empty()) {
      continue;
    }
    for (const HeadStep& seen : by.heads) {
      LogFacts* of = find_log(logs, seen.log);
      if (of == nullptr || !seen.holds || of->name.authority == by.name.authority || seen.seq >= by.counted) {
        continue;
      }
      if (of->witnesses.empty() || of->witnesses.back().by != by.name) {
        of->witnesses.push_back({by.name, 0});
      }
      of->witnesses.back().size = std::max(of->witnesses.back().size, seen.head.size);
    }
  }
}

}  // namespace

bool is_signed_head(const std::string& origin, const Head& head, const crypto::Card& card) {
  const Result<crypto::NoteSignature> signature = crypto::NoteSignature::from_fields(origin, head.sig);
  const Result<crypto::NoteKey> key = crypto::NoteKey::make(origin, crypto::PublicKey{card.log_key});
  if (!signature || !key) {
    return false;
  }
  const crypto::Checkpoint checkpoint{origin, head.size, head.root, {}};
  return crypto::verify_note({checkpoint.serialize(), {*signature}}, *key).has_value();
}

std::vector<crypto::Sha256> roots_at(std::span<const crypto::Sha256> leaves, std::span<const std::uint64_t> sizes) {
  std::vector<crypto::Sha256> roots;
  crypto::TreeHasher tree;
  for (const std::uint64_t size : sizes) {
    while (tree.size() < size) {
      tree.append(leaves[tree.size()]);
    }
    roots.push_back(tree.root());
  }
  return roots;
}

void judge_heads(AllLogs& logs, const CaseId& case_id, unsigned threads) {
  std::vector<Claim> claims = claims_of(logs);
  side_by_side(claims.size(), threads, [&](std::size_t i) { check_signature(case_id, claims[i]); });
  std::map<const LogFacts*, Roots> roots;
  for (LogFacts& log : logs) {
    roots.emplace(&log, Roots(log, claims));
    for (const std::string_view check : {"head.signature", "head.ahead", "log.fork"}) {
      log.checks.made(check);
    }
  }
  for (const Claim& claim : claims) {
    judge_claim(claim, roots);
  }
  judge_forks_ahead(claims, case_id);
  find_witnesses(logs);
}

}  // namespace rogatory::ledger
