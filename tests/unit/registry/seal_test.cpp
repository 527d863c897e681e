#include "registry/seal.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "bundle/verify.hpp"
#include "registry/officers.hpp"
#include "registry/peers.hpp"
#include "registry/recipients.hpp"
#include "registry/unfinished.hpp"
#include "tests/support/fault_file_system.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

namespace stdfs = std::filesystem;
using crypto::May;
using test::FaultFileSystem;
using test::HomeKit;

// Who acts.

UtcTime time_of(std::string_view text) { return UtcTime::parse(text).value(); }

/// The card of `kit` with one officer more, who may do `may` in 2027 only.
crypto::CardChain with_second(HomeKit& kit, std::set<May> may) {
  NewOfficer second;
  second.id = "second-1";
  second.may = std::move(may);
  second.until = time_of("2027-12-31T23:59:59Z");
  crypto::SigningKey root = kit.root();
  return add_officer(kit.home, root, second, {}, kit.clock).value();
}

ErrorCode refusal(const crypto::CardChain& chain, const std::optional<std::string>& wanted, UtcTime now) {
  const auto officer = acting_officer(chain, wanted, May::seal, now);
  EXPECT_FALSE(officer.has_value());
  if (!officer) {
    EXPECT_NE(officer.error().next_step(), "") << officer.error().sentence();
  }
  return officer ? ErrorCode::failed : officer.error().code();
}

TEST(ActingOfficer, IsTheOnlyOneWhoMay) {
  HomeKit kit;
  const crypto::CardChain chain = with_second(kit, {May::entry});
  EXPECT_EQ(acting_officer(chain, {}, May::seal, kit.clock.time)->id, "registry-1");
}

TEST(ActingOfficer, IsAskedForWhereTwoMay) {
  HomeKit kit;
  const crypto::CardChain chain = with_second(kit, {May::seal});
  const auto officer = acting_officer(chain, {}, May::seal, kit.clock.time);
  ASSERT_FALSE(officer.has_value());
  EXPECT_EQ(officer.error().code(), ErrorCode::usage);
  EXPECT_NE(officer.error().sentence().find("registry-1, second-1"), std::string::npos);
  EXPECT_EQ(acting_officer(chain, "second-1", May::seal, kit.clock.time)->id, "second-1");
  EXPECT_EQ(acting_officer(chain, {}, May::seal, time_of("2028-01-01T00:00:00Z"))->id, "registry-1")
      << "the other one has expired";
}

TEST(ActingOfficer, ActsFromTheFirstSecondToTheLast) {
  HomeKit kit;
  const crypto::CardChain chain = kit.home.own_chain().value();
  const crypto::Officer& only = *chain.newest().officer("registry-1");
  const auto seconds_after = [](UtcTime time, std::int64_t seconds) {
    time.seconds += seconds;
    return time;
  };
  EXPECT_TRUE(acting_officer(chain, "registry-1", May::seal, only.from));
  EXPECT_TRUE(acting_officer(chain, "registry-1", May::seal, only.until));
  EXPECT_EQ(refusal(chain, "registry-1", seconds_after(only.from, -1)), ErrorCode::denied);
  EXPECT_EQ(refusal(chain, "registry-1", seconds_after(only.until, 1)), ErrorCode::denied);
  EXPECT_EQ(refusal(chain, {}, seconds_after(only.until, 1)), ErrorCode::denied);
}

TEST(ActingOfficer, MustBeKnownAndEntitled) {
  HomeKit kit;
  const crypto::CardChain chain = with_second(kit, {May::entry});
  EXPECT_EQ(refusal(chain, "nobody-1", kit.clock.time), ErrorCode::not_found);
  EXPECT_EQ(refusal(chain, "second-1", kit.clock.time), ErrorCode::denied);
  EXPECT_EQ(refusal(chain, "service", kit.clock.time), ErrorCode::not_found) << "this card has none";
}

TEST(ActingOfficer, EndsWithTheSecondOfTheRevocation) {
  HomeKit kit;
  with_second(kit, {May::seal});
  crypto::SigningKey root = kit.root();
  UtcTime since = kit.clock.time;
  since.seconds += 60;
  const crypto::CardChain chain = revoke_officer(kit.home, root, "second-1", since, kit.clock).value();
  EXPECT_TRUE(acting_officer(chain, "second-1", May::seal, kit.clock.time));
  EXPECT_EQ(refusal(chain, "second-1", since), ErrorCode::denied);
}

// For whom.

class ForWhom : public testing::Test {
 protected:
  ForWhom() {
    EXPECT_TRUE(take_peer(kit.home, peer.home.own_chain().value(), Confirmed::telephone, kit.clock).has_value());
  }
  Result<Recipients> resolve(const std::vector<std::string>& to, bool to_self) {
    return resolve_recipients(kit.home, kit.home.own_chain().value(), to, to_self);
  }
  ErrorCode refusal(const std::vector<std::string>& to) {
    const auto recipients = resolve(to, true);
    EXPECT_FALSE(recipients.has_value());
    if (!recipients) {
      EXPECT_NE(recipients.error().next_step(), "") << recipients.error().sentence();
    }
    return recipients ? ErrorCode::failed : recipients.error().code();
  }
  static std::string key_of(const HomeKit& of) { return of.home.own_chain()->newest().evidence.text(); }

  HomeKit kit;
  HomeKit peer{test::new_home("de-ca")};
  const std::string expert = crypto::age::Identity::generate().recipient().text();
};

TEST_F(ForWhom, EachIsTakenOnceAndSorted) {
  const Recipients all = resolve({"de-ca", expert, "de-ca", key_of(peer), "fr-ca"}, true).value();
  std::vector<std::string> keys;
  for (const auto& key : all.keys) {
    keys.push_back(key.text());
  }
  std::vector<std::string> expected{key_of(peer), expert, key_of(kit)};
  std::ranges::sort(expected);
  EXPECT_EQ(keys, expected);
  EXPECT_EQ(all.names.size(), 3U);
}

TEST_F(ForWhom, WeAreOneUnlessToldOtherwise) {
  EXPECT_EQ(resolve({"de-ca"}, true)->keys.size(), 2U);
  EXPECT_EQ(resolve({"de-ca"}, false)->keys.size(), 1U);
  EXPECT_EQ(resolve({}, true)->names.front(), "ourselves (fr-ca)");
  EXPECT_EQ(resolve({}, false).error().code(), ErrorCode::usage);
}

TEST_F(ForWhom, StrangersAndBrokenKeysAreNamed) {
  EXPECT_EQ(refusal({"it-ca"}), ErrorCode::not_found);
  EXPECT_EQ(refusal({"age1nonsense"}), ErrorCode::malformed);
  std::string typo = expert;
  typo.back() = typo.back() == 'q' ? 'p' : 'q';
  EXPECT_EQ(refusal({typo}), ErrorCode::malformed);
}

TEST_F(ForWhom, SixtyFourAreTheMost) {
  std::vector<std::string> many;
  for (int i = 0; i < 63; ++i) {
    many.push_back(crypto::age::Identity::generate().recipient().text());
  }
  EXPECT_EQ(resolve(many, true)->keys.size(), 64U);
  many.push_back(expert);
  EXPECT_EQ(refusal(many), ErrorCode::usage);
}

TEST_F(ForWhom, APeersNewestCardCounts) {
  crypto::SigningKey root = peer.root();
  const crypto::CardChain newer = issue_card(peer.home, root, peer.clock, [&](crypto::Card& card) -> Result<void> {
                                    card.evidence = crypto::age::Recipient::parse(expert).value();
                                    return {};
                                  }).value();
  ASSERT_TRUE(take_peer(kit.home, newer, std::nullopt, kit.clock).has_value());
  EXPECT_EQ(resolve({"de-ca"}, false)->keys.front().text(), expert);
}

// Sealing.

/// Lets a test do something when the reading begins.
class AtTheStart : public Progress {
 public:
  explicit AtTheStart(std::function<void()> act) : m_act(std::move(act)) {}
  void start(std::string_view phase, std::uint64_t) override {
    if (phase == "sealing") {
      m_act();
    }
  }
  void advance(std::uint64_t) override {}
  void finish() override {}

 private:
  std::function<void()> m_act;
};

class Sealing : public testing::Test {
 protected:
  Sealing() {
    stdfs::create_directory(out);
    stdfs::create_directories(in + "/sub");
    test::write_file(in + "/phone.dd", std::string(100'000, 'p'));
    test::write_file(in + "/sub/note.txt", "note");
    request.paths = {in};
    request.output = out + "/b.rog";
  }
  Result<SealResult> seal(Progress& progress = Progress::none()) {
    return registry::seal(kit.home, kit.keys, request, kit.clock, progress);
  }
  Result<SealResult> seal(const std::function<void()>& meanwhile) {
    AtTheStart progress(meanwhile);
    return seal(progress);
  }
  Result<SealResult> seal_over(FileSystem& fs) {
    ROG_TRY_ASSIGN(const Home home, Home::open(fs, kit.directory / "home"));
    KeyRing keys(home, kit.said);
    return registry::seal(home, keys, request, kit.clock, Progress::none());
  }
  Result<bundle::Report> verified() {
    ROG_TRY_ASSIGN(const crypto::Trust trust, kit.home.trust());
    ROG_TRY_ASSIGN(const auto identities, kit.keys.identities(KeyKind::evidence));
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(FileSystem::real(), *request.output));
    return bundle::verify(FileSystem::real(), fd.get(), "b.rog", trust, {.identities = identities}, records,
                          Progress::none());
  }
  bool passes() {
    const Result<bundle::Report> report = verified();
    return report && report->verdict == bundle::Verdict::pass;
  }

  /// Keeps which item is which exhibit.
  class Records : public bundle::ContentVisitor {
   public:
    Result<void> on_item(const bundle::ItemRecord& record) override {
      if (record.exhibit) {
        exhibits[record.name] = *record.exhibit;
      }
      return {};
    }
    std::map<std::string, std::string> exhibits;
  };

  HomeKit kit;
  const std::string in = kit.directory / "in";
  const std::string out = kit.directory / "out";
  SealRequest request;
  Records records;
};

TEST_F(Sealing, MakesWhatItSays) {
  request.verify = true;
  const SealResult result = seal().value();
  EXPECT_EQ(result.path, *request.output);
  EXPECT_EQ(result.files, 2U);
  EXPECT_EQ(result.directories, 2U);
  EXPECT_EQ(result.item_bytes, 100'004U);
  EXPECT_EQ(result.file_size, stdfs::file_size(*request.output));
  EXPECT_TRUE(result.verified);
  const bundle::Report report = verified().value();
  EXPECT_EQ(report.verdict, bundle::Verdict::pass);
  EXPECT_EQ(report.outline.id, result.id);
  EXPECT_EQ(report.outline.seal->sealed_at, kit.clock.time);
  EXPECT_EQ(report.outline.seal->item_count, 4U);
  EXPECT_TRUE(test::names_of(kit.home.file("unfinished")) == std::vector<std::string>{".lock"});
}

TEST_F(Sealing, CountsWhatItSealedAndNotWhatItSawFirst) {
  const auto result = seal([&] { test::write_file(in + "/sub/later.txt", "came later"); });
  ASSERT_TRUE(result.has_value()) << result.error().sentence();
  EXPECT_EQ(result->files, 3U);
  EXPECT_EQ(result->item_bytes, 100'014U);
  EXPECT_EQ(result->seal.item_count, 5U);
  EXPECT_TRUE(passes());
}

TEST_F(Sealing, TiesExhibitsByNameOrByPath) {
  request.exhibits = {{"fr-ca:3", "in/phone.dd"}, {"de-ca:7", in + "/sub/note.txt"}};
  ASSERT_TRUE(seal());
  EXPECT_TRUE(passes());
  EXPECT_EQ(records.exhibits,
            (std::map<std::string, std::string>{{"in/phone.dd", "fr-ca:3"}, {"in/sub/note.txt", "de-ca:7"}}));
}

TEST_F(Sealing, RefusesExhibitsThatAreNoOneFile) {
  for (const std::vector<ExhibitTie>& ties :
       std::vector<std::vector<ExhibitTie>>{{{"fr-ca:3", std::nullopt}},
                                            {{"fr-ca:3", "in/absent"}},
                                            {{"fr-ca:3", "in/sub"}},
                                            {{"fr-ca:3", "in/phone.dd"}, {"fr-ca:4", "in/phone.dd"}}}) {
    request.exhibits = ties;
    const auto result = seal();
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code(), ErrorCode::usage) << result.error().sentence();
    EXPECT_NE(result.error().next_step(), "") << result.error().sentence();
    EXPECT_TRUE(stdfs::is_empty(out));
  }
}

TEST_F(Sealing, TiesAnExhibitToTheOnlyFile) {
  request.paths = {in + "/phone.dd"};
  request.exhibits = {{"fr-ca:3", std::nullopt}};
  ASSERT_TRUE(seal());
  EXPECT_TRUE(passes());
  EXPECT_EQ(records.exhibits.at("phone.dd"), "fr-ca:3");
}

TEST_F(Sealing, EndsWithTheOfficersTime) {
  const auto result = seal([&] { kit.clock.time = time_of("2029-01-01T00:00:00Z"); });
  ASSERT_FALSE(result.has_value()) << "the officer was valid when it began, and not when it was signed";
  EXPECT_EQ(result.error().code(), ErrorCode::denied);
  EXPECT_TRUE(stdfs::is_empty(out));
}

TEST_F(Sealing, EndsWithARevocationByAnotherProgram) {
  with_second(kit, {May::seal});
  request.officer = "second-1";
  const auto result = seal([&] {
    crypto::SigningKey root = kit.root();
    ASSERT_TRUE(revoke_officer(kit.home, root, "second-1", kit.clock.time, kit.clock).has_value());
  });
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ErrorCode::denied);
  EXPECT_TRUE(stdfs::is_empty(out));
}

TEST_F(Sealing, NamesTheCardInForceWhenItIsSigned) {
  const auto result = seal([&] { with_second(kit, {May::entry}); });
  ASSERT_TRUE(result.has_value()) << result.error().sentence();
  EXPECT_EQ(result->seal.card, kit.home.own_chain()->signed_cards().back().hash());
  EXPECT_TRUE(passes());
}

TEST_F(Sealing, AsksForThePassphraseBeforeItReads) {
  const auto home_says = crypto::SecretBytes::copy_of(base::as_bytes("correct horse"));
  const auto officer_says = crypto::SecretBytes::copy_of(base::as_bytes("battery staple"));
  HomeKit locked(test::new_home(), {.home = &home_says, .officer = &officer_says});
  locked.said.officer = "wrong";
  AtTheStart progress([] { ADD_FAILURE() << "began to read"; });
  const auto result = registry::seal(locked.home, locked.keys, request, locked.clock, progress);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ErrorCode::wrong_key);
  EXPECT_TRUE(stdfs::is_empty(out));
}

TEST_F(Sealing, IsRecordedBeforeAnythingIsMade) {
  class Watching : public FileSystem {
   public:
    explicit Watching(std::string records) : m_records(std::move(records)) {}
    base::SysResult<base::Fd> open(int directory, const std::string& path, int flags, mode_t mode) override {
      const bool makes = (flags & O_CREAT) != 0 && path.starts_with(".b.rog.");
      EXPECT_TRUE(!makes || std::ranges::any_of(stdfs::directory_iterator(m_records), [](const auto& entry) {
        return entry.path().extension() == ".json" && stdfs::file_size(entry.path()) > 0;
      })) << "a kill now would leave a file that nobody knows of";
      made += makes ? 1 : 0;
      return FileSystem::open(directory, path, flags, mode);
    }
    int made = 0;

   private:
    std::string m_records;
  };
  Watching fs(kit.home.file("unfinished"));
  ASSERT_TRUE(seal_over(fs).has_value());
  EXPECT_EQ(fs.made, 1);
}

TEST_F(Sealing, ThatIsKilledIsRemovedByTheNextStart) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    static_cast<void>(seal([] { ::_exit(9); }));  // no destructor: as good as killed
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(WEXITSTATUS(status), 9);
  ASSERT_EQ(test::names_of(out).size(), 1U);
  const std::vector<Leftover> found = clean_unfinished(kit.home).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].removed) << found[0].why;
  EXPECT_TRUE(stdfs::is_empty(out));
}

TEST_F(Sealing, LeavesNothingWhateverStepFails) {
  request.verify = true;
  FaultFileSystem counting;
  ASSERT_TRUE(seal_over(counting).has_value());
  for (const FaultFileSystem::Fault& fault : counting.every_fault()) {
    stdfs::remove(*request.output);
    FaultFileSystem fs(fault);
    const auto result = seal_over(fs);
    if (result) {
      EXPECT_TRUE(passes()) << describe(fault);
      EXPECT_EQ(test::names_of(out).size(), 1U) << describe(fault);
    } else {
      EXPECT_TRUE(stdfs::is_empty(out)) << describe(fault) << ": " << result.error().sentence();
    }
    EXPECT_TRUE(clean_unfinished(kit.home)->empty()) << describe(fault) << ": what is left is nobody's";
  }
}

TEST_F(Sealing, SeesWithVerifyThatTheDiskLied) {
  /// Flips a bit in the first large piece it is given.
  class Lying : public FileSystem {
   public:
    base::SysResult<std::size_t> write(int fd, ByteView bytes) override {
      if (bytes.size() < 60'000 || std::exchange(m_lied, true)) {
        return FileSystem::write(fd, bytes);
      }
      Bytes other(bytes.begin(), bytes.end());
      other[1000] ^= 1U;
      return FileSystem::write(fd, other);
    }

   private:
    bool m_lied = false;
  };
  request.verify = true;
  Lying fs;
  const auto result = seal_over(fs);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ErrorCode::altered) << result.error().sentence();
  EXPECT_TRUE(stdfs::is_empty(out));
}

}  // namespace
}  // namespace rogatory::registry
