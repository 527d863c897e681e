#include "registry/case_parties.hpp"

#include <algorithm>
#include <functional>

#include "ledger/party_event.hpp"
#include "registry/past_events.hpp"
#include "registry/peers.hpp"

namespace rogatory::registry {
namespace {

using crypto::age::Recipient;
using ledger::EntryDraft;
using ledger::Party;
using Recipients = std::map<std::string, Recipient>;

Error not_opener(const std::string& opener) {
  return Error(ErrorCode::denied, "only " + opener + ", who opened the case, can do this")
      .because("nobody would take an entry of another party that names parties or keys of the case")
      .next("ask " + opener + " for it");
}

Result<void> check_opener(const Home& home, ledger::CaseSource& source) {
  ROG_TRY_ASSIGN(const std::optional<std::string> opener, opener_of(source));
  return opener == home.authority() ? Result<void>() : fail(not_opener(opener.value_or("whoever")));
}

/// The list with the new one in its place.
Result<std::vector<Party>> with_party(std::vector<Party> parties, const Party& joins) {
  const auto same = std::ranges::find(parties, joins.id, &Party::id);
  if (same != parties.end()) {
    Error error(ErrorCode::refused, joins.id + " is a party of the case already");
    return fail(same->root == joins.root
                    ? std::move(error).next("rogatory case grant CASE " + joins.id + " gives it a key")
                    : std::move(error)
                          .because("with another root than the one that is pinned here; a party's root cannot change")
                          .next("open another case with it: rogatory case open TITLE --under CASE"));
  }
  if (parties.size() >= ledger::k_most_parties) {
    return fail(Error(ErrorCode::refused, "a case has at most 64 parties")
                    .next("open another case under it: rogatory case open TITLE --under CASE"));
  }
  parties.push_back(joins);
  std::ranges::sort(parties, {}, &Party::id);
  return parties;
}

/// New keys that no entry names yet. They go with it, unless they may be named.
class NewKeys {
 public:
  NewKeys(const Home& home, std::string directory) : m_home(&home), m_directory(std::move(directory)) {}
  NewKeys(NewKeys&&) = delete;
  ~NewKeys() {
    for (const std::string& compartment : m_made) {
      static_cast<void>(drop_new_case_key(*m_home, m_directory, compartment));
    }
  }

  /// The next generation of every compartment, in addition to `recipients`.
  Result<void> make(Recipients& recipients) {
    const Recipients before = recipients;
    for (const auto& [name, recipient] : before) {
      std::string next = next_generation(before, base_of_compartment(name));
      if (std::ranges::find(m_made, next) == m_made.end()) {
        ROG_TRY_ASSIGN(const Recipient made, make_new_case_key(*m_home, m_directory, next));
        recipients.emplace(next, made);
        m_made.push_back(std::move(next));
      }
    }
    std::ranges::sort(m_made);
    return {};
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return m_made; }

  /// An entry may name them from here on: nobody takes them away any more.
  void let_be() { m_made.clear(); }
  /// An entry names them: they get their names.
  Result<void> keep() {
    for (const std::string& compartment : std::exchange(m_made, {})) {
      ROG_TRY(keep_new_case_key(*m_home, m_directory, compartment));
    }
    return {};
  }

 private:
  static std::string next_generation(const Recipients& recipients, const std::string& base) {
    std::uint32_t newest = 1;
    for (const auto& [name, recipient] : recipients) {
      newest = std::max(newest, generation_of(name, base));
    }
    return base + "." + std::to_string(newest + 1);
  }

  const Home* m_home;
  std::string m_directory;
  std::vector<std::string> m_made;
};

/// What is to be said, once it is known which compartments begin with it.
struct Renewal {
  std::optional<Party> joins;
  bool new_keys = true;
  std::string type;
  std::function<Json::Object(const std::vector<std::string>&)> fields;
};

/// The event goes into main as it is from this entry on: who reads what comes later reads why.
std::pair<std::string, Recipient> main_in(const Recipients& recipients) {
  const auto newest =
      std::ranges::max_element(recipients, {}, [](const auto& one) { return generation_of(one.first, "main"); });
  return {newest->first, newest->second};
}

Error kept_later(const Error& error, const WrittenEvent& written) {
  return Error(ErrorCode::partial,
               "the entry " + written.name() + " is written, its keys are not in their place: " + error.sentence())
      .because("They are on the disk, and nothing is lost.")
      .next("mend the cause; the next command that writes into the case puts them there");
}

/// Under the lock of our log: reads the lists, makes the keys, appends, keeps the keys.
Result<RenewedCase> renew(const Home& home, CaseWriter& writer, const Renewal& renewal, const Clock& clock) {
  ROG_TRY(writer.check_open(renewal.type));
  ROG_TRY_ASSIGN(ledger::OwnLog log, writer.take_log());
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, writer.source());
  ROG_TRY_ASSIGN(CaseGlance glance, glance_at(*source, {}, Lists::newest));
  EntryDraft draft;
  if (renewal.joins) {
    ROG_TRY_ASSIGN(draft.parties, with_party(glance.parties, *renewal.joins));
  }
  NewKeys made(home, case_paths(home, writer.case_id()).keys);
  Recipients recipients = std::move(glance.recipients);
  if (renewal.new_keys) {
    ROG_TRY(made.make(recipients));
    draft.recipients = recipients;
  }
  const auto [compartment, recipient] = main_in(recipients);
  draft.body = EntryDraft::BodyDraft{
      .type = renewal.type, .fields = renewal.fields(made.names()), .compartment = compartment, .recipient = recipient};
  RenewedCase renewed{.officer = writer.signers().officer().id,
                      .compartments = made.names(),
                      .to_grant = {},
                      .written = {log.name(), {}}};
  Result<ledger::Appended> appended = log.append(std::span(&draft, 1), clock);
  if (!appended && appended.error().code() == ErrorCode::partial) {
    made.let_be();
  }
  ROG_TRY(appended);
  renewed.written.appended = *appended;
  if (Result<void> kept = made.keep(); !kept) {
    return fail(kept_later(kept.error(), renewed.written));
  }
  for (const Party& party : draft.parties.value_or(glance.parties)) {
    for (const std::string& name : renewed.compartments) {
      if (party.id != home.authority()) {
        renewed.to_grant.push_back({party.id, base_of_compartment(name)});
      }
    }
  }
  return renewed;
}

/// Every generation that there is: a party that reads everything needs each.
std::vector<KeyToGrant> all_keys_for(const std::string& party, const CaseKeys& held) {
  std::vector<KeyToGrant> to_grant;
  for (const std::string& name : held.compartments) {
    const bool has_later = std::ranges::any_of(held.compartments, [&](const std::string& other) {
      return other != name && base_of_compartment(other) == name;
    });
    to_grant.push_back({party, has_later ? name + ".1" : name});
  }
  return to_grant;
}

}  // namespace

Result<RenewedCase> add_party(const Home& home, KeyRing& keys, const NewParty& wanted, const Writing& writing,
                              const Clock& clock) {
  ROG_TRY_ASSIGN(const auto source, ledger::open_repository(case_paths(home, wanted.case_id).repository));
  ROG_TRY(check_opener(home, *source));
  Result<Peer> peer = load_peer(home, wanted.party);
  if (!peer) {
    return fail(std::move(peer).error().next("rogatory peer add FILE, or rogatory peer list"));
  }
  ROG_TRY_ASSIGN(CaseWriter writer, CaseWriter::open(home, keys, wanted.case_id, writing, clock));
  const Renewal renewal{.joins = Party{peer->id, peer->pinned},
                        .new_keys = !wanted.all,
                        .type = std::string(ledger::CasePartyAdded::k_type),
                        .fields = [&](const std::vector<std::string>& begun) {
                          return ledger::CasePartyAdded{
                              .all = wanted.all, .compartments = begun, .party = wanted.party, .reason = wanted.reason}
                              .fields();
                        }};
  ROG_TRY_ASSIGN(RenewedCase renewed, renew(home, writer, renewal, clock));
  if (wanted.all) {
    renewed.to_grant = all_keys_for(wanted.party, writer.held());
  }
  return renewed;
}

Result<RenewedCase> rekey_case(const Home& home, KeyRing& keys, const ledger::CaseId& case_id,
                               const std::optional<std::string>& reason, const Writing& writing, const Clock& clock) {
  ROG_TRY_ASSIGN(const auto source, ledger::open_repository(case_paths(home, case_id).repository));
  ROG_TRY(check_opener(home, *source));
  ROG_TRY_ASSIGN(CaseWriter writer, CaseWriter::open(home, keys, case_id, writing, clock));
  const Renewal renewal{.joins = {},
                        .new_keys = true,
                        .type = std::string(ledger::CaseRekeyed::k_type),
                        .fields = [&](const std::vector<std::string>& begun) {
                          return ledger::CaseRekeyed{.compartments = begun, .reason = reason}.fields();
                        }};
  return renew(home, writer, renewal, clock);
}

}  // namespace rogatory::registry
