#include "registry/case_open.hpp"

#include <algorithm>

#include "ledger/git_store.hpp"
#include "registry/case_scaffold.hpp"
#include "registry/peers.hpp"
#include "registry/remove_tree.hpp"

namespace rogatory::registry {
namespace {

using crypto::Sha256;
using ledger::CaseId;
using ledger::Party;

/// All parties, ourselves among them, by id.
Result<std::vector<Party>> parties_of(const Home& home, const Sha256& own_root, const std::vector<std::string>& with) {
  std::vector<Party> parties{{home.authority(), own_root}};
  for (const std::string& id : with) {
    if (id == home.authority()) {
      return fail(
          Error(ErrorCode::usage, "--with " + id + " is ourselves: who opens a case is a party").next("leave it out"));
    }
    Result<Peer> peer = load_peer(home, id);
    if (!peer) {
      return fail(std::move(peer).error().while_("--with " + id).next("rogatory peer add FILE, or rogatory peer list"));
    }
    parties.push_back({id, peer->pinned});
  }
  std::ranges::sort(parties, {}, &Party::id);
  if (std::ranges::adjacent_find(parties, {}, &Party::id) != parties.end()) {
    return fail(Error(ErrorCode::usage, "a party is named twice").next("give each --with ID once"));
  }
  if (parties.size() > ledger::k_most_parties) {
    return fail(Error(ErrorCode::usage, "a case has at most 64 parties")
                    .next("open a second case under this one for the others"));
  }
  return parties;
}

/// The state of a log whose case was not published: nobody will ask for it again.
class NewLogState {
 public:
  NewLogState(FileSystem& fs, std::string directory) : m_fs(&fs), m_directory(std::move(directory)) {}
  NewLogState(NewLogState&&) = delete;
  ~NewLogState() {
    if (!m_directory.empty()) {
      static_cast<void>(remove_tree(*m_fs, m_directory));
    }
  }
  void keep() { m_directory.clear(); }

 private:
  FileSystem* m_fs;
  std::string m_directory;
};

}  // namespace

Result<OpenedCase> open_case(const Home& home, KeyRing& keys, const NewCase& wanted, const Writing& writing,
                             const Clock& clock) {
  FileSystem& fs = home.fs();
  ROG_TRY_ASSIGN(const StateDirectory state, begin_writing(home, writing, clock));
  ROG_TRY_ASSIGN(CaseSigners signers, CaseSigners::open(home, keys, writing.officer, clock));
  const Sha256 own_root = crypto::fingerprint_of(signers.cards().cards().front().root);
  OpenedCase opened{.id = {},
                    .parties = {},
                    .main = crypto::age::Recipient::from_raw({}),
                    .officer = signers.officer().id,
                    .appended = {},
                    .opened_at = {}};
  ROG_TRY_ASSIGN(opened.parties, parties_of(home, own_root, wanted.with));
  ROG_TRY_ASSIGN(const Sha256 nonce, Sha256::from_hex(crypto::random_hex(32)));
  opened.id = ledger::case_id_of(home.authority(), own_root, nonce);

  Unfinished unfinished(home);
  ROG_TRY_ASSIGN(CaseScaffold scaffold, CaseScaffold::make(home, opened.id, unfinished));
  const CasePaths paths = scaffold.paths();
  ROG_TRY_ASSIGN(opened.main, make_case_key(home, paths.keys, "main"));
  const ledger::LogName log_name{.authority = home.authority(), .number = 1};
  ROG_TRY(ledger::make_repository(fs, paths.repository, nullptr, ledger::ref_of(log_name)));

  const ledger::CaseOpened event{.reference = wanted.reference, .title = wanted.title, .under = wanted.under};
  ledger::EntryDraft first;
  first.body = ledger::EntryDraft::BodyDraft{.type = std::string(ledger::CaseOpened::k_type),
                                             .fields = event.fields(),
                                             .compartment = "main",
                                             .recipient = opened.main};
  first.nonce = nonce;
  first.parties = opened.parties;
  first.recipients = std::map<std::string, crypto::age::Recipient>{{"main", opened.main}};

  ledger::CasePlace place = case_place(home, state, opened.id);
  place.repository = paths.repository;
  place.lock = paths.lock;
  NewLogState log_state(fs, place.states);
  {
    ROG_TRY_ASSIGN(ledger::OwnLog log,
                   ledger::OwnLog::open(place.log(log_name), signers.cards(), signers.signatories()));
    ROG_TRY_ASSIGN(opened.appended, log.append(std::span(&first, 1), clock));
    const std::optional<ledger::Entry> last = log.last();
    opened.opened_at = last ? last->made_at : clock.now();
  }
  ROG_TRY(scaffold.publish(case_paths(home, opened.id).directory));
  log_state.keep();
  return opened;
}

}  // namespace rogatory::registry
