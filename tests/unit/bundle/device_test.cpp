#include "bundle/device.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "bundle/item_reader.hpp"
#include "bundle/writer.hpp"
#include "tests/kit/raw_bundle.hpp"
#include "tests/support/device_file_system.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/watched_sink.hpp"

namespace rogatory::bundle {
namespace {

namespace stdfs = std::filesystem;
using Call = test::FaultFileSystem::Call;

constexpr std::size_t k_size = 2 * 1024 * 1024 + 512;

/// Keeps the records of what was sealed.
class Records : public ContentVisitor {
 public:
  Result<void> on_item(const ItemRecord& record) override {
    records.push_back(record);
    return {};
  }
  std::vector<ItemRecord> records;
};

class Device : public testing::Test {
 protected:
  Device() : image(k_size, 'd'), path(prepared()), fs(path) {}

  std::string prepared() {
    const std::string name = directory / "sdb.img";
    test::write_file(name, image);
    return name;
  }

  /// The walk with --device; `between` happens before an item is read, `during` after its first piece.
  Result<std::string> read(
      const std::vector<std::string>& paths, const std::function<void()>& between = [] {},
      const std::function<void()>& during = [] {}, WalkOptions options = {.device = true}) {
    test::WatchedSink sink(during);
    const WalkVisitor visitor = [&](const Found& found) -> Result<void> {
      if (found.is_directory()) {
        return {};
      }
      between();
      EXPECT_EQ(found.status().st_size, k_size);
      ROG_TRY_ASSIGN(ItemDigester digester, ItemDigester::create({}));
      ROG_TRY(read_item(fs, found, sink, digester, Progress::none()));
      return {};
    };
    ROG_TRY(walk(fs, paths, options, visitor));
    return sink.bytes;
  }

  const test::TemporaryDirectory directory;
  const std::string image;
  const std::string path;
  test::DeviceFileSystem fs;
};

TEST_F(Device, IsReadToTheEndOfItsMedium) { EXPECT_EQ(read({path}).value(), image); }

TEST_F(Device, IsRefusedUnlessItIsAskedFor) {
  const Error error = read({path}, [] {}, [] {}, {}).error();
  EXPECT_EQ(error.code(), ErrorCode::refused);
  EXPECT_NE(error.sentence().find("sdb.img is a block device"), std::string::npos) << error.sentence();
  EXPECT_NE(error.next_step().find("--device DEVICE"), std::string::npos) << error.next_step();
}

TEST_F(Device, IsRefusedInADirectoryThoughDevicesAreAskedFor) {
  const Error error = read({directory.path()}).error();
  EXPECT_EQ(error.code(), ErrorCode::refused);
  EXPECT_NE(error.next_step().find("--device DEVICE"), std::string::npos) << error.next_step();
}

TEST_F(Device, IsFoundThroughALinkOnlyWhereLinksAreFollowed) {
  const std::string link = directory / "usb-stick";
  stdfs::create_symlink(path, link);
  EXPECT_EQ(read({link}).error().code(), ErrorCode::refused);
  EXPECT_EQ(read({link}, [] {}, [] {}, {.follow = true, .device = true}).value(), image);
}

TEST_F(Device, WithoutAMediumIsRefused) {
  fs.set_size(0);
  const Error error = read({path}).error();
  EXPECT_EQ(error.code(), ErrorCode::refused);
  EXPECT_NE(error.sentence().find("no medium"), std::string::npos) << error.sentence();
}

TEST_F(Device, MayNotChangeItsSize) {
  EXPECT_EQ(read({path}, [&] { fs.set_size(k_size + 512); }).error().code(), ErrorCode::retry);
  fs.set_size(k_size);
  EXPECT_EQ(read({path}, [] {}, [&] { fs.set_size(k_size + 512); }).error().code(), ErrorCode::retry);
}

TEST_F(Device, MayNotBecomeAnything) {
  stdfs::rename(path, directory / "sdc.img");
  test::write_file(path, image);
  const Result<OpenItem> opened = open_item(fs, {AT_FDCWD, path, path}, S_IFBLK, false);
  EXPECT_EQ(opened.error().code(), ErrorCode::refused);
}

TEST_F(Device, WithABadSectorSaysHowToRecoverTheRest) {
  fs.fail({.call = Call::read, .nth = 2, .error = EIO});
  const Error error = read({path}).error();
  EXPECT_EQ(error.code(), ErrorCode::failed);
  EXPECT_NE(error.next_step().find("recovery tool"), std::string::npos) << error.next_step();
}

TEST_F(Device, ThatCannotBeOpenedSaysWhy) {
  fs.fail({.call = Call::open, .error = ENOMEDIUM});
  EXPECT_NE(read({path}).error().next_step().find("put the medium in"), std::string::npos);
  fs.fail({.call = Call::open, .nth = 2, .error = EACCES});  // the second of these walks
  EXPECT_NE(read({path}).error().next_step().find("ls -l"), std::string::npos);
}

TEST_F(Device, TellsWhetherTheSystemUsesIt) {
  EXPECT_FALSE(is_in_use(fs, path));
  fs.set_in_use();
  EXPECT_TRUE(is_in_use(fs, path));
  EXPECT_FALSE(is_in_use(fs, directory / "absent"));
}

TEST_F(Device, HasASizeOnlyAsADevice) {
  const std::string file = directory / "file";
  test::write_file(file, "x");
  const base::Fd fd = *FileSystem::real().open(AT_FDCWD, file, O_RDONLY);
  EXPECT_EQ(FileSystem::real().device_size(fd.get()).error(), ENOTTY);
  EXPECT_EQ(stat_item(fs, fd.get())->st_size, 1);
  EXPECT_GT(stat_item(fs, fd.get())->st_mtim.tv_sec, 0);
}

TEST_F(Device, IsSealedAsAFileWithoutATime) {
  test::Authority authority{"fr-ca"};
  const std::string sealed = directory / "sealed.rog";
  test::write_bundle(authority, "b-1", {path}, sealed, fs, {.device = true});
  const base::Fd fd = *FileSystem::real().open(AT_FDCWD, sealed, O_RDONLY);
  Records inside;
  const Report report = test::must(verify(FileSystem::real(), fd.get(), sealed, authority.pinned(),
                                          {.identities = std::span(&authority.evidence(), 1), .file_key = nullptr},
                                          inside, Progress::none()));
  EXPECT_EQ(report.verdict, Verdict::pass);
  ASSERT_EQ(inside.records.size(), 1U);
  const ItemRecord& record = inside.records.front();
  EXPECT_EQ(record.kind, ItemKind::file);
  EXPECT_EQ(record.name, "sdb.img");
  EXPECT_EQ(record.file, "data/000001") << "what looks like an extension is none";
  EXPECT_EQ(record.media_type, "application/octet-stream");
  EXPECT_EQ(record.size, k_size);
  EXPECT_EQ(record.sha256, crypto::sha256(image));
  EXPECT_EQ(record.modified.text(), "1970-01-01T00:00:00Z");
  EXPECT_EQ(record.modified_ns, 0U);
}

}  // namespace
}  // namespace rogatory::bundle
