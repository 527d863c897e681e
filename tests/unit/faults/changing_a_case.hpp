// What operations on the cases of a home have in common: a home, where its state is, how a case is looked at.
#pragma once

#include <filesystem>

#include "ledger/verify.hpp"
#include "registry/case_open.hpp"
#include "tests/kit/authority.hpp"
#include "tests/support/homes.hpp"
#include "tests/support/unsynced_file_system.hpp"
#include "tests/unit/faults/operation.hpp"

namespace rogatory::test {

inline Standing broken(std::string why) { return {.is = Standing::Is::broken, .why = std::move(why)}; }

/// What is done with the cases of a home.
class ChangingACase : public Operation {
 public:
  void prepare(const std::string& world) override {
    must(registry::init_home(FileSystem::real(), world + "/home", new_home(), {}, m_clock));
    std::filesystem::create_directory(world + "/out");
    std::filesystem::create_directory(world + "/state");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    ROG_TRY_ASSIGN(const registry::Home home, registry::Home::open(fs, world + "/home"));
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
  /// The logs are opened, as by anybody who writes: an append that was recorded is made up for.
  void open_logs(const std::string& world, const std::vector<ledger::CaseId>& cases) {
    UnsyncedFileSystem fs;
    const registry::Home home = must(registry::Home::open(fs, world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    for (const ledger::CaseId& case_id : cases) {
      registry::CaseWriter writer = must(registry::CaseWriter::open(home, keys, case_id, writing(world), m_clock));
      const ledger::OwnLog log = must(writer.take_log());
    }
  }

  virtual Result<void> change(const registry::Home& home, registry::KeyRing& keys, const std::string& world) = 0;

  registry::OpenedCase open(const registry::Home& home, registry::KeyRing& keys, const std::string& world) {
    return must(registry::open_case(home, keys, wanted(), writing(world), m_clock));
  }
  static registry::NewCase wanted() { return {.title = "Hesperus", .reference = {}, .under = {}, .with = {}}; }
  /// The clock of the tests stands; that of the machine goes on.
  static registry::Writing writing(const std::string& world) {
    return {.state_root = world + "/state/homes", .officer = {}, .clock_ok = true};
  }

  /// Why a case is not whole; empty where it is: every entry verifies, and its title can be read.
  std::string illness_of(const registry::Home& home, const ledger::CaseId& case_id) {
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

}  // namespace rogatory::test
