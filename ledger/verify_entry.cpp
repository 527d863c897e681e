#include "ledger/verify_entry.hpp"

#include "ledger/event.hpp"

namespace rogatory::ledger {
namespace {

class Judging {
 public:
  Judging(const EntryJudge& judge, JudgedEntry& judged) : m_judge(judge), m_judged(judged) {}

  void run(const std::optional<Bytes>& body) {
    const EntryFiles& files = m_judged.files;
    m_judged.hash = files.hash();
    m_judged.leaf = files.leaf();
    Result<Entry> entry = Entry::parse(files.entry);
    if (!entry) {
      found("entry.form", entry.error().sentence());
      judge_signature_form();
      return;
    }
    const Entry& read = m_judged.entry.emplace(*std::move(entry));
    judge_signature(read);
    judge_body(read, body);
  }

 private:
  void found(std::string_view check, std::string what) { m_judged.flaws.push_back({check, std::move(what)}); }

  /// Whether it reads at all, where nobody can say whose it should be.
  void judge_signature_form() {
    if (const auto signature = crypto::parse_sshsig(m_judged.files.signature); !signature) {
      found("signature.form", signature.error().sentence());
    }
  }

  void judge_signature(const Entry& entry) {
    if (m_judge.cards == nullptr) {
      judge_signature_form();
      return;
    }
    m_judged.card = m_judge.cards->find(entry.card);
    if (m_judged.card == nullptr) {
      judge_signature_form();
      found("card.chain", "it names card " + entry.card.hex() + ", which is not here");
      return;
    }
    m_judged.officer = m_judged.card->officer(entry.officer);
    if (m_judged.officer == nullptr) {
      judge_signature_form();
      found("entry.officer", entry.officer + " is not in the card that it names");
      return;
    }
    const Result<void> verified =
        m_judge.cards->verifier(entry.officer)->verify(m_judged.files.signature, m_judged.files.entry);
    if (!verified) {
      const bool is_form = verified.error().code() == ErrorCode::malformed;
      found(is_form ? "signature.form" : "entry.signature", verified.error().sentence());
    }
  }

  void judge_body(const Entry& entry, const std::optional<Bytes>& file) {
    const std::optional<BodyRef>& ref = entry.body;
    if (!ref) {
      if (file) {
        found("tree.form", "a body stands beside it, but it names none");
      }
      return;
    }
    if (!file) {
      found("body.missing", "its body is not here");
      return;
    }
    if (file->size() != ref->size || crypto::sha256(*file) != ref->sha256) {
      found("body.hash", "the body is not the one that it names");
      return;
    }
    if (!m_judge.identities.empty()) {
      open(entry, *file, *ref);
    }
  }

  void open(const Entry& entry, const Bytes& file, const BodyRef& ref) {
    Result<OpenedBody> body = open_body(file, ref, {entry.case_id, entry.log, entry.seq}, m_judge.identities);
    if (!body && body.error().code() == ErrorCode::wrong_key) {
      m_judged.locked = true;
      return;
    }
    if (!body) {
      found("body.commitment", body.error().sentence());
      return;
    }
    if (const Result<bool> form = check_event(body->type, body->fields); !form) {
      found("body.commitment", "its body is no " + body->type + ": " + form.error().sentence());
    }
    m_judged.body = *std::move(body);
  }

  const EntryJudge& m_judge;
  JudgedEntry& m_judged;
};

}  // namespace

JudgedEntry EntryJudge::judge(std::uint64_t place, EntryFiles files) const {
  JudgedEntry judged;
  judged.place = place;
  const std::optional<Bytes> body = std::exchange(files.body, std::nullopt);
  judged.files = std::move(files);
  Judging(*this, judged).run(body);
  return judged;
}

}  // namespace rogatory::ledger
