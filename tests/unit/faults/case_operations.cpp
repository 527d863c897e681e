// Opening a case, and sealing a bundle into one: a change of the home, of its state outside, and of a file elsewhere.
#include <algorithm>
#include <filesystem>

#include "ledger/git_bundle.hpp"
#include "registry/case_parties.hpp"
#include "registry/exhibit_link.hpp"
#include "registry/ledger_take.hpp"
#include "registry/orphans.hpp"
#include "registry/peers.hpp"
#include "registry/seal.hpp"
#include "tests/support/files.hpp"
#include "tests/unit/faults/changing_a_case.hpp"

namespace rogatory::test {
namespace {

namespace stdfs = std::filesystem;
using ledger::CaseId;
using registry::CaseWriter;
using registry::Home;

class OpeningACase : public ChangingACase {
 public:
  Standing standing(const std::string& world) override {
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    const std::vector<CaseId> cases = must(registry::case_ids(home));
    if (cases.empty()) {
      return {.is = Standing::Is::before, .why = {}};
    }
    if (cases.size() > 1) {
      return broken("it was opened twice");
    }
    const std::string illness = illness_of(home, cases.front());
    return illness.empty() ? Standing{.is = Standing::Is::after, .why = {}} : broken(illness);
  }

 protected:
  Result<void> change(const Home& home, registry::KeyRing& keys, const std::string& world) override {
    ROG_TRY(registry::open_case(home, keys, wanted(), writing(world), m_clock));
    return {};
  }
};

/// One bundle, and the entry that names it.
class SealingIntoACase : public ChangingACase {
 public:
  void prepare(const std::string& world) override {
    ChangingACase::prepare(world);
    stdfs::create_directory(world + "/source");
    write_file(world + "/source/letter.txt", std::string(k_secret) + " number 4\n");
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    m_case = open(home, keys, world).id;
  }
  Standing standing(const std::string& world) override {
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    if (const std::string illness = illness_of(home, m_case); !illness.empty()) {
      return broken(illness);
    }
    const bool has_file = stdfs::exists(file(world));
    const bool is_named = entries(home) == 2;
    if (has_file && is_named) {
      return {.is = Standing::Is::after, .why = {}};
    }
    if (is_named) {
      return broken("an entry names a bundle that is not there");
    }
    if (has_file && !is_expected(home)) {
      return broken("a bundle is there that no entry names, and nobody will say so");
    }
    return {.is = Standing::Is::before, .why = {}};
  }
  /// Says which bundle no entry names, and does with it as was said: an append that was cut short is made up for first.
  std::vector<registry::Leftover> next_start(const std::string& world) override {
    std::vector<registry::Leftover> told = Operation::next_start(world);
    open_logs(world, {m_case});
    UnsyncedFileSystem fs;
    const Home home = must(Home::open(fs, world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    const CaseWriter writer = must(CaseWriter::open(home, keys, m_case, writing(world), m_clock));
    const auto nobody_knows = [](const registry::Orphan&) -> Result<bool> { return false; };
    for (const registry::Orphan& orphan : must(registry::find_orphans(home, nobody_knows))) {
      stdfs::remove(orphan.path);
      told.push_back({.path = orphan.path, .removed = true, .why = {}});
    }
    return told;
  }

 protected:
  Result<void> change(const Home& home, registry::KeyRing& keys, const std::string& world) override {
    registry::SealRequest request;
    request.paths = {world + "/source/letter.txt"};
    request.case_id = m_case;
    request.state_root = writing(world).state_root;
    request.clock_ok = true;
    request.verify = true;
    request.output = file(world);
    ROG_TRY(registry::seal(home, keys, request, m_clock, Progress::none()));
    return {};
  }

 private:
  static std::string file(const std::string& world) { return world + "/out/one.rog"; }

  std::uint64_t entries(const Home& home) {
    registry::KeyRing keys(home, m_passphrases);
    return must(registry::load_case(home, keys, m_case)).glance.logs.front().entries;
  }
  /// Whether a record says that the bundle waits for its entry.
  static bool is_expected(const Home& home) {
    const std::vector<std::string> names = must(registry::names_in(FileSystem::real(), home.file("unfinished")));
    return std::ranges::any_of(names, [](const std::string& name) { return name.ends_with(".sealing"); });
  }

  CaseId m_case;
};

/// A party joins: a key, and the entry that names its recipient.
class AddingToACase : public ChangingACase {
 public:
  void prepare(const std::string& world) override {
    ChangingACase::prepare(world);
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    const Home other = must(registry::init_home(FileSystem::real(), world + "/other", new_home("de-ca"), {}, m_clock));
    must(registry::take_peer(home, must(other.own_chain()), registry::Confirmed::fingerprint, m_clock));
    registry::KeyRing keys(home, m_passphrases);
    m_case = open(home, keys, world).id;
  }
  /// An entry that names a recipient whose key is gone is the one thing that must never be.
  Standing standing(const std::string& world) override {
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    if (const std::string illness = illness_of(home, m_case); !illness.empty()) {
      return broken(illness);
    }
    const auto source = must(ledger::open_repository(registry::case_paths(home, m_case).repository));
    const registry::CaseGlance glance = must(registry::glance_at(*source, {}, registry::Lists::newest));
    const bool is_named = glance.recipients.contains("main.2");
    if (is_named != (glance.parties.size() == 2)) {
      return broken("the party is named without the key, or the key without the party");
    }
    const std::string directory = registry::case_paths(home, m_case).keys;
    const bool is_held = contains(must(registry::list_case_keys(home, directory)), "main.2");
    const bool waits = contains(must(registry::list_new_case_keys(home, directory)), "main.2");
    if (is_named && !is_held && !waits) {
      return broken("an entry names a recipient whose key nobody has");
    }
    if (!is_named && is_held) {
      return broken("a key is in force that no entry names");
    }
    return {.is = is_named ? Standing::Is::after : Standing::Is::before, .why = {}};
  }
  /// The next command that writes into the case puts the key in its place, or away.
  std::vector<registry::Leftover> next_start(const std::string& world) override {
    std::vector<registry::Leftover> told = Operation::next_start(world);
    UnsyncedFileSystem fs;
    const Home home = must(Home::open(fs, world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    must(CaseWriter::open(home, keys, m_case, writing(world), m_clock));
    EXPECT_EQ(must(registry::list_new_case_keys(home, registry::case_paths(home, m_case).keys)),
              std::vector<std::string>());
    return told;
  }

 protected:
  Result<void> change(const Home& home, registry::KeyRing& keys, const std::string& world) override {
    ROG_TRY(registry::add_party(home, keys, {.case_id = m_case, .party = "de-ca", .all = false, .reason = {}},
                                writing(world), m_clock));
    return {};
  }

 private:
  static bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
  }

  CaseId m_case;
};

/// What another authority hands over: the ledger of its case, of which this home is a party, in a file.
class TakingInACase : public ChangingACase {
 public:
  explicit TakingInACase(bool knows_the_case) : m_knows_the_case(knows_the_case) {}

  void prepare(const std::string& world) override {
    ChangingACase::prepare(world);
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    const Home giver = must(registry::init_home(FileSystem::real(), world + "/giver", new_home("de-ca"), {}, m_clock));
    must(registry::take_peer(home, must(giver.own_chain()), registry::Confirmed::fingerprint, m_clock));
    must(registry::take_peer(giver, must(home.own_chain()), registry::Confirmed::fingerprint, m_clock));
    registry::KeyRing keys(giver, m_passphrases);
    registry::NewCase shared = wanted();
    shared.with = {"fr-ca"};
    m_case = must(registry::open_case(giver, keys, shared, writing(world), m_clock)).id;
    if (m_knows_the_case) {
      give(giver, world);
      must(registry::take_ledger(home, file(world), writing(world).state_root, Progress::none()));
      stdfs::remove(file(world));
      CaseWriter writer = must(CaseWriter::open(giver, keys, m_case, writing(world), m_clock));
      const ledger::CaseClosed event{.reason = "done"};
      must(writer.append({.type = std::string(ledger::CaseClosed::k_type), .fields = event.fields()}));
    }
    give(giver, world);
  }
  Standing standing(const std::string& world) override {
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    if (must(registry::case_ids(home)).empty()) {
      return m_knows_the_case ? broken("the case is gone") : Standing{.is = Standing::Is::before, .why = {}};
    }
    const auto source = must(ledger::open_repository(registry::case_paths(home, m_case).repository));
    const crypto::Trust trust = must(home.trust());
    const ledger::CaseReport report = must(ledger::verify_case(
        *source, {.trust = trust, .identities = {}, .expected = m_case, .threads = 1},
        [](const ledger::SeenEntry&) { return Result<void>(); }, Progress::none()));
    if (report.exit_status() != 0) {
      return broken("it does not verify: " + std::to_string(report.exit_status()));
    }
    const std::uint64_t all = m_knows_the_case ? 2 : 1;
    const bool is_all = report.logs.front().entries == all;
    return {.is = is_all ? Standing::Is::after : Standing::Is::before, .why = {}};
  }
  /// A branch may have moved where its sync failed; what was taken is verified, and is taken again without a word.
  [[nodiscard]] bool may_be_done_all_the_same() const override { return m_knows_the_case; }

 protected:
  Result<void> change(const Home& home, registry::KeyRing& /*keys*/, const std::string& world) override {
    ROG_TRY(registry::take_ledger(home, file(world), writing(world).state_root, Progress::none()));
    return {};
  }

 private:
  static std::string file(const std::string& world) { return world + "/source.ledger"; }
  void give(const Home& giver, const std::string& world) {
    must(ledger::write_bundle(FileSystem::real(), registry::case_paths(giver, m_case).repository, {"refs/heads/de-ca"},
                              {}, file(world)));
  }

  bool m_knows_the_case;
  CaseId m_case;
};

/// One exhibit linked into a second case: two appends, into two logs. Between them there is one half, which the next
/// attempt goes on from; who is not killed there is told so (partial).
class LinkingIntoACase : public ChangingACase {
 public:
  void prepare(const std::string& world) override {
    ChangingACase::prepare(world);
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    m_from = open(home, keys, world).id;
    m_into = open(home, keys, world).id;
    ledger::ExhibitRegistered item;
    item.exhibit = m_exhibit;
    item.title = "Telephone";
    ledger::CustodyEvent seized;
    seized.act = ledger::CustodyAct::seized;
    seized.actor.name = "Lt. Martin";
    seized.exhibit = m_exhibit;
    seized.happened_at.at = m_clock.time;
    CaseWriter writer = must(CaseWriter::open(home, keys, m_from, writing(world), m_clock));
    using Events = std::vector<ledger::ExhibitEvent>;
    must(registry::write_custody(writer, "main", m_clock,
                                 [&](const ledger::CustodyTable&) -> Result<Events> { return Events{item, seized}; }));
  }
  Standing standing(const std::string& world) override {
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    for (const CaseId& case_id : {m_from, m_into}) {
      if (const std::string illness = illness_of(home, case_id); !illness.empty()) {
        return broken(illness);
      }
    }
    const ledger::CustodyTable here = table(home, m_from);
    const ledger::CustodyTable there = table(home, m_into);
    if (there.size() > 1) {
      return broken("it was registered twice");
    }
    const bool is_here = here.at(m_exhibit).steps.size() == 2;
    const bool is_there = !there.empty() && there.begin()->second.registered && there.begin()->second.steps.size() == 1;
    if (is_here != is_there && (is_here || !there.begin()->second.registered)) {
      return broken("it is told to be where it is not");
    }
    if (is_there && !is_here && m_told && *m_told != ErrorCode::partial) {
      return broken("one half was written, and nobody said so");
    }
    return {.is = is_here ? Standing::Is::after : Standing::Is::before, .why = {}};
  }
  std::vector<registry::Leftover> next_start(const std::string& world) override {
    std::vector<registry::Leftover> told = Operation::next_start(world);
    open_logs(world, {m_from, m_into});
    return told;
  }

 protected:
  Result<void> change(const Home& home, registry::KeyRing& keys, const std::string& world) override {
    registry::LinkRequest request;
    request.from = m_from;
    request.exhibit = m_exhibit;
    request.into = m_into;
    const auto linked = registry::link_exhibit(home, keys, request, writing(world), m_clock);
    m_told = linked ? std::nullopt : std::optional(linked.error().code());
    ROG_TRY(linked);
    return {};
  }

 private:
  ledger::CustodyTable table(const Home& home, const CaseId& case_id) {
    registry::KeyRing keys(home, m_passphrases);
    registry::CaseKeyRing ring(home, keys);
    const registry::CaseKeys held = must(ring.load(registry::case_paths(home, case_id).keys));
    const auto source = must(ledger::open_repository(registry::case_paths(home, case_id).repository));
    return ledger::fold_custody(must(registry::read_custody(*source, held.identities)));
  }

  ledger::ExhibitId m_exhibit{.authority = "fr-ca", .number = 1};
  CaseId m_from, m_into;
  std::optional<ErrorCode> m_told;  // by the run in this process; a killed one tells nothing
};

}  // namespace

std::vector<OperationRow> case_operations() {
  return {
      {"OpeningACase", [] { return std::make_unique<OpeningACase>(); }},
      {"SealingIntoACase", [] { return std::make_unique<SealingIntoACase>(); }},
      {"LinkingIntoACase", [] { return std::make_unique<LinkingIntoACase>(); }},
      {"AddingToACase", [] { return std::make_unique<AddingToACase>(); }},
      {"TakingInACase", [] { return std::make_unique<TakingInACase>(false); }},
      {"TakingMoreOfACase", [] { return std::make_unique<TakingInACase>(true); }},
  };
}

}  // namespace rogatory::test
