#include "registry/case_seal.hpp"

#include "bundle/verify.hpp"
#include "ledger/event.hpp"
#include "registry/orphans.hpp"
#include "registry/past_events.hpp"
#include "registry/seal.hpp"

namespace rogatory::registry {
namespace {

using bundle::BundleId;
using bundle::Writer;
using ledger::BundleSealed;

std::string secret_of(const crypto::age::Identity& identity) {
  // It goes into the entry's body, which is encrypted; the JSON on the way there is ordinary memory.
  return std::string(identity.text().expose_text());
}

}  // namespace

CaseSeal::CaseSeal(const Home& home, CaseWriter writer, std::string compartment, crypto::age::Recipient recipient,
                   const Clock& clock)
    : m_home(&home),
      m_writer(std::move(writer)),
      m_compartment(std::move(compartment)),
      m_recipient(recipient),
      m_clock(&clock) {}

Result<CaseSeal> CaseSeal::open(const Home& home, KeyRing& keys, const ledger::CaseId& case_id,
                                const std::string& compartment, const Writing& writing, const Clock& clock) {
  ROG_TRY_ASSIGN(CaseWriter writer, CaseWriter::open(home, keys, case_id, writing, clock));
  ROG_TRY(writer.check_open(BundleSealed::k_type));
  ROG_TRY_ASSIGN(auto held, writer.compartment(compartment));
  return CaseSeal(home, std::move(writer), std::move(held.first), held.second, clock);
}

std::vector<crypto::age::Recipient> CaseSeal::recipients() const { return {m_recipient, m_identity.recipient()}; }

Result<std::optional<BundleId>> CaseSeal::previous() {
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, m_writer.source());
  ROG_TRY_ASSIGN(PastEvents events, PastEvents::of(*source, m_home->authority(), m_writer.held().identities));
  const std::optional<Place> seen = m_newest_entry;
  for (bool is_newest = true;; is_newest = false) {
    ROG_TRY_ASSIGN(const std::optional<PastEvent> event, events.next());
    if (!event) {
      return m_previous = std::nullopt;
    }
    const Place place(event->entry.log, event->entry.seq);
    if (place == seen) {
      return m_previous;
    }
    m_newest_entry = is_newest ? place : m_newest_entry;
    if (event->body && event->body->type == BundleSealed::k_type) {
      ROG_TRY_ASSIGN(const BundleSealed sealed, BundleSealed::parse(event->body->fields));
      ROG_TRY_ASSIGN(m_previous, BundleId::from_hex(sealed.bundle));
      return m_previous;
    }
  }
}

/// Reads the labels of what was sealed anew, as a stranger would; what is inside was read before.
Result<void> CaseSeal::check_labels(const Writer& writer) const {
  ROG_TRY_ASSIGN(const crypto::Trust trust, m_home->trust());
  ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(m_home->fs(), writer.temporary_path()));
  ROG_TRY_ASSIGN(const bundle::Outline outline, bundle::read_outline(m_home->fs(), fd.get(), "the new bundle", trust));
  if (!outline.checks.clean()) {
    return fail(
        Error(ErrorCode::altered, "what was written does not verify: " + outline.checks.findings().front().detail)
            .because("the disk or the memory of this machine gave other bytes than it was given")
            .next("check the disk (dmesg, smartctl) and seal to another one"));
  }
  return {};
}

Result<CaseSeal::Kept> CaseSeal::keep(Writer& writer, Writer::Sealed sealed, const std::string& path, KeyRing& keys) {
  // Reading may have outlasted a card.
  ROG_TRY(m_writer.renew_signers(keys));
  ROG_TRY_ASSIGN(ledger::OwnLog log, m_writer.take_log());
  ROG_TRY(m_writer.check_open(BundleSealed::k_type));
  ROG_TRY_ASSIGN(const std::optional<BundleId> newest, previous());
  const crypto::CardChain& cards = m_writer.signers().cards();
  if (newest != sealed.seal.previous || cards.signed_cards().back().hash() != sealed.seal.card) {
    const UtcTime now = m_clock->now();
    ROG_TRY(acting_officer(cards, sealed.seal.officer, crypto::May::seal, now));
    ROG_TRY_ASSIGN(sealed, writer.seal(officer(), now, newest, cards));
    ROG_TRY(check_labels(writer));
  }
  ROG_TRY_ASSIGN(const std::string place, base::canonical_place(path));
  ROG_TRY_ASSIGN(ExpectedEntry expected,
                 ExpectedEntry::record(*m_home, {.bundle = sealed.id.hex(), .case_id = case_id(), .path = place}));
  if (Result<void> committed = writer.commit(); !committed) {
    expected.settled();
    return fail(std::move(committed).error());
  }
  Result<WrittenEvent> written = name(log, sealed, path);
  if (written) {
    expected.settled();
    return Kept{.sealed = std::move(sealed), .written = *std::move(written)};
  }
  if (written.error().code() != ErrorCode::partial) {
    const base::SysResult<void> gone = m_home->fs().unlink(AT_FDCWD, path, 0);
    if (gone) {
      expected.settled();
    }
  }
  return fail(std::move(written).error().while_("naming the bundle in the case"));
}

Result<WrittenEvent> CaseSeal::name(ledger::OwnLog& log, const Writer::Sealed& sealed, const std::string& path) {
  BundleSealed event;
  event.bundle = sealed.id.hex();
  event.identity = secret_of(m_identity);
  event.items = sealed.seal.item_count;
  event.name = sealed.seal.name;
  if (sealed.seal.previous) {
    event.previous = sealed.seal.previous->hex();
  }
  event.sealed_at = sealed.seal.sealed_at;
  const base::SysResult<struct stat> status = m_home->fs().stat_at(AT_FDCWD, path, 0);
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + path));
  }
  event.size = static_cast<std::uint64_t>(status->st_size);
  return m_writer.append(
      log, {.type = std::string(BundleSealed::k_type), .fields = event.fields(), .compartment = m_compartment});
}

}  // namespace rogatory::registry
