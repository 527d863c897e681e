#include "bundle/writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "bundle/spool.hpp"
#include "tests/kit/raw_bundle.hpp"
#include "tests/support/fault_file_system.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::bundle {
namespace {

namespace stdfs = std::filesystem;
using test::FaultFileSystem;
using Call = FaultFileSystem::Call;
using Fault = FaultFileSystem::Fault;
using Names = std::vector<std::string>;

class Writing : public testing::Test {
 protected:
  Writing() {
    stdfs::create_directories(in + "/sub/empty");
    stdfs::create_directory(out);
    test::write_file(in + "/a.txt", "a statement");
    test::write_file(in + "/sub/b.bin", std::string(300'000, 'b'));
    test::write_file(in + "/sub/zero", "");
  }

  Result<Writer::Sealed> seal(FileSystem& fs, bool replace = false) {
    WriterParameters parameters;
    parameters.context.authority = authority.id();
    parameters.context.officer = test::k_officer;
    parameters.context.name = "b-1";
    parameters.context.recipients = {authority.evidence().recipient().text()};
    parameters.recipients = {authority.evidence().recipient()};
    parameters.expected_bytes = 300'011;
    parameters.replace = replace;
    ROG_TRY_ASSIGN(Writer writer, Writer::create(fs, target, std::move(parameters), Progress::none()));
    const WalkVisitor add = [&](const Found& found) {
      return found.is_directory() ? writer.add_directory(found) : writer.add_file(found, {});
    };
    ROG_TRY(walk(fs, {in}, {}, add));
    ROG_TRY(writer.finish_content());
    ROG_TRY_ASSIGN(const Writer::Sealed sealed,
                   writer.seal(authority.officer(), test::sealing_time(), std::nullopt, authority.chain()));
    ROG_TRY(writer.commit());
    return sealed;
  }

  [[nodiscard]] Names left() const {
    Names names;
    for (const auto& entry : stdfs::directory_iterator(out)) {
      names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
  }
  [[nodiscard]] bool target_verifies() const {
    const std::string text = test::read_file(target);
    return test::verify_bytes(base::as_bytes(text), authority.pinned(), &authority.evidence()).verdict == Verdict::pass;
  }

  test::TemporaryDirectory directory;
  const std::string in = directory / "in";
  const std::string out = directory / "out";
  const std::string target = out + "/b.rog";
  test::Authority authority{"fr-ca"};
};

/// A call that sealing can do without: reserving space, and taking away what is in nobody's way.
bool may_be_forgiven(Call call) { return call == Call::allocate || call == Call::unlink; }

/// Seals as if no bundle came before, and then again as the one behind `previous`.
Result<Writer::Sealed> seal_twice(test::Authority& authority, Writer& writer, const BundleId& previous) {
  ROG_TRY(writer.seal(authority.officer(), test::sealing_time(), std::nullopt, authority.chain()));
  return writer.seal(authority.officer(), test::sealing_time(), previous, authority.chain());
}

TEST_F(Writing, SealsAnewOverAnEarlierSeal) {
  const BundleId previous = id_of(base::as_bytes(std::string_view("the bundle before")));
  for (const std::uint64_t size : {std::uint64_t{11}, base::DurableFile::k_large + 300'011}) {
    WriterParameters parameters;
    parameters.context.authority = authority.id();
    parameters.context.officer = test::k_officer;
    parameters.context.name = "b-1";
    parameters.context.recipients = {authority.evidence().recipient().text()};
    parameters.recipients = {authority.evidence().recipient()};
    parameters.expected_bytes = size;  // the larger one is written around the page cache
    parameters.replace = true;
    test::write_file(in + "/a.txt", std::string(size, 'a'));
    Writer writer = Writer::create(FileSystem::real(), target, std::move(parameters), Progress::none()).value();
    ASSERT_TRUE(
        walk(FileSystem::real(), {in + "/a.txt"}, {}, [&](const Found& found) { return writer.add_file(found, {}); }));
    ASSERT_TRUE(writer.finish_content());
    const Result<Writer::Sealed> sealed = seal_twice(authority, writer, previous);
    ASSERT_TRUE(sealed) << sealed.error().sentence();
    ASSERT_TRUE(writer.commit());
    EXPECT_EQ(sealed->seal.previous, previous);
    EXPECT_TRUE(target_verifies()) << size;
  }
}

TEST_F(Writing, LeavesOneFileThatVerifies) {
  ASSERT_TRUE(seal(FileSystem::real()));
  EXPECT_EQ(left(), Names{"b.rog"});
  EXPECT_TRUE(target_verifies());
}

TEST_F(Writing, GoesOnAfterShortReadsAndWrites) {
  FaultFileSystem fs;
  fs.move_at_most(509);
  ASSERT_TRUE(seal(fs));
  EXPECT_TRUE(target_verifies());
}

TEST_F(Writing, LeavesNothingWhateverStepFails) {
  FaultFileSystem counting;
  ASSERT_TRUE(seal(counting));
  EXPECT_GT(counting.count(Call::pwrite), 0);
  EXPECT_GT(counting.count(Call::allocate), 0);
  for (const Fault& fault : counting.every_fault()) {
    stdfs::remove(target);
    FaultFileSystem fs(fault);
    const auto sealed = seal(fs);
    if (sealed) {
      EXPECT_TRUE(may_be_forgiven(fault.call)) << describe(fault);
      EXPECT_EQ(left(), Names{"b.rog"}) << describe(fault);
      EXPECT_TRUE(target_verifies()) << describe(fault);
    } else {
      EXPECT_EQ(left(), Names{}) << describe(fault) << ": " << sealed.error().sentence();
      EXPECT_EQ(sealed.error().code(), ErrorCode::failed) << describe(fault) << ": " << sealed.error().sentence();
    }
  }
}

TEST_F(Writing, LeavesTheOldBundleWhateverStepFails) {
  FaultFileSystem counting;
  test::write_file(target, "the old one");
  ASSERT_TRUE(seal(counting, true));
  for (const Fault& fault : counting.every_fault()) {
    test::write_file(target, "the old one");
    FaultFileSystem fs(fault);
    const auto sealed = seal(fs, true);
    if (sealed) {
      EXPECT_TRUE(may_be_forgiven(fault.call) || fault.way == FaultFileSystem::Way::done) << describe(fault);
      EXPECT_TRUE(target_verifies()) << describe(fault);
    } else {
      EXPECT_EQ(test::read_file(target), "the old one") << describe(fault) << ": " << sealed.error().sentence();
    }
    for (const std::string& name : left()) {
      EXPECT_TRUE(name == "b.rog" || fault.call == Call::unlink) << describe(fault) << " left " << name;
      stdfs::remove(stdfs::path(out) / name);
    }
  }
}

TEST_F(Writing, SaysThatSpaceRanOutWhereverItDoes) {
  FaultFileSystem counting;
  ASSERT_TRUE(seal(counting));
  for (const Call call : {Call::write, Call::pwrite, Call::allocate, Call::fsync, Call::truncate}) {
    for (int nth = 1; nth <= counting.count(call); ++nth) {
      stdfs::remove(target);
      const Fault fault{.call = call, .nth = nth, .error = ENOSPC, .times = 1000};
      FaultFileSystem fs(fault);
      const auto sealed = seal(fs);
      ASSERT_FALSE(sealed.has_value()) << describe(fault);
      EXPECT_EQ(sealed.error().code(), ErrorCode::no_space) << sealed.error().sentence();
      EXPECT_NE(sealed.error().next_step(), "") << sealed.error().sentence();
      EXPECT_EQ(left(), Names{}) << describe(fault);
    }
  }
}

TEST_F(Writing, ShowsNothingUnderItsNameBeforeTheEnd) {
  class Watching : public FileSystem {
   public:
    explicit Watching(std::string watched) : m_watched(std::move(watched)) {}
    base::SysResult<void> fsync(int fd) override {
      early = early || (!renamed && stdfs::exists(m_watched));
      ++synced;
      return FileSystem::fsync(fd);
    }
    base::SysResult<void> rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
                                 bool replace) override {
      EXPECT_GT(synced, 0) << "the bytes are on the disk before the name is";
      renamed = true;
      return FileSystem::rename(from_directory, from, to_directory, to, replace);
    }
    bool early = false;
    bool renamed = false;
    int synced = 0;

   private:
    std::string m_watched;
  };
  Watching fs(target);
  ASSERT_TRUE(seal(fs));
  EXPECT_FALSE(fs.early);
  EXPECT_TRUE(fs.renamed);
  EXPECT_EQ(fs.synced, 2) << "the file, then its directory";
}

// The spool of records.

/// The plain bytes come back, and what is on the disk is not they.
void expect_round_trip(FileSystem& fs, const std::string& directory) {
  auto spool = Spool::create(fs, directory);
  ASSERT_TRUE(spool) << spool.error().sentence();
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    const std::string line = "Statement of witness " + std::to_string(i) + ".pdf\n";
    ASSERT_TRUE(spool->write(base::as_bytes(line)));
    text += line;
  }
  EXPECT_EQ(spool->size(), text.size());
  EXPECT_TRUE(stdfs::is_empty(directory)) << "it has no name";
  base::BufferSink sink;
  ASSERT_TRUE(spool->drain_into(sink));
  EXPECT_EQ(base::as_text(sink.bytes), text);
}

TEST(Spool, GivesBackWhatItTook) {
  const test::TemporaryDirectory directory;
  expect_round_trip(FileSystem::real(), directory.path());
  FaultFileSystem slow;
  slow.move_at_most(777);
  expect_round_trip(slow, directory.path());
  FaultFileSystem interrupted({.call = Call::pread, .nth = 2, .error = EINTR, .times = 2});
  expect_round_trip(interrupted, directory.path());
}

TEST(Spool, WorksWhereFilesCannotBeBornWithoutAName) {
  const test::TemporaryDirectory directory;
  for (const int error : {EOPNOTSUPP, EISDIR, EINVAL}) {
    FaultFileSystem fs({.call = Call::open, .error = error});
    expect_round_trip(fs, directory.path());
    EXPECT_EQ(fs.count(Call::unlink), 1);
  }
}

TEST(Spool, LeavesNoNameWhateverStepFails) {
  for (const FaultFileSystem::Way way : {FaultFileSystem::Way::not_done, FaultFileSystem::Way::done}) {
    for (const Fault& second :
         {Fault{.call = Call::open, .nth = 2, .way = way}, Fault{.call = Call::unlink, .nth = 1, .way = way}}) {
      const test::TemporaryDirectory directory;
      FaultFileSystem fs({.call = Call::open, .error = EOPNOTSUPP});
      fs.fail(second);
      EXPECT_FALSE(Spool::create(fs, directory.path()).has_value()) << describe(second);
      EXPECT_TRUE(stdfs::is_empty(directory.path())) << describe(second);
    }
  }
}

}  // namespace
}  // namespace rogatory::bundle
