#include "bench_case.hpp"

#include <algorithm>
#include <filesystem>

#include "base/progress.hpp"
#include "ledger/git_store.hpp"
#include "ledger/verify.hpp"

namespace rogatory::bench {
namespace {

crypto::CardChain cards_of(crypto::SigningKey& root, const crypto::SigningKey& officer,
                           const crypto::SigningKey& log_key) {
  const UtcTime now = Clock::system().now();
  crypto::Card card;
  card.id = k_authority;
  card.name = "Central Authority";
  card.role = "central-authority";
  card.country = card.calendar = "FR";
  card.zone = "Europe/Paris";
  card.languages = {"fr"};
  card.issued_at = UtcTime{now.seconds - 3600};
  card.root = root.public_key();
  card.evidence = crypto::age::Identity::generate().recipient();
  card.transport = crypto::age::Identity::generate().recipient();
  card.log_key = log_key.public_key().bytes;
  crypto::Officer one;
  one.id = k_officer;
  one.key = officer.public_key();
  one.may = {crypto::May::entry};
  one.from = card.issued_at;
  one.until = UtcTime{now.seconds + 365 * 86400};
  card.officers = {one};
  auto chain = crypto::CardChain::check({must(crypto::sign_card(card, root, nullptr))});
  ROG_ASSERT(chain.has_value());
  return *std::move(chain);
}

}  // namespace

Case::Case(const std::string& directory)
    : m_directory(directory),
      m_cards(cards_of(m_root, m_officer, m_log_key)),
      m_case_id(ledger::case_id_of(k_authority, crypto::fingerprint_of(m_root.public_key()), m_nonce)) {
  std::filesystem::create_directory(directory);
  must(ledger::make_repository(FileSystem::real(), repository(), nullptr));
  ledger::EntryDraft opening = note();
  opening.nonce = m_nonce;
  opening.parties = std::vector<ledger::Party>{{k_authority, crypto::fingerprint_of(m_root.public_key())}};
  opening.recipients = std::map<std::string, crypto::age::Recipient>{{"main", m_compartment.recipient()}};
  append(std::span(&opening, 1), FileSystem::real());
}

ledger::EntryDraft Case::note() const {
  ledger::EntryDraft draft;
  draft.body.emplace(ledger::EntryDraft::BodyDraft{.type = "note.added",
                                                   .fields = {{"text", std::string(300, 'x')}},
                                                   .compartment = "main",
                                                   .recipient = m_compartment.recipient()});
  return draft;
}

void Case::append(std::size_t count, FileSystem& fs) { append(std::vector(count, note()), fs); }

void Case::append(std::span<const ledger::EntryDraft> drafts, FileSystem& fs) {
  const ledger::LogPlace place{.fs = &fs,
                               .repository = repository(),
                               .state = m_directory + "/state/fr-ca.json",
                               .lock = m_directory + "/lock",
                               .case_id = m_case_id,
                               .log = {.authority = k_authority}};
  const ledger::Signatories who{.officer = k_officer, .entries = &m_officer, .notes = &m_log_key};
  ledger::OwnLog log = must(ledger::OwnLog::open(place, m_cards, who));
  must(log.append(drafts, Clock::system()));
}

void Case::verify(unsigned threads, std::uint64_t entries) const {
  crypto::Trust trust;
  trust.pin(k_authority, crypto::fingerprint_of(m_root.public_key()));
  const std::unique_ptr<ledger::CaseSource> source = must(ledger::open_repository(repository()));
  const ledger::VerifyOptions options{.trust = trust, .identities = {}, .expected = {}, .threads = threads};
  const ledger::CaseReport report = must(ledger::verify_case(*source, options, nullptr, Progress::none()));
  if (report.exit_status() != 0 || report.logs.size() != 1 || report.logs.front().entries != entries) {
    std::cerr << "ledger_bench: the case does not verify\n";
    std::exit(2);
  }
}

}  // namespace rogatory::bench
