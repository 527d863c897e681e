#include "bundle/part_writer.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "bundle/format.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::bundle {
namespace {

class Parts : public testing::Test {
 protected:
  /// Writes `size` bytes in pieces that fit no boundary, closes the tar, lets GNU tar and sha256sum judge; the sizes of
  /// the members as tar lists them.
  std::string sizes_of(std::uint64_t size) {
    const std::string path = directory / "x.tar";
    std::filesystem::remove(path);
    auto file = base::DurableFile::create(FileSystem::real(), path, {}).value();
    PartWriter parts(file, "b");
    const Bytes piece(1'000'003, 'x');
    for (std::uint64_t left = size; left > 0;) {
      const std::size_t now = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size()));
      EXPECT_TRUE(parts.write(ByteView(piece).first(now)));
      left -= now;
    }
    EXPECT_TRUE(parts.finish());
    EXPECT_EQ(parts.size(), size);
    EXPECT_EQ(parts.parts(), (size + k_part_size - 1) / k_part_size);
    EXPECT_EQ(file.size() % 512, 0U);
    EXPECT_TRUE(file.write(Bytes(1024)));
    EXPECT_TRUE(file.commit());
    const std::string unpacked = directory / "unpacked";
    test::write_file(directory / "manifest", parts.manifest());
    const test::Ran checked =
        test::run("rm -rf " + unpacked + " && mkdir " + unpacked + " && tar xf " + path + " -C " + unpacked +
                  " && cd " + unpacked + "/b && sha256sum --strict --quiet -c ../../manifest 2>&1");
    EXPECT_EQ(checked.status, 0) << checked.output;
    return test::run("tar tvf " + path + " | awk '{printf \"%s \", $3}'").output;
  }

  test::TemporaryDirectory directory;
};

TEST_F(Parts, HaveALastOneOfAnySize) {
  EXPECT_EQ(sizes_of(1), "1 ");
  EXPECT_EQ(sizes_of(511), "511 ");
  EXPECT_EQ(sizes_of(512), "512 ");
  EXPECT_EQ(sizes_of(513), "513 ");
  EXPECT_EQ(sizes_of(1024), "1024 ");
}

TEST_F(Parts, EndAtSixtyFourMebibytes) {
  static_assert(k_part_size == 67'108'864);
  EXPECT_EQ(sizes_of(k_part_size - 1), "67108863 ");
  EXPECT_EQ(sizes_of(k_part_size), "67108864 ") << "a full one is the last, no empty one follows";
  EXPECT_EQ(sizes_of(k_part_size + 1), "67108864 1 ");
}

}  // namespace
}  // namespace rogatory::bundle
