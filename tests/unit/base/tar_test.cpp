#include "base/tar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <numeric>

#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::base::tar {
namespace {

using Step = HeaderReader::Step;
using test::run;
using test::TemporaryDirectory;

constexpr std::string_view k_stock_options =
    " -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 --no-recursion ";

bool gnu_tar_is_here() { return run("tar --version 2>/dev/null").output.starts_with("tar (GNU tar)"); }

void append(Bytes& to, ByteView more) { to.insert(to.end(), more.begin(), more.end()); }

std::vector<Block> blocks_of(ByteView bytes) {
  std::vector<Block> blocks(bytes.size() / k_block);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    std::ranges::copy(bytes.subspan(i * k_block, k_block), blocks[i].begin());
  }
  return blocks;
}

/// Feeds blocks as long as the reader wants more.
Result<Step> feed_all(HeaderReader& reader, const std::vector<Block>& blocks) {
  for (const Block& block : blocks) {
    Result<Step> step = reader.feed(block);
    if (!step || *step != Step::need_more) {
      return step;
    }
  }
  return Step::need_more;
}

/// Overwrites bytes of a header and makes its checksum right again, so that only the change itself can be refused.
Block forged(Block block, std::size_t at, std::string_view text) {
  std::ranges::copy(as_bytes(text), block.begin() + static_cast<std::ptrdiff_t>(at));
  std::fill_n(block.begin() + 148, 8, std::uint8_t{' '});
  char sum[8];
  std::snprintf(sum, sizeof sum, "%06o", std::accumulate(block.begin(), block.end(), 0U));
  std::copy_n(sum, 7, block.begin() + 148);
  return block;
}

std::string refusal(const Block& block) {
  const Result<Step> step = HeaderReader(Pax::refused).feed(block);
  if (step) {
    return "accepted";
  }
  EXPECT_EQ(step.error().code(), ErrorCode::malformed);
  return step.error().sentence();
}

// --- names

TEST(TarName, TakesPrintableAsciiOfAtMost100Bytes) {
  for (const std::string& name : {std::string("a"), std::string("bag/data/000001.pdf"), std::string("a b"),
                                  std::string(".hidden"), std::string("a..b/...c"), std::string(100, 'x')}) {
    EXPECT_TRUE(is_member_name(name)) << name;
  }
}

TEST(TarName, RefusesWhatCouldLeaveTheDirectoryOrBeReadTwoWays) {
  for (const std::string& name :
       {std::string(), std::string("/"), std::string("/a"), std::string("a/"), std::string("a//b"), std::string("."),
        std::string(".."), std::string("./a"), std::string("a/."), std::string("../a"), std::string("a/../b"),
        std::string("a/.."), std::string("a\\b"), std::string("a\nb"), std::string("a\tb"), std::string("a\x7f"),
        std::string("caf\xc3\xa9"), std::string("a\0b", 3), std::string(101, 'x')}) {
    EXPECT_FALSE(is_member_name(name)) << name;
  }
}

// --- the same bytes as GNU tar

struct Member {
  std::string name;
  std::size_t size;
};

Bytes content_of(const Member& member) {
  Bytes content(member.size);
  for (std::size_t i = 0; i < content.size(); ++i) {
    content[i] = static_cast<std::uint8_t>(i * 31 + member.name.size());
  }
  return content;
}

std::vector<Member> sample_members() {
  const std::string name_of_100_bytes = "d/" + std::string(40, 'e') + "/" + std::string(57, 'f');
  return {{"a", 1},
          {"empty", 0},
          {"bag/data/000001.pdf", 511},
          {"bag/data/000002", 512},
          {"b.513", 513},
          {name_of_100_bytes, 7},
          {"c.64k", 65536},
          {"last empty", 0},
          {"d/1.json", 1234}};
}

Bytes our_archive(const std::vector<Member>& members) {
  Bytes archive;
  for (const Member& member : members) {
    append(archive, member_prefix(member.name, member.size));
    append(archive, content_of(member));
    archive.resize(archive.size() + fill_after(member.size));
  }
  archive.resize(archive.size() + k_end_size);
  return archive;
}

TEST(TarWriter, WritesTheBytesOfGnuTar) {
  if (!gnu_tar_is_here()) {
    GTEST_SKIP() << "no GNU tar";
  }
  const TemporaryDirectory directory;
  std::ofstream list(directory / "list");
  for (const Member& member : sample_members()) {
    const std::filesystem::path path = directory / member.name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << as_text(content_of(member));
    list << member.name << '\n';
  }
  list.close();
  const auto tar =
      run("cd " + directory.path() + " && tar --format=ustar" + std::string(k_stock_options) + "-T list -cf -");
  ASSERT_EQ(tar.status, 0);
  EXPECT_EQ(to_bytes(tar.output), our_archive(sample_members()));
}

TEST(TarReader, HopsFromMemberToMember) {
  const Bytes archive = our_archive(sample_members());
  HeaderReader reader(Pax::refused);
  std::size_t at = 0;
  const auto next = [&] {
    const Result<Step> step = reader.feed(blocks_of(ByteView(archive).subspan(at, k_block)).front());
    at += k_block;
    return step.value();
  };
  for (const Member& member : sample_members()) {
    ASSERT_EQ(next(), Step::member);
    EXPECT_EQ(reader.header().name, member.name);
    EXPECT_EQ(reader.header().size, member.size);
    at += member.size + fill_after(member.size);
  }
  EXPECT_EQ(next(), Step::end);
  EXPECT_EQ(at + k_block, archive.size());
}

// --- what a reader refuses

TEST(TarReader, RefusesTheOtherFormatsOfGnuTar) {
  if (!gnu_tar_is_here()) {
    GTEST_SKIP() << "no GNU tar";
  }
  const TemporaryDirectory directory;
  std::ofstream(directory / "a") << "text";
  for (const std::string format : {"gnu", "oldgnu", "v7", "posix"}) {
    const auto tar =
        run("cd " + directory.path() + " && tar --format=" + format + std::string(k_stock_options) + "-cf - a");
    ASSERT_GE(tar.output.size(), k_block) << format;
    EXPECT_NE(refusal(blocks_of(as_bytes(tar.output)).front()), "accepted") << format;
  }
}

TEST(TarReader, NamesTheFieldThatIsWrong) {
  const Block good = file_header("bag/data/000001.pdf", 1234);
  ASSERT_EQ(forged(good, 0, ""), good);
  const std::vector<std::tuple<std::string, std::size_t, std::string>> changes = {
      {"name", 99, "x"},                        // bytes after the NUL
      {"mode", 100, "0000644"},                 // another mode
      {"mode", 107, " "},                       // a space for the NUL
      {"uid", 108, "0001750"},                  // an owner
      {"uid", 115, "0"},                        // no NUL
      {"gid", 116, "      0"},                  // spaces for zeros
      {"size", 124, "0000000232x"},             // not octal
      {"size", 124, "00000002328"},             // 8 is not octal
      {"size", 124, "       2322"},             // spaces for zeros
      {"size", 124, "-0000002322"},             // a sign
      {"size", 124, std::string(4, '\x80')},    // base-256, as GNU tar writes large sizes
      {"size", 135, " "},                       // no NUL
      {"mtime", 136, "14000000000"},            // a time
      {"mtime", 147, " "},                      // no NUL
      {"typeflag", 156, std::string(1, '\0')},  // the old spelling of a regular file
      {"typeflag", 156, "2"},                   // a symbolic link
      {"typeflag", 156, "5"},                   // a directory
      {"typeflag", 156, "g"},                   // a global pax header
      {"linkname", 157, "/etc/passwd"},         // a link's target
      {"magic", 257, "ustar "},                 // GNU
      {"magic", 257, std::string(6, '\0')},     // v7
      {"version", 263, " "},                    // GNU
      {"uname", 265, "root"},                   //
      {"gname", 297, "root"},                   //
      {"devmajor", 329, std::string(8, '\0')},  // as some writers leave it
      {"devminor", 337, "0000001"},             //
      {"prefix", 345, "/etc"},                  // a second way to say a directory
      {"zero", 500, "x"},                       // the fill of the header
      {"zero", 511, "x"},                       //
  };
  for (const auto& [field, at, text] : changes) {
    EXPECT_EQ(refusal(forged(good, at, text)), "tar header: " + field + " is not in its one accepted form")
        << "at " << at << ": " << text;
  }
}

TEST(TarReader, RefusesAWrongChecksumAndEverySecondSpellingOfARightOne) {
  const Block good = file_header("a", 1);
  const std::string_view sum = as_text(good).substr(148, 6);
  for (const std::string& text :
       {std::string("000000") + '\0' + ' ', std::string(sum) + "  ", std::string(sum) + ' ' + '\0',
        "0" + std::string(sum) + '\0', " " + std::string(sum.substr(1)) + '\0' + ' ', std::string(8, '\0')}) {
    Block block = good;
    std::ranges::copy(as_bytes(text), block.begin() + 148);
    EXPECT_EQ(refusal(block), "tar header: checksum is not in its one accepted form") << text;
  }
}

TEST(TarReader, RefusesNamesThatCouldLeaveTheDirectory) {
  const Block good = file_header(std::string(100, 'x'), 1);
  for (const std::string name : {"", "/etc/passwd", "../a", "a/../b", "a/", "./a", "a//b", "a\\b", "a\nb", "\x1b[2J"}) {
    EXPECT_EQ(refusal(forged(good, 0, name + std::string(100 - name.size(), '\0'))),
              "tar header: name is not in its one accepted form")
        << name;
  }
}

TEST(TarReader, RefusesEveryOtherByteInEveryFixedPlaceEvenWithARightChecksum) {
  const Block good = file_header("a", 1);
  for (std::size_t at = 100; at < k_block; ++at) {
    const bool varies = (at >= 124 && at < 135) || (at >= 148 && at < 156);  // size and checksum
    for (int value = 0; value < 256 && !varies; ++value) {
      const Block block = forged(good, at, std::string(1, static_cast<char>(value)));
      ASSERT_TRUE(block == good || refusal(block) != "accepted") << "byte " << at << " value " << value;
    }
  }
}

TEST(TarReader, TakesABlockOfZerosOnlyAsTheEnd) {
  EXPECT_EQ(HeaderReader(Pax::refused).feed(Block{}).value(), Step::end);
  for (std::size_t at = 0; at < k_block; ++at) {
    Block block{};
    block[at] = 1;
    EXPECT_NE(refusal(block), "accepted") << at;
  }
}

// --- one flipped bit anywhere

struct Prefix {
  std::string title;
  std::string name;
  std::uint64_t size;
};

// Else a test's name has the bytes of its parameter, addresses too.
void PrintTo(const Prefix& prefix, std::ostream* out) { *out << prefix.title; }

class TarFlip : public testing::TestWithParam<Prefix> {};

TEST_P(TarFlip, OfAnyBitIsRefused) {
  const std::uint64_t size = GetParam().size;
  const std::vector<Block> blocks = blocks_of(member_prefix(GetParam().name, size));
  HeaderReader whole(Pax::accepted);
  ASSERT_EQ(feed_all(whole, blocks).value(), Step::member);
  ASSERT_EQ(whole.header().size, size);
  for (std::size_t bit = 0; bit < blocks.size() * k_block * 8; ++bit) {
    const std::size_t byte = bit / 8;
    std::vector<Block> flipped = blocks;
    flipped[byte / k_block][byte % k_block] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    HeaderReader reader(Pax::accepted);
    const Result<Step> step = feed_all(reader, flipped);
    if (step) {
      // No checksum covers a pax record: another number of the same length is a right record of another size.
      ASSERT_TRUE(byte / k_block == 1 && *step == Step::member) << "byte " << byte << " bit " << bit % 8;
      ASSERT_NE(reader.header().size, size);
      ASSERT_GE(reader.header().size, k_pax_from);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Headers, TarFlip,
                         testing::Values(Prefix{"Empty", "a", 0}, Prefix{"Small", "bag/data/000001.pdf", 511},
                                         Prefix{"LongName", "d/" + std::string(98, 'f'), 512},
                                         Prefix{"Largest", "bag/data/000002.dd", k_pax_from - 1},
                                         Prefix{"Pax", "bag/data/000003.dd", k_pax_from},
                                         Prefix{"LargePax", "bag/data/000004", k_size_limit}),
                         [](const auto& instance) { return instance.param.title; });

// --- 8 GiB and more

class TarLarge : public testing::TestWithParam<std::uint64_t> {
 protected:
  static constexpr std::string_view k_file = "bag/data/000001.dd";

  /// The first bytes that GNU tar writes for a file with GetParam() bytes, most of them a hole.
  std::string gnu_prefix(std::string_view pax_options) const {
    std::filesystem::create_directories(m_directory / "bag/data");
    EXPECT_EQ(
        run("truncate -s " + std::to_string(GetParam()) + " " + m_directory.path() + "/" + std::string(k_file)).status,
        0);
    return run("cd " + m_directory.path() + " && tar --format=posix" + std::string(pax_options) +
               std::string(k_stock_options) + "-cf - " + std::string(k_file) + " 2>/dev/null | head -c " +
               std::to_string(member_prefix(k_file, GetParam()).size()))
        .output;
  }

  TemporaryDirectory m_directory;
};

TEST_P(TarLarge, DiffersFromGnuTarInTheDeviceNumbersOfThePaxHeaderAlone) {
  if (!gnu_tar_is_here()) {
    GTEST_SKIP() << "no GNU tar";
  }
  const Bytes ours = member_prefix(k_file, GetParam());
  const Bytes theirs = to_bytes(gnu_prefix(" --pax-option=delete=atime,delete=ctime"));
  ASSERT_EQ(theirs.size(), ours.size());
  std::vector<Block> blocks = blocks_of(theirs);
  if (GetParam() >= k_pax_from) {
    ASSERT_EQ(blocks.size(), 3U);
    EXPECT_TRUE(std::all_of(blocks[0].begin() + 329, blocks[0].begin() + 345, [](auto byte) { return byte == 0; }));
    const std::string zero = std::string("0000000") + '\0';
    blocks[0] = forged(blocks[0], 329, zero + zero);
  }
  EXPECT_EQ(blocks, blocks_of(ours));
}

TEST_P(TarLarge, IsReadByGnuTarWithItsSize) {
  if (!gnu_tar_is_here()) {
    GTEST_SKIP() << "no GNU tar";
  }
  const std::uint64_t size = GetParam();
  const Bytes before = our_archive({{"bag/context.json", 100}});
  const Bytes prefix = member_prefix(k_file, size);
  std::ofstream archive(m_directory / "large.tar", std::ios::binary);
  archive << as_text(ByteView(before).first(before.size() - k_end_size)) << as_text(prefix);
  archive.seekp(static_cast<std::streamoff>(size + fill_after(size)), std::ios::cur);
  archive << as_text(our_archive({{"bag/manifest-sha256.txt", 84}}));
  archive.close();
  const auto listed = run("LC_ALL=C TZ=UTC tar tvf " + m_directory.path() + "/large.tar --numeric-owner 2>&1");
  EXPECT_EQ(listed.status, 0);
  const auto line = [](std::uint64_t bytes, std::string_view name) {
    const std::string digits = std::to_string(bytes);
    return "-r--r--r-- 0/0 " + std::string(15 - std::min<std::size_t>(15, digits.size()), ' ') + digits +
           " 1970-01-01 00:00 " + std::string(name) + "\n";
  };
  EXPECT_EQ(listed.output, line(100, "bag/context.json") + line(size, k_file) + line(84, "bag/manifest-sha256.txt"));
}

TEST_P(TarLarge, IsReadWithItsSize) {
  HeaderReader reader(Pax::accepted);
  ASSERT_EQ(feed_all(reader, blocks_of(member_prefix(k_file, GetParam()))).value(), Step::member);
  EXPECT_EQ(reader.header().name, k_file);
  EXPECT_EQ(reader.header().size, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Sizes, TarLarge,
                         testing::Values(k_pax_from - 1, k_pax_from, k_pax_from + 1, 9 * (k_pax_from / 8)));

class TarPax : public testing::Test {
 protected:
  Result<Step> feed() {
    HeaderReader reader(Pax::accepted);
    return feed_all(reader, m_blocks);
  }
  void expect_malformed(std::string_view sentence) {
    const Result<Step> step = feed();
    ASSERT_FALSE(step.has_value());
    EXPECT_EQ(step.error().code(), ErrorCode::malformed);
    EXPECT_EQ(step.error().sentence(), "tar header: " + std::string(sentence));
  }
  void set_record(const std::string& record) {
    char octal[12];
    std::snprintf(octal, sizeof octal, "%011zo", record.size());
    m_blocks[0] = forged(m_blocks[0], 124, octal);
    m_blocks[1] = {};
    std::ranges::copy(as_bytes(record), m_blocks[1].begin());
  }

  std::vector<Block> m_blocks = blocks_of(member_prefix("bag/data/000001.dd", k_pax_from));
};

TEST_F(TarPax, IsRefusedOutsideABundle) {
  const Result<Step> step = HeaderReader(Pax::refused).feed(m_blocks[0]);
  ASSERT_FALSE(step.has_value());
  EXPECT_EQ(step.error().code(), ErrorCode::malformed);
}

TEST_F(TarPax, SpeaksOfTheNextMemberOnly) {
  HeaderReader reader(Pax::accepted);
  ASSERT_EQ(feed_all(reader, m_blocks).value(), Step::member);
  ASSERT_EQ(reader.feed(file_header("b", 5)).value(), Step::member);
  EXPECT_EQ(reader.header().name, "b");
  EXPECT_EQ(reader.header().size, 5U);
}

TEST_F(TarPax, HasOneSpellingOfItsRecord) {
  set_record("19 size=8589934592\n");
  EXPECT_TRUE(feed().has_value());
  for (const std::string record : {
           "",                                    // no record
           "19 size=8589934591\n",                // needs no pax member
           "11 size=5\n",                         // a wrong length, and too small
           "10 size=5\n",                         // too small
           "20 size=08589934592\n",               // a leading zero
           "20 size=+8589934592\n",               // a sign
           "20 size= 8589934592\n",               // a space
           "18 size=8589934592\n",                // a wrong length
           "019 size=8589934592\n",               // a leading zero in the length
           "19 size=8589934592 ",                 // no line feed
           "19 size=8589934592\n\n",              // bytes after it
           "19 size=8589934592\n13 path=abcd\n",  // a second record
           "13 path=abcd\n19 size=8589934592\n",  // another record first
           "19 SIZE=8589934592\n",                //
           "28 size=4611686018427387905\n",       // above the limit
           "29 size=18446744073709551616\n",      // 2^64
           "29 size=99999999999999999999\n",      //
       }) {
    set_record(record);
    SCOPED_TRACE(record);
    expect_malformed("pax record is not in its one accepted form");
  }
}

TEST_F(TarPax, IsFollowedByZerosThenItsFile) {
  m_blocks[1][511] = 1;
  expect_malformed("pax record is not in its one accepted form");
}

TEST_F(TarPax, IsRefusedBeforeAFileOfAnotherName) {
  m_blocks[2] = file_header("bag/data/000002.dd", 0);
  expect_malformed("a pax member of another name");
}

TEST_F(TarPax, IsRefusedBeforeAFileWithASizeOfItsOwn) {
  m_blocks[2] = file_header("bag/data/000001.dd", 5);
  expect_malformed("size is not in its one accepted form");
}

TEST_F(TarPax, IsRefusedBeforeTheEndAndBeforeAnotherPaxMember) {
  m_blocks[2] = {};
  expect_malformed("checksum is not in its one accepted form");
  m_blocks[2] = m_blocks[0];
  expect_malformed("mode is not in its one accepted form");
}

TEST_F(TarPax, KeepsTheModeOfItsOwn) {
  m_blocks[0] = forged(m_blocks[0], 100, "0000444");
  expect_malformed("mode is not in its one accepted form");
}

}  // namespace
}  // namespace rogatory::base::tar
