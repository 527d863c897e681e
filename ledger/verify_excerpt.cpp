// Verifying an excerpt with nothing but trust: each entry by itself, the path from it to a checkpoint, and whether the
// entries of others that came with it saw that checkpoint.
#include <algorithm>
#include <memory>
#include <set>

#include "crypto/card_checks.hpp"
#include "crypto/merkle.hpp"
#include "crypto/tlog_proof.hpp"
#include "ledger/excerpt.hpp"
#include "ledger/log_cards.hpp"
#include "ledger/verify_checkpoint.hpp"
#include "ledger/verify_entry.hpp"
#include "ledger/verify_heads.hpp"
#include "ledger/verify_standing.hpp"

namespace rogatory::ledger {
namespace {

/// One log of the excerpt, and whether its authority is trusted.
struct Believed {
  const ExcerptLog* log = nullptr;
  std::unique_ptr<crypto::CardChain> chain;  // null: the cards cannot be used
  std::unique_ptr<LogCards> cards;
  const crypto::CardChain* newest = nullptr;
  bool trusted = false;
};

/// An entry on its way: what judge_entry found out.
struct Weighed {
  ProvenEntry proven;
  const crypto::Card* card = nullptr;
  const crypto::Officer* officer = nullptr;
  bool is_signed = false;
  std::optional<Head> head;  // of the checkpoint that its path leads to
};

class ExcerptVerifier {
 public:
  ExcerptVerifier(const Excerpt& excerpt, const crypto::Trust& trust) : m_excerpt(excerpt), m_trust(trust) {}

  ExcerptReport run() {
    m_report.case_id = m_excerpt.case_id;
    m_report.log = m_excerpt.log;
    for (const std::string_view check :
         {"entry.form", "signature.form", "entry.order", "entry.signature", "checkpoint.form", "checkpoint.signature",
          "checkpoint.root", "log.fork", "head.signature", "entry.officer", "entry.disputed"}) {
      m_checks.made(check);
    }
    for (const ExcerptLog& log : m_excerpt.logs) {
      Believed believed = believe(log);
      for (const ExcerptEntry& entry : log.entries) {
        judge_entry(entry, believed);
      }
      m_believed.push_back(std::move(believed));
    }
    find_sights();
    for (Weighed& weighed : m_weighed) {
      judge_officer(weighed);
    }
    return conclude();
  }

 private:
  void found(const LogName& log, std::uint64_t seq, std::string_view check, const std::string& what) {
    m_checks.found(check, "entry " + log.text() + ":" + std::to_string(seq) + ": " + what);
  }

  /// card.* of a log. Whether a witness is trusted is no finding: an excerpt proves without him, only less.
  Believed believe(const ExcerptLog& log) {
    Believed believed{&log, nullptr, nullptr, nullptr, false};
    Checklist checks;
    std::optional<crypto::CardChain> chain = crypto::check_cards(log.card_versions, log.cards, checks);
    if (chain && chain->newest().id != log.name.authority) {
      checks.found("card.chain", "the cards are those of " + chain->newest().id);
    } else if (chain) {
      believed.chain = std::make_unique<crypto::CardChain>(*std::move(chain));
      believed.cards = std::make_unique<LogCards>(*believed.chain);
      const crypto::CardChain* known = crypto::check_trust(*believed.chain, m_trust, checks);
      const bool is_newer = known != nullptr && known->cards().size() > believed.chain->cards().size();
      believed.newest = is_newer ? known : believed.chain.get();
    }
    const auto findings = checks.findings();
    believed.trusted = believed.chain && findings.empty();
    for (const std::string_view check : checks.passed()) {
      m_checks.made(check);
    }
    for (const Finding& finding : findings) {
      if (log.name == m_excerpt.log || finding.check->name != "card.trust") {
        m_checks.found(finding.check->name, log.name.text() + ": " + finding.detail);
      }
    }
    return believed;
  }

  void judge_entry(const ExcerptEntry& from, const Believed& believed) {
    const LogName& log = believed.log->name;
    const EntryJudge judge{believed.cards.get(), {}};
    // The encrypted body is not in an excerpt, so that it is not missed.
    JudgedEntry judged = judge.judge(from.seq, {from.entry, from.signature, std::nullopt});
    for (const Flaw& flaw : judged.flaws) {
      if (flaw.check != "body.missing") {
        found(log, from.seq, flaw.check, flaw.what);
      }
    }
    if (!judged.entry) {
      return;
    }
    Weighed weighed;
    weighed.proven = {log, from.seq, *std::move(judged.entry), judged.hash, std::nullopt, 0, {}};
    weighed.card = judged.card;
    weighed.officer = judged.officer;
    weighed.is_signed = judged.officer != nullptr && std::ranges::none_of(judged.flaws, [](const Flaw& flaw) {
                          return flaw.check == "signature.form" || flaw.check == "entry.signature";
                        });
    const Entry& entry = weighed.proven.entry;
    if (entry.case_id != m_excerpt.case_id || entry.log != log || entry.seq != from.seq) {
      found(log, from.seq, "entry.order",
            "it is entry " + std::to_string(entry.seq) + " of the log " + entry.log.text() + " in case " +
                entry.case_id.text());
    }
    judge_proof(from, judged.leaf, believed, weighed);
    judge_body(from, weighed.proven);
    m_weighed.push_back(std::move(weighed));
  }

  void judge_proof(const ExcerptEntry& from, const crypto::Sha256& leaf, const Believed& believed, Weighed& weighed) {
    const LogName& log = believed.log->name;
    const Result<crypto::TlogProof> proof = crypto::TlogProof::parse(from.proof);
    const Result<LogNote> note = proof ? parse_log_note(base::as_bytes(proof->checkpoint)) : fail(proof.error());
    if (!note) {
      found(log, from.seq, "checkpoint.form", note.error().sentence());
      return;
    }
    const std::string origin = origin_of(m_excerpt.case_id, log);
    if (note->checkpoint.origin != origin || proof->index != from.seq) {
      found(log, from.seq, "checkpoint.form",
            "its proof is of entry " + std::to_string(proof->index) + " in " + note->checkpoint.origin);
      return;
    }
    if (!is_signed(note->head, origin, believed, weighed.card)) {
      found(log, from.seq, "checkpoint.signature", "the checkpoint of its proof is not signed by the log's key");
      return;
    }
    const Result<void> included =
        crypto::check_inclusion(proof->index, note->head.size, leaf, proof->path, note->head.root);
    if (!included) {
      found(log, from.seq, "checkpoint.root", included.error().sentence());
      return;
    }
    weighed.head = note->head;
    weighed.proven.tree_size = note->head.size;
  }

  /// The note is signed under the card of its last entry, which is not here. Along a log the card's version never
  /// falls.
  static bool is_signed(const Head& head, const std::string& origin, const Believed& believed,
                        const crypto::Card* named) {
    return believed.chain && named != nullptr &&
           std::ranges::any_of(believed.chain->cards(), [&](const crypto::Card& card) {
             return card.version >= named->version && is_signed_head(origin, head, card);
           });
  }

  void judge_body(const ExcerptEntry& from, ProvenEntry& proven) {
    if (!from.body) {
      return;
    }
    m_checks.made("body.commitment");
    const Entry& entry = proven.entry;
    if (!entry.body || crypto::sha256(*from.body) != entry.body->commitment) {
      found(proven.log, from.seq, "body.commitment", "the body beside it is not what it commits to");
      return;
    }
    Result<OpenedBody> body = parse_body(*from.body, {entry.case_id, entry.log, entry.seq});
    if (!body) {
      found(proven.log, from.seq, "body.commitment", body.error().sentence());
      return;
    }
    proven.body = *std::move(body);
  }

  [[nodiscard]] const Believed& believed_of(const LogName& log) const {
    return *std::ranges::find_if(m_believed, [&](const Believed& one) { return one.log->name == log; });
  }

  void find_sights() {
    for (const Weighed& by : m_weighed) {
      const auto head = by.proven.entry.heads.find(m_excerpt.log);
      if (head == by.proven.entry.heads.end() || by.proven.log.authority == m_excerpt.log.authority) {
        continue;
      }
      const Believed& believed = believed_of(by.proven.log);
      for (Weighed& weighed : m_weighed) {
        if (weighed.proven.log == m_excerpt.log && weighed.head && weighed.head->size == head->second.size) {
          judge_sight(by, head->second, believed, weighed);
        }
      }
    }
  }

  void judge_sight(const Weighed& by, const Head& head, const Believed& believed, Weighed& weighed) {
    const LogName& log = by.proven.log;
    const std::string origin = origin_of(m_excerpt.case_id, m_excerpt.log);
    if (!is_signed(head, origin, believed_of(m_excerpt.log), weighed.card)) {
      found(log, by.proven.seq, "head.signature", "its head of " + m_excerpt.log.text() + " is not signed by that log");
    } else if (weighed.head && head.root != weighed.head->root) {
      found(log, by.proven.seq, "log.fork",
            "it names another root of " + std::to_string(head.size) + " entries of " + m_excerpt.log.text() +
                "; the log's key signed both");
    } else if (believed.trusted && by.is_signed && by.head) {
      weighed.proven.seen_by.emplace_back(log, by.proven.seq);
    } else if (!believed.trusted) {
      m_untrusted.insert(log.text());
    }
  }

  /// As in verify_case, but that a witness did not know a card can only be told by its time.
  [[nodiscard]] bool is_covered(const ProvenEntry& proven, UtcTime issued_at) const {
    return std::ranges::any_of(proven.seen_by, [&](const auto& seen) {
      return std::ranges::any_of(m_weighed, [&](const Weighed& by) {
        return by.proven.log == seen.first && by.proven.seq == seen.second && by.proven.entry.made_at < issued_at;
      });
    });
  }

  void judge_officer(const Weighed& weighed) {
    const ProvenEntry& proven = weighed.proven;
    if (weighed.officer == nullptr) {
      return;
    }
    std::string why = Standing::objection(*weighed.card, *weighed.officer, proven.entry.made_at);
    if (why.empty() && weighed.officer->may.contains(crypto::May::service)) {
      why = service_objection(proven.entry, proven.body ? &*proven.body : nullptr);
    }
    if (!why.empty()) {
      found(proven.log, proven.seq, "entry.officer", why);
      return;
    }
    const crypto::CardChain* newest = believed_of(proven.log).newest;
    const auto suspect = Standing(newest).suspect(*weighed.card, *weighed.officer, proven.entry);
    if (!suspect) {
      return;
    }
    const crypto::Card& card = newest->cards()[static_cast<std::size_t>(suspect->version - 1)];
    const bool covered = is_covered(proven, card.issued_at);
    const std::string taken = weighed.officer->id + " was taken back by card " + std::to_string(suspect->version);
    if (suspect->reached && covered) {
      found(proven.log, proven.seq, "entry.disputed",
            "disputed by its own authority: " + taken + ", after another log had seen the entry");
    } else if (!covered) {
      found(proven.log, proven.seq, "entry.officer", taken + ", and that he signed before is not proven in time");
    }
  }

  void tell_not_proven() {
    std::size_t closed = 0;
    std::size_t unseen = 0;
    for (const Weighed& weighed : m_weighed) {
      const bool chosen = weighed.proven.log == m_excerpt.log;
      closed += chosen && weighed.proven.entry.body && !weighed.proven.body ? 1U : 0U;
      unseen += chosen && weighed.proven.seen_by.empty() ? 1U : 0U;
    }
    m_report.not_proven.emplace_back("the rest of the case");
    if (closed > 0) {
      m_report.not_proven.push_back("what is inside of " + std::to_string(closed) + " entries (not in the excerpt)");
    }
    if (unseen > 0) {
      m_report.not_proven.push_back(std::to_string(unseen) + " entries stand on their author alone");
    }
    for (const std::string& log : m_untrusted) {
      m_report.not_proven.push_back("that " + log + ", who saw them, is who it says (not pinned)");
    }
  }

  ExcerptReport conclude() {
    tell_not_proven();
    std::ranges::stable_sort(m_weighed, {}, [&](const Weighed& one) { return one.proven.log != m_excerpt.log; });
    bool opened = true;
    for (Weighed& weighed : m_weighed) {
      const bool chosen = weighed.proven.log == m_excerpt.log;
      opened = opened && (!chosen || !weighed.proven.entry.body || weighed.proven.body);
      m_report.entries.push_back(std::move(weighed.proven));
    }
    m_report.findings = m_checks.findings();
    m_report.passed = m_checks.passed();
    m_report.verdict = base::verdict_of(m_report.findings, opened);
    return std::move(m_report);
  }

  const Excerpt& m_excerpt;
  const crypto::Trust& m_trust;
  Checklist m_checks;
  std::vector<Believed> m_believed;
  std::vector<Weighed> m_weighed;
  std::set<std::string> m_untrusted;
  ExcerptReport m_report;
};

}  // namespace

int ExcerptReport::exit_status() const { return findings.empty() ? 0 : base::exit_status(base::worst(findings)); }

ExcerptReport verify_excerpt(const Excerpt& excerpt, const crypto::Trust& trust) {
  return ExcerptVerifier(excerpt, trust).run();
}

}  // namespace rogatory::ledger
