// Opening a case, and sealing a bundle into one: a change of the home, of its state outside, and of a file elsewhere.
#include <algorithm>
#include <filesystem>

#include "ledger/git_bundle.hpp"
#include "ledger/verify.hpp"
#include "registry/case_open.hpp"
#include "registry/case_parties.hpp"
#include "registry/exhibit_link.hpp"
#include "registry/ledger_take.hpp"
#include "registry/orphans.hpp"
#include "registry/peers.hpp"
#include "registry/request_rules.hpp"
#include "registry/request_writing.hpp"
#include "registry/seal.hpp"
#include "tests/kit/authority.hpp"
#include "tests/support/files.hpp"
#include "tests/support/homes.hpp"
#include "tests/support/unsynced_file_system.hpp"
#include "tests/unit/faults/operation.hpp"

namespace rogatory::test {
namespace {

namespace stdfs = std::filesystem;
using ledger::CaseId;
using registry::CaseWriter;
using registry::Home;

Standing broken(std::string why) { return {.is = Standing::Is::broken, .why = std::move(why)}; }

/// What is done with the cases of a home.
class ChangingACase : public Operation {
 public:
  void prepare(const std::string& world) override {
    must(registry::init_home(FileSystem::real(), world + "/home", new_home(), {}, m_clock));
    stdfs::create_directory(world + "/out");
    stdfs::create_directory(world + "/state");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    ROG_TRY_ASSIGN(const Home home, Home::open(fs, world + "/home"));
    ROG_TRY(registry::clean_unfinished(home));
    registry::KeyRing keys(home, m_passphrases);
    Result<void> changed = change(home, keys, world);
    m_is_recorded = !changed && changed.error().code() == ErrorCode::partial;
    return changed;
  }
  /// What stands in the state is as public as the log; the next writer takes it away.
  [[nodiscard]] bool may_litter() const override { return true; }
  [[nodiscard]] bool may_be_done_all_the_same() const override { return m_is_recorded; }

 protected:
  virtual Result<void> change(const Home& home, registry::KeyRing& keys, const std::string& world) = 0;

  registry::OpenedCase open(const Home& home, registry::KeyRing& keys, const std::string& world) {
    return must(registry::open_case(home, keys, wanted(), writing(world), m_clock));
  }
  static registry::NewCase wanted() { return {.title = "Hesperus", .reference = {}, .under = {}, .with = {}}; }
  /// The clock of the tests stands; that of the machine goes on.
  static registry::Writing writing(const std::string& world) {
    return {.state_root = world + "/state/homes", .officer = {}, .clock_ok = true};
  }

  /// Why a case is not whole; empty where it is: every entry verifies, and its title can be read.
  std::string illness_of(const Home& home, const CaseId& case_id) {
    registry::KeyRing keys(home, m_passphrases);
    const Result<registry::HomeCase> loaded = registry::load_case(home, keys, case_id);
    if (!loaded || !loaded->glance.opened) {
      return loaded ? "nobody reads its title" : loaded.error().sentence();
    }
    const auto source = ledger::open_repository(registry::case_paths(home, case_id).repository);
    const crypto::Trust trust = must(home.trust());
    const auto report = source ? ledger::verify_case(
                                     **source, {.trust = trust, .identities = {}, .expected = case_id, .threads = 1},
                                     [](const ledger::SeenEntry&) { return Result<void>(); }, Progress::none())
                               : Result<ledger::CaseReport>(fail(source.error()));
    if (!report) {
      return report.error().sentence();
    }
    return report->exit_status() == 0 ? "" : "it does not verify: " + std::to_string(report->exit_status());
  }

  SetClock m_clock{"2026-11-23T12:00:00Z"};
  SaidPassphrases m_passphrases;

 private:
  bool m_is_recorded = false;
};

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
    UnsyncedFileSystem fs;
    const Home home = must(Home::open(fs, world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    {
      CaseWriter writer = must(CaseWriter::open(home, keys, m_case, writing(world), m_clock));
      const ledger::OwnLog log = must(writer.take_log());
    }
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
  /// Both logs are opened, as by anybody who writes: an append that was recorded is made up for.
  std::vector<registry::Leftover> next_start(const std::string& world) override {
    std::vector<registry::Leftover> told = Operation::next_start(world);
    UnsyncedFileSystem fs;
    const Home home = must(Home::open(fs, world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    for (const CaseId& case_id : {m_from, m_into}) {
      CaseWriter writer = must(CaseWriter::open(home, keys, case_id, writing(world), m_clock));
      const ledger::OwnLog log = must(writer.take_log());
    }
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

/// Two steps of a request, entered at once: both are there or neither.
class AdvancingInACase : public ChangingACase {
 public:
  void prepare(const std::string& world) override {
    ChangingACase::prepare(world);
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    m_case = open(home, keys, world).id;
    CaseWriter writer = must(CaseWriter::open(home, keys, m_case, writing(world), m_clock));
    m_request = must(registry::write_request(writer, "main", m_clock, [this](const Requests&) {
                  return Result<ledger::RequestEvent>(filing());
                })).request.id;
  }
  Standing standing(const std::string& world) override {
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    if (const std::string illness = illness_of(home, m_case); !illness.empty()) {
      return broken(illness);
    }
    registry::KeyRing keys(home, m_passphrases);
    registry::CaseKeyRing ring(home, keys);
    const registry::CaseKeys held = must(ring.load(registry::case_paths(home, m_case).keys));
    const auto source = must(ledger::open_repository(registry::case_paths(home, m_case).repository));
    registry::RuleBook book;
    const Requests told = registry::tell_requests(must(registry::read_request_ledger(*source, held.identities)), book);
    if (told.size() != 1 || told.front().steps.size() == 2 || told.front().steps.size() > 3) {
      return broken("there are " + std::to_string(told.empty() ? 0 : told.front().steps.size()) + " steps");
    }
    const bool is_done = told.front().steps.size() == 3;
    if (told.front().history.reported.name != (is_done ? "arrested" : "filed")) {
      return broken("it stands at " + told.front().history.reported.name);
    }
    return {.is = is_done ? Standing::Is::after : Standing::Is::before, .why = {}};
  }
  /// The log is opened, as by anybody who writes: an append that was recorded is made up for.
  std::vector<registry::Leftover> next_start(const std::string& world) override {
    std::vector<registry::Leftover> told = Operation::next_start(world);
    UnsyncedFileSystem fs;
    const Home home = must(Home::open(fs, world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    CaseWriter writer = must(CaseWriter::open(home, keys, m_case, writing(world), m_clock));
    const ledger::OwnLog log = must(writer.take_log());
    return told;
  }

 protected:
  Result<void> change(const Home& home, registry::KeyRing& keys, const std::string& world) override {
    ROG_TRY_ASSIGN(CaseWriter writer, CaseWriter::open(home, keys, m_case, writing(world), m_clock));
    std::vector<registry::RequestPlan> plans;
    for (const char* event : {"sent", "arrest"}) {
      plans.emplace_back([this, event](const Requests&) { return Result<ledger::RequestEvent>(step(event)); });
    }
    std::optional<std::size_t> failed;
    ROG_TRY(registry::write_requests(writer, "main", m_clock, plans, failed));
    return {};
  }

 private:
  using Requests = std::vector<registry::CaseRequest>;

  [[nodiscard]] ledger::RequestFiled filing() const {
    ledger::RequestFiled filed;
    registry::freeze_rules(
        filed, must(request::resolve_rules(request::InstrumentSet::built_in(),
                                           {.base = "eaw", .layers = {}, .requesting = "FR", .requested = "DE"})));
    filed.happened_at.at = m_clock.time;
    filed.measures = {"surrender"};
    filed.requesting = {.calendar = "FR", .country = "FR", .id = "fr-ca", .name = "Paris", .zone = "Europe/Paris"};
    filed.requested = {.calendar = "DE", .country = "DE", .id = "de-ca", .name = "Bonn", .zone = "Europe/Berlin"};
    filed.role = "ISS";
    filed.title = "Surrender of A.";
    return filed;
  }
  [[nodiscard]] ledger::RequestStepEvent step(std::string_view event) const {
    ledger::RequestStepEvent made;
    made.event = event;
    made.happened_at.at = m_clock.time;
    made.request = m_request;
    made.role = event == "sent" ? "ISS" : "POL";
    if (event != "sent") {
      made.reported = ledger::ToldBy{.by = "BKA", .means = ledger::ToldMeans::telephone};
    }
    return made;
  }

  CaseId m_case;
  std::string m_request;
};

}  // namespace

std::vector<OperationRow> case_operations() {
  return {
      {"OpeningACase", [] { return std::make_unique<OpeningACase>(); }},
      {"SealingIntoACase", [] { return std::make_unique<SealingIntoACase>(); }},
      {"LinkingIntoACase", [] { return std::make_unique<LinkingIntoACase>(); }},
      {"AdvancingInACase", [] { return std::make_unique<AdvancingInACase>(); }},
      {"AddingToACase", [] { return std::make_unique<AddingToACase>(); }},
      {"TakingInACase", [] { return std::make_unique<TakingInACase>(false); }},
      {"TakingMoreOfACase", [] { return std::make_unique<TakingInACase>(true); }},
  };
}

}  // namespace rogatory::test
