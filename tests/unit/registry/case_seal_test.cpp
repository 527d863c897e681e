#include "registry/case_seal.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "bundle/verify.hpp"
#include "registry/case_open.hpp"
#include "registry/orphans.hpp"
#include "registry/seal.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using bundle::BundleId;
using test::HomeKit;

class SealingIntoACase : public ::testing::Test {
 protected:
  void SetUp() override {
    test::write_file(path("statement.txt"), "statement of witness 3\n");
    m_case = open_case(kit.home, kit.keys, {.title = "Hesperus", .reference = {}, .under = {}, .with = {}}, writing(),
                       kit.clock)
                 ->id;
  }
  [[nodiscard]] std::string path(const std::string& name) const { return kit.directory / name; }
  [[nodiscard]] Writing writing() const { return {.state_root = path("states"), .officer = {}, .clock_ok = true}; }
  [[nodiscard]] SealRequest request(const std::string& output) const {
    SealRequest request;
    request.paths = {path("statement.txt")};
    request.case_id = m_case;
    request.state_root = path("states");
    request.clock_ok = true;
    request.verify = true;
    request.output = path(output);
    return request;
  }
  Result<SealResult> seal(const std::string& output, Progress& progress = Progress::none()) {
    return registry::seal(kit.home, kit.keys, request(output), kit.clock, progress);
  }
  bool verifies(const std::string& name) {
    const base::Fd fd = bundle::open_bundle(FileSystem::real(), path(name)).value();
    bundle::ContentVisitor nobody;
    return bundle::verify(FileSystem::real(), fd.get(), name, kit.home.trust().value(), {}, nobody, Progress::none())
               ->verdict == bundle::Verdict::pass_outside;
  }
  HomeKit kit;
  ledger::CaseId m_case;
};

/// Does something when the reading of what is sealed begins.
class AtTheBeginning : public Progress {
 public:
  explicit AtTheBeginning(std::function<void()> act) : m_act(std::move(act)) {}
  void start(std::string_view, std::uint64_t) override {
    if (m_act) {
      std::exchange(m_act, nullptr)();
    }
  }
  void advance(std::uint64_t) override {}
  void finish() override {}

 private:
  std::function<void()> m_act;
};

TEST_F(SealingIntoACase, MakesOneChain) {
  const SealResult first = seal("1.rog").value();
  const SealResult second = seal("2.rog").value();
  EXPECT_FALSE(first.seal.previous.has_value());
  EXPECT_EQ(second.seal.previous, first.id);
  EXPECT_EQ(second.written->name(), "fr-ca:2");
  EXPECT_TRUE(verifies("2.rog"));
}

TEST_F(SealingIntoACase, SealsAnewWhereAnotherBundleCameBetween) {
  CaseSeal in_case = CaseSeal::open(kit.home, kit.keys, m_case, "main", writing(), kit.clock).value();
  bundle::WriterParameters parameters;
  parameters.context.authority = "fr-ca";
  parameters.context.officer = "registry-1";
  parameters.context.name = "slow";
  parameters.context.case_id = m_case.text();
  parameters.context.compartment = in_case.compartment();
  parameters.recipients = in_case.recipients();
  bundle::Writer writer =
      bundle::Writer::create(FileSystem::real(), path("slow.rog"), std::move(parameters), Progress::none()).value();
  ASSERT_TRUE(writer.finish_content());
  const std::optional<BundleId> previous = in_case.previous().value();
  EXPECT_FALSE(previous.has_value());
  auto sealed = writer.seal(in_case.officer(), kit.clock.now(), previous, kit.home.own_chain().value());
  const SealResult quick = seal("quick.rog").value();
  const Result<CaseSeal::Kept> kept = in_case.keep(writer, *std::move(sealed), path("slow.rog"), kit.keys);
  ASSERT_TRUE(kept.has_value()) << kept.error().sentence();
  EXPECT_EQ(kept->sealed.seal.previous, quick.id);
  EXPECT_TRUE(verifies("slow.rog"));
}

TEST_F(SealingIntoACase, KeepsNothingWhereTheCaseWasClosedMeanwhile) {
  AtTheBeginning closing([&] {
    CaseWriter writer = CaseWriter::open(kit.home, kit.keys, m_case, writing(), kit.clock).value();
    ASSERT_TRUE(writer.append({.type = "case.closed", .fields = {}, .compartment = "main"}));
  });
  const Result<SealResult> sealed = seal("late.rog", closing);
  ASSERT_FALSE(sealed.has_value());
  EXPECT_EQ(sealed.error().code(), ErrorCode::not_allowed);
  EXPECT_FALSE(std::filesystem::exists(path("late.rog")));
}

// Bundles that no entry names.

Result<bool> not_named(const Orphan&) { return false; }

TEST_F(SealingIntoACase, NamesAnOrphanUntilItIsGone) {
  const Orphan orphan{.bundle = std::string(64, 'a'), .case_id = m_case, .path = path("orphan.rog")};
  test::write_file(orphan.path, "a bundle");
  {
    const ExpectedEntry expected = ExpectedEntry::record(kit.home, orphan).value();
    EXPECT_TRUE(find_orphans(kit.home, not_named)->empty()) << "its program lives";
  }
  for (int start = 0; start < 2; ++start) {
    const std::vector<Orphan> found = find_orphans(kit.home, not_named).value();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().path, orphan.path);
    EXPECT_EQ(found.front().bundle, orphan.bundle);
  }
  std::filesystem::remove(orphan.path);
  EXPECT_TRUE(find_orphans(kit.home, not_named)->empty());
  test::write_file(orphan.path, "another file");
  EXPECT_TRUE(find_orphans(kit.home, not_named)->empty()) << "the record went with the bundle";
}

TEST_F(SealingIntoACase, ForgetsAnOrphanThatAnEntryNames) {
  const SealResult sealed = seal("1.rog").value();
  {
    static_cast<void>(
        ExpectedEntry::record(kit.home, {.bundle = sealed.id.hex(), .case_id = m_case, .path = path("1.rog")}));
  }
  EXPECT_EQ(find_orphans(kit.home, not_named)->size(), 1U);
  ASSERT_TRUE(CaseWriter::open(kit.home, kit.keys, m_case, writing(), kit.clock)) << "it opens the entries and looks";
  EXPECT_TRUE(find_orphans(kit.home, not_named)->empty());
}

TEST_F(SealingIntoACase, RecordsThatEndedEarlyAreOfNothing) {
  for (const char* text : {"", "{}", "{\"bundle\":\"x\""}) {
    const std::string record = kit.home.file("unfinished/0123456789abcdef.sealing");
    test::write_file(record, text);
    EXPECT_TRUE(find_orphans(kit.home, not_named)->empty()) << text;
    EXPECT_FALSE(std::filesystem::exists(record));
  }
}

}  // namespace
}  // namespace rogatory::registry
