// Writing to a case's git repository: making one, saving objects and moving a branch, cloning, git bundle files.
#include <filesystem>

#include "ledger/clone.hpp"
#include "ledger/git.hpp"
#include "ledger/git_bundle.hpp"
#include "tests/unit/faults/operation.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::test {
namespace {

namespace stdfs = std::filesystem;
using ledger::LogName;
using ledger::ObjectBatch;
using ledger::ObjectKind;
using ledger::Oid;

constexpr const char* k_ref = "refs/heads/fr-ca";
constexpr std::uint64_t k_few = 2;
constexpr std::uint64_t k_many = 30;  // more objects than are written as files

Standing broken(std::string why) { return {.is = Standing::Is::broken, .why = std::move(why)}; }
Standing before() { return {.is = Standing::Is::before, .why = {}}; }
Standing after() { return {.is = Standing::Is::after, .why = {}}; }

/// Whether all of a log of `entries` entries reads as it was written.
Standing standing_of_log(ledger::CaseSource& source, std::uint64_t entries) {
  const auto log = source.open({"fr-ca", 1});
  if (!log) {
    return broken(log.error().sentence());
  }
  const Result<ledger::LogListing> listing = (*log)->list();
  if (!listing || listing->entries != entries || listing->strange_count != 0) {
    return broken("the log does not hold what was written");
  }
  const Files files = log_files(entries);
  for (std::uint64_t seq = 0; seq < entries; ++seq) {
    const Result<ledger::EntryFiles> entry = (*log)->entry(seq);
    if (!entry || base::as_text(entry->entry) != files.at(ledger::LogPath{ledger::FileKind::entry, seq}.text())) {
      return broken("entry " + std::to_string(seq) + " is not what was written");
    }
  }
  const Result<Bytes> note = (*log)->checkpoint();
  return note && base::as_text(*note) == files.at("checkpoint") ? after() : broken("the checkpoint is not there");
}

Standing standing_of_repository(const std::string& path, std::uint64_t entries) {
  const auto source = ledger::open_repository(path);
  return source ? standing_of_log(**source, entries) : broken(source.error().sentence());
}

/// With a repository of a case that has one entry.
void make_case(const std::string& path) {
  EXPECT_TRUE(ledger::make_repository(FileSystem::real(), path, nullptr).has_value());
  commit_files(path, "fr-ca", log_files(1), 0, 0);
}

std::function<Result<void>(const std::string&)> announcing(registry::Unfinished& unfinished) {
  return [&unfinished](const std::string& path) { return unfinished.started(path); };
}

class MakingARepository : public Operation {
 public:
  void prepare(const std::string& world) override {
    stdfs::create_directory(world + "/out");
    stdfs::create_directory(world + "/state");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    registry::Unfinished unfinished(fs, records_in(world));
    return ledger::make_repository(fs, world + "/out/case.git", announcing(unfinished));
  }
  Standing standing(const std::string& world) override {
    const std::string path = world + "/out/case.git";
    if (!stdfs::exists(path)) {
      return before();
    }
    Result<ledger::Repository> repository = ledger::Repository::open(path);
    const bool is_whole = repository && repository->refs() && repository->refs()->empty() &&
                          stdfs::exists(path + "/config") && stdfs::exists(path + "/objects/pack");
    return is_whole ? after() : broken("the repository is not whole");
  }
};

/// Objects, loose or as a pack, then the branch that names them.
class Committing : public Operation {
 public:
  explicit Committing(std::uint64_t entries) : m_entries(entries) {}
  void prepare(const std::string& world) override { make_case(repository_in(world)); }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    const std::string repository = repository_in(world);
    ObjectBatch batch(fs, repository);
    ROG_TRY_ASSIGN(const std::optional<Oid> now, ledger::read_ref(fs, repository, k_ref));
    const ledger::Commit commit{.tree = add_tree(batch, log_files(m_entries)),
                                .parent = now,
                                .log = {"fr-ca", 1},
                                .date = UtcTime{1'800'000'000},
                                .first = 1,
                                .last = m_entries - 1};
    const Oid id = batch.add(ObjectKind::commit, ledger::serialize_commit(commit));
    ROG_TRY(batch.save());
    return ledger::move_ref(fs, repository, k_ref, now, id);
  }
  Standing standing(const std::string& world) override {
    const auto source = ledger::open_repository(repository_in(world));
    const bool is_before = source && standing_of_log(**source, 1).is == Standing::Is::after;
    return is_before ? before() : standing_of_repository(repository_in(world), m_entries);
  }
  /// The branch may have moved where only the last sync failed: the ledger's own state knows what to make of it.
  [[nodiscard]] bool may_be_done_all_the_same() const override { return true; }

 private:
  static std::string repository_in(const std::string& world) { return world + "/case.git"; }
  std::uint64_t m_entries;
};

class Cloning : public Operation {
 public:
  void prepare(const std::string& world) override {
    stdfs::create_directory(world + "/out");
    stdfs::create_directory(world + "/state");
    stdfs::create_directory(world + "/source");
    make_case(world + "/source/case.git");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    registry::Unfinished unfinished(fs, records_in(world));
    return ledger::clone_case(fs, world + "/source/case.git", world + "/out/clone", announcing(unfinished));
  }
  Standing standing(const std::string& world) override {
    const std::string path = world + "/out/clone";
    if (!stdfs::exists(path)) {
      return before();
    }
    const auto source = ledger::open_directory(FileSystem::real(), path);
    const Standing files = source ? standing_of_log(**source, 1) : broken(source.error().sentence());
    return files.is == Standing::Is::after ? standing_of_repository(path + "/case.git", 1) : files;
  }
};

class WritingAGitBundle : public Operation {
 public:
  void prepare(const std::string& world) override {
    stdfs::create_directory(world + "/out");
    stdfs::create_directory(world + "/source");
    make_case(world + "/source/case.git");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    return ledger::write_bundle(fs, world + "/source/case.git", {k_ref}, {}, file_in(world));
  }
  Standing standing(const std::string& world) override {
    if (!stdfs::exists(file_in(world))) {
      return before();
    }
    const std::string quarantine = world + "/quarantine";
    const Result<void> unpacked =
        ledger::unbundle(FileSystem::real(), file_in(world), quarantine, "", std::uint64_t{1} << 20);
    const Standing found = unpacked ? standing_of_repository(quarantine, 1) : broken(unpacked.error().sentence());
    stdfs::remove_all(quarantine);
    return found;
  }
  [[nodiscard]] bool may_litter() const override { return true; }

 private:
  static std::string file_in(const std::string& world) { return world + "/out/case.bundle"; }
};

}  // namespace

std::vector<OperationRow> git_operations() {
  return {
      {"MakingARepository", [] { return std::make_unique<MakingARepository>(); }},
      {"CommittingLooseObjects", [] { return std::make_unique<Committing>(k_few); }},
      {"CommittingAPack", [] { return std::make_unique<Committing>(k_many); }},
      {"Cloning", [] { return std::make_unique<Cloning>(); }},
      {"WritingAGitBundle", [] { return std::make_unique<WritingAGitBundle>(); }},
  };
}

}  // namespace rogatory::test
