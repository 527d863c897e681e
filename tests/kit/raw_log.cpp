#include "tests/kit/raw_log.hpp"

#include <algorithm>

#include "crypto/checkpoint.hpp"
#include "crypto/merkle.hpp"
#include "crypto/note.hpp"

namespace rogatory::test {
namespace {

using ledger::Entry;
using ledger::EntryFiles;
using ledger::Head;
using ledger::LogName;

class MemoryLog : public ledger::LogSource {
 public:
  explicit MemoryLog(const RawLog& raw) : m_raw(raw) {}
  [[nodiscard]] const LogName& name() const override { return m_raw.name; }

  Result<ledger::LogListing> list() override {
    ledger::LogListing listing;
    listing.entries = m_raw.entries.size();
    for (std::size_t i = 0; i < m_raw.entries.size(); ++i) {
      if (m_raw.entries[i].body) {
        listing.with_body.push_back(i);
      }
    }
    for (std::uint64_t version = 1; listing.card_versions.size() < m_raw.cards.size(); ++version) {
      if (version != m_raw.card_gap) {
        listing.card_versions.push_back(version);
      }
    }
    listing.has_checkpoint = m_raw.checkpoint.has_value();
    listing.strange = m_raw.strange;
    listing.strange_count = m_raw.strange.size();
    return listing;
  }
  Result<EntryFiles> entry(std::uint64_t seq) override { return m_raw.entries.at(seq); }
  Result<std::vector<crypto::SignedCard>> cards() override { return m_raw.cards; }
  Result<Bytes> checkpoint() override {
    return m_raw.checkpoint ? Result<Bytes>(*m_raw.checkpoint) : fail(ErrorCode::incomplete, "there is no checkpoint");
  }
  Result<std::unique_ptr<LogSource>> another() override { return std::make_unique<MemoryLog>(m_raw); }

 private:
  const RawLog& m_raw;
};

std::vector<ledger::Party> parties_of(const std::vector<const Authority*>& authorities) {
  std::vector<ledger::Party> parties;
  for (const Authority* authority : authorities) {
    parties.push_back({authority->id(), crypto::fingerprint_of(authority->card().root)});
  }
  std::ranges::sort(parties);
  return parties;
}

crypto::Sha256 hash_of(const char* text) { return crypto::sha256(std::string_view(text)); }

}  // namespace

crypto::Sha256 RawLog::root() const {
  std::vector<crypto::Sha256> leaves;
  for (const EntryFiles& entry : entries) {
    leaves.push_back(entry.leaf());
  }
  return crypto::tree_root(leaves);
}

RawLog& RawCase::at(const std::string& log) {
  const auto found = std::ranges::find_if(logs, [&](const RawLog& raw) { return raw.name.text() == log; });
  ROG_ASSERT(found != logs.end());
  return *found;
}

Result<std::vector<LogName>> MemoryCase::logs(std::vector<std::string>& strange) {
  strange = m_raw.strange;
  std::vector<LogName> names;
  for (const RawLog& log : m_raw.logs) {
    names.push_back(log.name);
  }
  std::ranges::sort(names);
  return names;
}

Result<std::unique_ptr<ledger::LogSource>> MemoryCase::open(const LogName& log) {
  for (const RawLog& raw : m_raw.logs) {
    if (raw.name == log) {
      return std::make_unique<MemoryLog>(raw);
    }
  }
  return fail(ErrorCode::not_found, log.text() + " is not here");
}

LogAuthor::LogAuthor(Authority& authority, ledger::CaseId case_id, const std::string& log)
    : clock(sealing_time()), m_authority(authority), m_case(case_id) {
  m_raw.name = must(LogName::parse(log));
}

Entry LogAuthor::next() const {
  Entry entry;
  entry.card = m_authority.chain().signed_cards().back().hash();
  entry.case_id = m_case;
  entry.heads = heads;
  entry.log = m_raw.name;
  entry.made_at = UtcTime{clock.seconds + 60};
  entry.officer = k_clerk;
  entry.seq = m_raw.entries.size();
  if (entry.seq > 0) {
    entry.prev = m_raw.entries.back().hash();
  }
  return entry;
}

Entry LogAuthor::next(std::string_view type, Json::Object fields, const std::string& compartment,
                      const crypto::age::Recipient& recipient) {
  Entry entry = next();
  ledger::SealedBody sealed =
      must(ledger::seal_body({m_case, m_raw.name, entry.seq}, type, std::move(fields), compartment, recipient));
  entry.body = sealed.ref;
  m_body = std::move(sealed.file);
  return entry;
}

void LogAuthor::add(const Entry& entry, std::optional<Pen> pen) {
  EntryFiles files;
  files.entry = base::to_bytes(entry.serialize());
  crypto::Signer& key = pen && pen->key != nullptr ? *pen->key : m_authority.clerk();
  files.signature = base::to_bytes(must(crypto::sshsig_sign(key, crypto::Namespace::entry, files.entry)));
  if (entry.body) {
    files.body = std::exchange(m_body, std::nullopt);
  }
  m_raw.entries.push_back(std::move(files));
  clock = entry.made_at;
  sign_checkpoint();
}

void LogAuthor::sees(const LogAuthor& other) { heads[other.raw().name] = other.head(); }

std::string LogAuthor::note(std::uint64_t size, const crypto::Sha256& root) const {
  const std::string origin = ledger::origin_of(m_case, m_raw.name);
  const crypto::Checkpoint checkpoint{origin, size, root, {}};
  return must(crypto::sign_note(checkpoint.serialize(), origin, m_authority.log())).serialize();
}

Head LogAuthor::head(std::uint64_t size, const crypto::Sha256& root) const {
  const crypto::Note signed_note = must(crypto::Note::parse(base::as_bytes(note(size, root))));
  return {root, signed_note.signatures.front().field(), size};
}

void LogAuthor::sign_checkpoint() {
  m_raw.cards = m_authority.chain().signed_cards();
  m_raw.checkpoint = base::to_bytes(note(m_raw.entries.size(), m_raw.root()));
}

TwoParties::TwoParties()
    : fr_authority("fr-ca"),
      de_authority("de-ca"),
      main(crypto::age::Identity::generate()),
      nonce(hash_of("a nonce")),
      case_id(ledger::case_id_of("fr-ca", crypto::fingerprint_of(fr_authority.card().root), nonce)),
      fr(fr_authority, case_id, "fr-ca"),
      de(de_authority, case_id, "de-ca") {
  Entry opening = fr.next("case.opened", {{"title", "Operation Test"}}, "main", main.recipient());
  opening.nonce = nonce;
  opening.parties = parties_of({&fr_authority, &de_authority});
  opening.recipients = {{"main", main.recipient()}};
  fr.add(opening);
  fr.add();
  de.sees(fr);
  de.add(de.next("note.added", {{"text", "hello"}}, "main", main.recipient()));
  fr.sees(de);
  fr.add();
  de.sees(fr);
  de.add();
}

void TwoParties::go_on(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    fr.sees(de);
    fr.add();
    de.sees(fr);
    de.add();
  }
}

ledger::CaseReport verify_logs(const RawCase& raw, const crypto::Trust& trust,
                               std::span<const crypto::age::Identity> identities) {
  MemoryCase source(raw);
  return must(ledger::verify_case(source, {trust, identities, std::nullopt, 2}, nullptr, Progress::none()));
}

std::vector<std::string> failures(const ledger::CaseReport& report) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& where, const std::vector<ledger::Finding>& findings) {
    for (const ledger::Finding& found : findings) {
      const std::string name = where + " " + std::string(found.check->name);
      if (names.empty() || names.back() != name) {
        names.push_back(name);
      }
    }
  };
  add("case", report.findings);
  for (const ledger::LogReport& log : report.logs) {
    add(log.log.text(), log.findings);
  }
  return names;
}

std::string told(const ledger::CaseReport& report) {
  std::string text;
  const auto add = [&](const std::string& where, const std::vector<ledger::Finding>& findings) {
    for (const ledger::Finding& found : findings) {
      text += where + " " + std::string(found.check->name) + ": " + found.detail + "\n";
    }
  };
  add("case", report.findings);
  for (const ledger::LogReport& log : report.logs) {
    add(log.log.text(), log.findings);
  }
  return text;
}

}  // namespace rogatory::test
