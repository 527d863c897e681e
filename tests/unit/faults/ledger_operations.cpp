// Appending to our own log, and taking it up again when it was lost.
#include <filesystem>

#include "tests/support/own_case.hpp"
#include "tests/unit/faults/operation.hpp"

namespace rogatory::test {
namespace {

namespace stdfs = std::filesystem;
using ledger::Appended;
using ledger::EntryDraft;
using ledger::LogName;
using ledger::OwnLog;

/// A change of the case in world/home, whose log states are beside it.
class ChangingALog : public Operation {
 public:
  void prepare(const std::string& world) override {
    stdfs::create_directory(world + "/home");
    stdfs::create_directory(world + "/state");
    OwnCase our = case_in(world);
    our.make();
    lay(our);
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    OwnCase our = case_in(world);
    our.fs = &fs;
    Result<void> result = change(our);
    // That is its word for "it will be there when the log is opened the next time".
    m_is_recorded = !result && result.error().code() == ErrorCode::partial;
    return result;
  }
  Standing standing(const std::string& world) override {
    OwnCase our = case_in(world);
    prepare_to_read(our);
    const Result<std::uint64_t> size = exists(our, log()) ? our.read(log()) : Result<std::uint64_t>(0);
    if (!size) {
      return {.is = Standing::Is::broken, .why = size.error().sentence()};
    }
    if (*size != before() && *size != after()) {
      return {.is = Standing::Is::broken, .why = "it has " + std::to_string(*size) + " entries"};
    }
    return {.is = *size == after() ? Standing::Is::after : Standing::Is::before, .why = {}};
  }
  /// A temporary file of the log state, which the next open removes; it is as public as the log.
  [[nodiscard]] bool may_litter() const override { return true; }
  [[nodiscard]] bool may_be_done_all_the_same() const override { return m_is_recorded; }

 protected:
  /// What is there before.
  virtual void lay(OwnCase& our) = 0;
  virtual Result<void> change(OwnCase& our) = 0;
  /// Which keys the log is read by, where not by those that it began with.
  virtual void prepare_to_read(OwnCase&) {}
  [[nodiscard]] virtual std::string log() const { return "fr-ca"; }
  [[nodiscard]] virtual std::uint64_t before() const = 0;
  [[nodiscard]] virtual std::uint64_t after() const = 0;

  /// Adds what is missing: an append that was recorded before is completed by opening the log.
  Result<void> append(OwnCase& our, const std::vector<EntryDraft>& drafts) {
    ROG_TRY_ASSIGN(OwnLog own, our.open(log()));
    return own.size() == after() ? Result<void>() : appended(own.append(drafts, our.clock));
  }
  static Result<void> appended(const Result<Appended>& result) {
    return result ? Result<void>() : fail(result.error());
  }
  static bool exists(const OwnCase& our, const std::string& log) {
    const auto ref = ledger::read_ref(FileSystem::real(), our.repository(), "refs/heads/" + log);
    return ref && ref->has_value();
  }

 private:
  OwnCase case_in(const std::string& world) const {
    OwnCase our(world + "/home");
    our.states = world + "/state/ledger";
    our.compartment = crypto::age::Identity::parse(m_compartment.text().expose_text()).value();
    return our;
  }

  crypto::age::Identity m_compartment = crypto::age::Identity::generate();
  bool m_is_recorded = false;
};

class OpeningALog : public ChangingALog {
 protected:
  void lay(OwnCase&) override {}
  Result<void> change(OwnCase& our) override { return append(our, {our.opening()}); }
  [[nodiscard]] std::uint64_t before() const override { return 0; }
  [[nodiscard]] std::uint64_t after() const override { return 1; }
};

class Appending : public ChangingALog {
 public:
  explicit Appending(std::uint64_t entries) : m_entries(entries) {}

 protected:
  void lay(OwnCase& our) override { EXPECT_TRUE(our.append({our.opening()}).has_value()); }
  Result<void> change(OwnCase& our) override {
    return append(our, std::vector<EntryDraft>(m_entries, our.note("one of them")));
  }
  [[nodiscard]] std::uint64_t before() const override { return 1; }
  [[nodiscard]] std::uint64_t after() const override { return 1 + m_entries; }

 private:
  std::uint64_t m_entries;
};

/// With a home that was copied back from before its last entry.
class LosingALog : public ChangingALog {
 protected:
  void lay(OwnCase& our) override {
    const std::string backup = our.directory + "/backup.git";
    EXPECT_TRUE(our.append({our.opening()}).has_value());
    stdfs::copy(our.repository(), backup, stdfs::copy_options::recursive);
    EXPECT_TRUE(our.append({our.note("lost")}).has_value());
    stdfs::rename(our.repository(), our.directory + "/peers-copy.git");
    stdfs::rename(backup, our.repository());
  }
};

class Reopening : public LosingALog {
 protected:
  Result<void> change(OwnCase& our) override {
    if (Result<OwnLog> started = our.open(log()); started && started->size() > 0) {
      return {};
    }
    const auto reopened =
        ledger::reopen_log(our.place(), our.cards, our.who, *our.note("the disk died").body, our.clock);
    return reopened ? Result<void>() : fail(reopened.error());
  }
  [[nodiscard]] std::string log() const override { return "fr-ca.2"; }
  [[nodiscard]] std::uint64_t before() const override { return 0; }
  [[nodiscard]] std::uint64_t after() const override { return 1; }
};

/// Whose key signed another history too; the newest card has another.
class ReopeningAForkedLog : public ChangingALog {
 protected:
  void lay(OwnCase& our) override {
    EXPECT_TRUE(our.append({our.opening()}).has_value());
    EXPECT_TRUE(our.append({our.note("of this history")}).has_value());
  }
  Result<void> change(OwnCase& our) override {
    const ledger::ForkProof fork{
        .here = our.note_of(2, digest("ours")), .offered = our.note_of(2, digest("theirs")), .common = 1};
    our.rotate_log_key();
    if (Result<OwnLog> started = our.open(log()); started && started->size() > 0) {
      return {};
    }
    const auto reopened = ledger::reopen_log(our.place(), our.cards, our.who, *our.note("a twin signed").body,
                                             our.clock, {.is_lost = false, .fork = fork});
    return reopened ? Result<void>() : fail(reopened.error());
  }
  void prepare_to_read(OwnCase& our) override { our.rotate_log_key(); }
  [[nodiscard]] std::string log() const override { return "fr-ca.2"; }
  [[nodiscard]] std::uint64_t before() const override { return 0; }
  [[nodiscard]] std::uint64_t after() const override { return 1; }
};

class Adopting : public LosingALog {
 protected:
  Result<void> change(OwnCase& our) override {
    ROG_TRY_ASSIGN(const auto source, ledger::open_repository(our.directory + "/peers-copy.git"));
    ROG_TRY_ASSIGN(const auto copy, source->open({"fr-ca", 1}));
    ROG_TRY(ledger::adopt_log(our.place().log({"fr-ca", 1}), our.cards, *copy));
    return {};
  }
  /// The branch moves before the log state says so; until then the log stays closed, and adopting it is repeated.
  [[nodiscard]] bool may_be_done_all_the_same() const override { return true; }
  [[nodiscard]] std::uint64_t before() const override { return 1; }
  [[nodiscard]] std::uint64_t after() const override { return 2; }
};

constexpr std::uint64_t k_more_than_files = 30;  // so many that their objects are a pack

}  // namespace

std::vector<OperationRow> ledger_operations() {
  return {
      {"OpeningALog", [] { return std::make_unique<OpeningALog>(); }},
      {"AppendingOne", [] { return std::make_unique<Appending>(1); }},
      {"AppendingMany", [] { return std::make_unique<Appending>(k_more_than_files); }},
      {"ReopeningALog", [] { return std::make_unique<Reopening>(); }},
      {"ReopeningAForkedLog", [] { return std::make_unique<ReopeningAForkedLog>(); }},
      {"AdoptingALog", [] { return std::make_unique<Adopting>(); }},
  };
}

}  // namespace rogatory::test
