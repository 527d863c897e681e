// The disk that loses what was not synced does what its header says.
#include "tests/support/power_cut_file_system.hpp"

#include <gtest/gtest.h>

#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::test {
namespace {

using Data = PowerCutFileSystem::Data;
using Names = PowerCutFileSystem::Names;
using Files = std::map<std::string, std::string>;

const std::string& with_an_old_file(const TemporaryDirectory& directory) {
  write_file(directory / "old", "old");
  return directory.path();
}

class PowerCut : public testing::Test {
 protected:
  /// Makes or opens a file and writes behind what is there.
  base::Fd append(const std::string& name, std::string_view text) {
    base::Fd fd = disk.open(AT_FDCWD, directory / name, O_RDWR | O_CREAT | O_APPEND, 0600).value();
    EXPECT_TRUE(disk.write(fd.get(), base::as_bytes(text)).has_value());
    return fd;
  }
  void sync_names(const std::string& name = ".") {
    const base::Fd fd = disk.open(AT_FDCWD, directory / name, O_RDONLY | O_DIRECTORY, 0).value();
    EXPECT_TRUE(disk.fsync(fd.get()).has_value());
  }
  void rename(const std::string& from, const std::string& to) {
    EXPECT_TRUE(disk.rename(AT_FDCWD, directory / from, AT_FDCWD, directory / to, true).has_value());
  }
  /// A file with all that is needed to last.
  void put_durably(const std::string& name, std::string_view text) {
    EXPECT_TRUE(disk.fsync(append(name, text).get()).has_value());
    sync_names();
  }
  [[nodiscard]] Files left(Names names, Data data, std::uint32_t seed = 1) const {
    Files files;
    for (const auto& [name, entry] : disk.disk_after({.names = names, .data = data, .seed = seed}).entries) {
      files.emplace(name, base::as_text(entry.content));
    }
    return files;
  }

  TemporaryDirectory directory;
  PowerCutFileSystem disk{with_an_old_file(directory)};
};

TEST_F(PowerCut, KeepsWhatWasSynced) {
  put_durably("new", "bytes");
  EXPECT_EQ(left(Names::lost, Data::lost), (Files{{"new", "bytes"}, {"old", "old"}}));
}

TEST_F(PowerCut, LosesBytesThatWereNotSynced) {
  append("new", "bytes");
  sync_names();
  EXPECT_EQ(left(Names::lost, Data::lost).at("new"), "");
  EXPECT_EQ(left(Names::lost, Data::half).at("new"), "by");
  EXPECT_EQ(left(Names::lost, Data::zeros).at("new"), std::string(5, '\0'));
  EXPECT_EQ(left(Names::lost, Data::kept).at("new"), "bytes");
}

TEST_F(PowerCut, LosesNoByteThatWasSyncedBefore) {
  append("old", " and new");
  EXPECT_EQ(left(Names::lost, Data::lost).at("old"), "old");
  EXPECT_EQ(left(Names::lost, Data::half).at("old"), "old and");
  EXPECT_EQ(left(Names::lost, Data::zeros).at("old"), "old" + std::string(8, '\0'));
}

TEST_F(PowerCut, LosesANameWhoseDirectoryWasNotSynced) {
  EXPECT_TRUE(disk.fsync(append("new", "bytes").get()).has_value());
  EXPECT_EQ(left(Names::lost, Data::lost), (Files{{"old", "old"}}));
  EXPECT_EQ(left(Names::kept, Data::lost), (Files{{"new", "bytes"}, {"old", "old"}}));
}

TEST_F(PowerCut, DoesARenameWholeOrNotAtAll) {
  put_durably("temporary", "new");
  rename("temporary", "old");
  EXPECT_EQ(left(Names::lost, Data::lost), (Files{{"old", "old"}, {"temporary", "new"}}));
  EXPECT_EQ(left(Names::kept, Data::lost), (Files{{"old", "new"}}));
  sync_names();
  EXPECT_EQ(left(Names::lost, Data::lost), (Files{{"old", "new"}}));
}

TEST_F(PowerCut, DoesAnExchangeWholeOrNotAtAll) {
  put_durably("new", "new");
  const base::Fd root = disk.open(AT_FDCWD, directory.path(), O_RDONLY | O_DIRECTORY, 0).value();
  EXPECT_TRUE(disk.exchange(root.get(), "old", "new").has_value());
  EXPECT_EQ(left(Names::lost, Data::lost), (Files{{"new", "new"}, {"old", "old"}}));
  EXPECT_EQ(left(Names::kept, Data::lost), (Files{{"new", "old"}, {"old", "new"}}));
}

TEST_F(PowerCut, BringsBackWhatWasRemovedAndNotSynced) {
  EXPECT_TRUE(disk.unlink(AT_FDCWD, directory / "old", 0).has_value());
  EXPECT_EQ(left(Names::lost, Data::lost), (Files{{"old", "old"}}));
  EXPECT_EQ(left(Names::kept, Data::lost), Files{});
}

TEST_F(PowerCut, NeverUndoesALaterChangeByAnEarlierOne) {
  EXPECT_TRUE(disk.mkdir(AT_FDCWD, directory / "room", 0700).has_value());
  append("room/new", "");
  rename("room/new", "new");
  sync_names();        // the rename is on the disk, and with it that the name is gone from the room
  sync_names("room");  // which overtakes that it was made there
  EXPECT_EQ(left(Names::kept, Data::kept), (Files{{"new", ""}, {"old", "old"}, {"room", ""}}));
}

TEST_F(PowerCut, GivesTheSameDiskForTheSameSeed) {
  std::set<Files> disks;
  for (int i = 0; i < 8; ++i) {
    append("new-" + std::to_string(i), "bytes");
  }
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    const Files files = left(Names::some, Data::mixed, seed);
    EXPECT_EQ(files, left(Names::some, Data::mixed, seed));
    disks.insert(files);
  }
  EXPECT_GT(disks.size(), 4U) << "and another for another";
}

TEST_F(PowerCut, FailsEveryCallFromThenOn) {
  disk.cut_before(1);
  EXPECT_TRUE(disk.stat_at(AT_FDCWD, directory / "old", 0).has_value());
  EXPECT_EQ(disk.mkdir(AT_FDCWD, directory / "room", 0700).error(), EIO);
  EXPECT_EQ(disk.stat_at(AT_FDCWD, directory / "old", 0).error(), EIO);
  EXPECT_EQ(DiskImage::read(directory.path()).entries.size(), 1U);
}

}  // namespace
}  // namespace rogatory::test
