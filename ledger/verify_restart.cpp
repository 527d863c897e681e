#include "ledger/verify_restart.hpp"

#include <algorithm>

#include "ledger/chain.hpp"
#include "ledger/verify_checkpoint.hpp"
#include "ledger/verify_heads.hpp"

namespace rogatory::ledger {
namespace {

/// One restart: the log that begins with it, and the one it follows.
class RestartJudge {
 public:
  /// `restart` is that of `opening`, the first entry of `log`.
  RestartJudge(LogFacts& log, const Entry& opening, const Restart& restart, LogFacts* before, const CaseId& case_id)
      : m_log(log),
        m_opening(opening),
        m_before(before),
        m_restart(restart),
        m_origin(origin_of(case_id, m_restart.log)) {}

  void run(bool is_opener) {
    if (m_before == nullptr || m_before->size() < m_restart.size) {
      const std::uint64_t here = m_before == nullptr ? 0 : m_before->size();
      found("head.ahead", std::to_string(m_restart.size) + " entries of " + m_restart.log.text() + " count, " +
                              std::to_string(here) + " are here");
    }
    judge_parties(is_opener);
    std::vector<LogNote> notes = read_notes();
    if (m_restart.reason == RestartReason::fork) {
      judge_fork(notes);
    } else {
      judge_restored(notes);
    }
  }

 private:
  void found(std::string_view check, const std::string& what) { m_log.checks.found(check, LogFacts::at(0) + what); }

  /// An opener's says again what he had said; another's says nothing of it.
  void judge_parties(bool is_opener) {
    const Entry& entry = m_opening;
    const bool speaks = entry.parties && entry.recipients;
    if (!is_opener && (entry.parties || entry.recipients)) {
      found("entry.order", "parties and recipients are for the opener of the case");
    } else if (is_opener && !speaks) {
      found("entry.order", "the opener's restart does not repeat parties and recipients");
    } else if (const PartyStep* said =
                   is_opener && m_before != nullptr ? m_before->parties_at(m_restart.size) : nullptr) {
      const bool all = std::ranges::all_of(said->parties,
                                           [&](const Party& party) {
                                             return std::ranges::find(*entry.parties, party) != entry.parties->end();
                                           }) &&
                       std::ranges::all_of(said->recipients, [&](const auto& recipient) {
                         return std::ranges::find(*entry.recipients, recipient) != entry.recipients->end();
                       });
      if (!all) {
        found("entry.order", "the restart leaves out a party or a compartment, or changes one");
      }
    }
  }

  /// Only those that the log's key signed.
  std::vector<LogNote> read_notes() {
    std::vector<LogNote> notes;
    for (const std::string& text : m_restart.notes) {
      Result<LogNote> note = parse_log_note(base::as_bytes(text));
      if (!note || note->checkpoint.origin != m_origin || !is_signed(note->head)) {
        found("head.signature", "a note of its restart is not one that the key of " + m_restart.log.text() + " signed");
      } else {
        notes.push_back(*std::move(note));
      }
    }
    return notes;
  }

  /// By the key of the card that the last entry it covers names; of what is not here, by any key that the log had.
  [[nodiscard]] bool is_signed(const Head& head) const {
    if (m_before != nullptr && head.size > 0 && head.size <= m_before->size()) {
      const crypto::Card* card = m_before->card_at(head.size - 1);
      return card != nullptr && is_signed_head(m_origin, head, *card);
    }
    return m_log.chain && std::ranges::any_of(m_log.chain->cards(), [&](const crypto::Card& card) {
             return is_signed_head(m_origin, head, card);
           });
  }

  /// Whether it is of the entries that are here; nothing where that cannot be seen.
  [[nodiscard]] std::optional<bool> fits(const Head& head) const {
    if (m_before == nullptr || head.size > m_before->size()) {
      return std::nullopt;
    }
    return crypto::tree_root(std::span(m_before->leaves).first(head.size)) == head.root;
  }

  void judge_fork(const std::vector<LogNote>& notes) {
    if (notes.size() != 2) {
      return;  // said already
    }
    const Head& one = notes[0].head;
    const Head& other = notes[1].head;
    const std::optional<bool> one_fits = fits(one);
    const std::optional<bool> other_fits = fits(other);
    const bool contradict =
        one.size == other.size ? one.root != other.root : (one_fits == false || other_fits == false);
    if (!contradict && one.size != other.size && (!one_fits || !other_fits)) {
      found("head.ahead", "that its two notes contradict one another cannot be seen: their entries are not here");
    } else if (!contradict) {
      found("entry.order", "its two notes are of one history: that is no fork");
    } else if (m_restart.size >= std::min(one.size, other.size)) {
      found("entry.order", "it counts entries of which its notes differ");
    }
    judge_new_key();
  }

  /// The key that signed two histories signs no third.
  void judge_new_key() {
    const crypto::Card* card = m_log.size() == 0 ? nullptr : m_log.card_at(0);
    const crypto::Card* old =
        m_before == nullptr || m_before->size() == 0 ? nullptr : m_before->card_at(m_before->size() - 1);
    if (card != nullptr && old != nullptr && card->log_key == old->log_key) {
      found("entry.order", "a log that follows a fork needs a card with a new log key");
    }
  }

  void judge_restored(const std::vector<LogNote>& notes) {
    if (m_restart.notes.size() > 1) {
      found("entry.order", "a restored log names one note at most");
    }
    for (const LogNote& note : notes) {
      if (fits(note.head) == false && m_before->checkpoint_holds) {
        m_before->checks.found("log.fork", "the first entry of " + m_log.name.text() + " holds a note of " +
                                               std::to_string(note.head.size) +
                                               " entries and another root; the log's key signed both");
      }
    }
  }

  LogFacts& m_log;
  const Entry& m_opening;
  LogFacts* m_before;
  const Restart& m_restart;
  std::string m_origin;
};

}  // namespace

void find_restarts(AllLogs& logs) {
  for (const LogFacts& log : logs) {
    if (!log.opening || !log.opening->restart || log.opening->log != log.name) {
      continue;
    }
    if (LogFacts* before = find_log(logs, log.opening->restart->log)) {
      before->counted = log.opening->restart->size;
      before->given_up_for_fork = log.opening->restart->reason == RestartReason::fork;
    }
  }
}

void judge_restarts(AllLogs& logs, const CaseId& case_id, const std::optional<std::string>& opener) {
  for (LogFacts& log : logs) {
    const std::optional<Entry>& first = log.opening;
    if (first && first->restart && first->log == log.name) {
      RestartJudge(log, *first, *first->restart, find_log(logs, first->restart->log), case_id)
          .run(log.name.authority == opener);
    }
  }
}

}  // namespace rogatory::ledger
