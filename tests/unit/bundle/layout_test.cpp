#include "bundle/layout.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "base/tar.hpp"
#include "bundle/format.hpp"
#include "tests/kit/raw_bundle.hpp"
#include "tests/support/fault_file_system.hpp"

namespace rogatory::bundle {
namespace {

using test::RawBundle;
using test::RawMember;

/// The check that fails, or "" where there is a layout.
std::string fault_of(ByteView file) {
  const base::Fd fd = test::memory_file(file);
  const Checked<Layout> layout = read_layout(FileSystem::real(), fd.get(), "a bundle");
  if (layout) {
    return "";
  }
  EXPECT_FALSE(layout.error().error);
  EXPECT_EQ(layout.error().findings.size(), 1U);
  return std::string(layout.error().findings.at(0).check->name);
}

class ALayout : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    test::Authority authority("fr-ca");
    authority.change_root();
    s_bundle = new RawBundle(test::make_bundle(authority, "b-1", {{"a.txt", base::to_bytes("hello")}}));
  }
  static void TearDownTestSuite() { delete s_bundle; }

  static std::string after(const std::function<void(RawBundle&)>& change) {
    RawBundle changed = *s_bundle;
    change(changed);
    return fault_of(changed.bytes());
  }

  static RawBundle* s_bundle;
};
RawBundle* ALayout::s_bundle = nullptr;

TEST_F(ALayout, EndsEarlyWhereverTheFileIsCut) {
  const Bytes file = s_bundle->bytes();
  for (std::size_t size = 0; size < file.size(); size += base::tar::k_block) {
    EXPECT_EQ(fault_of(ByteView(file).first(size)), "container.end") << size;
  }
  for (const std::size_t less : {1U, 511U, 513U, 1023U}) {
    EXPECT_EQ(fault_of(ByteView(file).first(file.size() - less)), "container.end") << less;
  }
}

TEST_F(ALayout, HasNothingAfterItsEnd) {
  Bytes file = s_bundle->bytes();
  file.push_back(0);
  EXPECT_EQ(fault_of(file), "container.end");
  file.resize(file.size() + 511);
  EXPECT_EQ(fault_of(file), "container.end") << "a third zero block, as blocking factors write it";
  Bytes second = s_bundle->bytes();
  second[second.size() - 1] = 1;
  EXPECT_EQ(fault_of(second), "container.end");
}

TEST_F(ALayout, SeesEveryByteOfEveryHeaderAndFill) {
  const Bytes good = s_bundle->bytes();
  std::size_t at = 0;
  for (const RawMember& member : s_bundle->members) {
    const std::size_t content = at + base::tar::k_block;
    const std::size_t fill = content + member.content.size();
    const std::size_t next = fill + base::tar::fill_after(member.content.size());
    for (std::size_t i = at; i < next; i = i + 1 == content ? fill : i + 1) {
      Bytes file = good;
      file[i] ^= static_cast<std::uint8_t>(1U << i % 8);
      EXPECT_EQ(fault_of(file), "container.header") << member.path << ", byte " << i - at;
    }
    at = next;
  }
  EXPECT_EQ(at + base::tar::k_end_size, good.size());
}

TEST_F(ALayout, HasEveryMember) {
  for (const RawMember& member : s_bundle->members) {
    // Parts and cards may be missing as far as the layout goes; manifest and seal tell. A root changed: with .prev.sig.
    const bool optional = member.path.starts_with("data/") || member.path.ends_with(".prev.sig");
    EXPECT_EQ(after([&](RawBundle& bundle) { bundle.remove(member.path); }), optional ? "" : "container.order")
        << member.path;
  }
}

TEST_F(ALayout, HasNoMemberTwice) {
  for (const RawMember& member : s_bundle->members) {
    EXPECT_EQ(after([&](RawBundle& bundle) { bundle.insert_before(member.path, member); }), "container.order")
        << member.path;
  }
}

TEST_F(ALayout, HasNoMembersExchanged) {
  for (std::size_t i = 0; i + 1 < s_bundle->members.size(); ++i) {
    EXPECT_EQ(after([&](RawBundle& bundle) { std::swap(bundle.members[i], bundle.members[i + 1]); }), "container.order")
        << s_bundle->members[i].path;
  }
}

TEST_F(ALayout, HasNoForeignMember) {
  for (const char* path :
       {"allowed_signers", "bag/context.json", "data/content.age.00000", "data/content.age.0000000",
        "data/content.age.00000a", "cards/000000.json", "cards/1.json", "cards/000003.jsox", "seal.json.sig.bak"}) {
    for (const RawMember& member : s_bundle->members) {
      EXPECT_EQ(after([&](RawBundle& bundle) { bundle.insert_before(member.path, {path, {}}); }), "container.order")
          << path << " before " << member.path;
    }
    EXPECT_EQ(after([&](RawBundle& bundle) { bundle.members.push_back({path, {}}); }), "container.order") << path;
  }
}

TEST_F(ALayout, StandsInOneTopDirectoryWithTheNameOfABundle) {
  for (const char* name : {"B-1", ".b", "b 1", "-b"}) {
    EXPECT_EQ(after([&](RawBundle& bundle) { bundle.name = name; }), "container.order") << name;
  }
  Bytes file = test::tar_members({s_bundle->members[0]}, "b-1/");
  const Bytes rest = test::tar_members({s_bundle->members.begin() + 1, s_bundle->members.end()}, "b-2/");
  file.insert(file.end(), rest.begin(), rest.end());
  file.resize(file.size() + base::tar::k_end_size);
  EXPECT_EQ(fault_of(file), "container.order");
  EXPECT_EQ(fault_of(Bytes(1024, 0)), "container.order") << "an archive of nothing";
}

TEST_F(ALayout, BoundsWhatIsRead) {
  const std::vector<std::pair<const char*, std::size_t>> limits{{"VERIFY.txt", 65536},
                                                                {"bagit.txt", 54},
                                                                {"seal.json", 65536},
                                                                {"seal.json.sig", 4096},
                                                                {"cards/000001.json", 65536},
                                                                {"cards/000001.json.sig", 4096},
                                                                {"cards/000002.json.prev.sig", 4096}};
  for (const auto& [path, limit] : limits) {
    const auto resized = [&, member = path](std::size_t size) {
      return after([&](RawBundle& bundle) { bundle.at(member).content.resize(size, 'x'); });
    };
    EXPECT_EQ(resized(limit + 1), "container.header") << path;
    if (std::string_view(path) != "bagit.txt") {
      EXPECT_EQ(resized(limit), "") << path;
    }
  }
}

TEST_F(ALayout, HasTheConstantBagitTxt) {
  EXPECT_EQ(after([](RawBundle& bundle) { bundle.at("bagit.txt").content[17] = '1'; }), "container.header");
  EXPECT_EQ(after([](RawBundle& bundle) { bundle.at("bagit.txt").content.pop_back(); }), "container.header");
}

TEST_F(ALayout, HasPartsOfOneSizeButForTheLast) {
  const std::string part = "data/content.age.000000";
  EXPECT_EQ(after([&](RawBundle& b) { b.at(part).content.clear(); }), "container.order");
  EXPECT_EQ(after([&](RawBundle& b) { b.insert_before("manifest-sha256.txt", {"data/content.age.000001", {1}}); }),
            "container.order")
      << "part 0 is short";
  EXPECT_EQ(after([&](RawBundle& b) { b.at(part).path = "data/content.age.000007"; }), "");
}

TEST_F(ALayout, SaysWhereEverythingStands) {
  const base::Fd fd = test::memory_file(s_bundle->bytes());
  const Checked<Layout> layout = read_layout(FileSystem::real(), fd.get(), "a bundle");
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->name, "b-1");
  ASSERT_EQ(layout->cards.size(), 2U);
  EXPECT_FALSE(layout->cards[0].prev_sig);
  ASSERT_TRUE(layout->cards[1].prev_sig);
  EXPECT_EQ(layout->part_numbers, std::vector<std::uint64_t>{0});
  for (const Member& member :
       {layout->verify_txt, layout->parts[0], layout->seal, layout->cards[1].card, *layout->cards[1].prev_sig}) {
    EXPECT_EQ(test::must(read_member(FileSystem::real(), fd.get(), member, "a bundle")),
              s_bundle->at(member.path).content);
  }
}

TEST_F(ALayout, DoesNotEndAfterAnyMemberButTheLast) {
  for (std::size_t count = 0; count < s_bundle->members.size() - 1; ++count) {
    const std::string fault = after([&](RawBundle& bundle) { bundle.members.resize(count); });
    const std::string& last = s_bundle->members[count == 0 ? 0 : count - 1].path;
    const bool whole_card = count > 0 && last.starts_with("cards/") && last.ends_with(".sig");
    EXPECT_EQ(fault, whole_card || last == "seal.json.sig" ? "" : "container.order") << last;
  }
}

TEST_F(ALayout, HasNoMemberBesideTheTopDirectory) {
  Bytes file = test::tar_members({s_bundle->members[0]}, "");
  file.resize(file.size() + base::tar::k_end_size);
  EXPECT_EQ(fault_of(file), "container.order");
}

TEST_F(ALayout, RefusesAPartLongerThanAPartByItsHeader) {
  Bytes file = test::tar_members({s_bundle->members.begin(), s_bundle->members.begin() + 2}, "b-1/");
  const Bytes header = base::tar::member_prefix("b-1/data/content.age.000000", k_part_size + 1);
  file.insert(file.end(), header.begin(), header.end());
  EXPECT_EQ(fault_of(file), "container.order");
}

TEST_F(ALayout, HasItsCardsInOrderAndNotTooMany) {
  const auto card = [](RawBundle& bundle, std::size_t version) {
    bundle.members.push_back({card_path(version), {'{'}});
    bundle.members.push_back({card_path(version) + ".sig", {'s'}});
  };
  const std::size_t first_card = s_bundle->index_of("cards/000001.json");
  const auto with_cards = [&](const std::vector<std::size_t>& versions) {
    return after([&](RawBundle& bundle) {
      bundle.members.resize(first_card);
      for (const std::size_t version : versions) {
        card(bundle, version);
      }
    });
  };
  EXPECT_EQ(with_cards({1, 2}), "");
  EXPECT_EQ(with_cards({2, 1}), "container.order");
  std::vector<std::size_t> many(crypto::k_chain_limit);
  std::iota(many.begin(), many.end(), std::size_t{1});
  EXPECT_EQ(with_cards(many), "");
  many.push_back(many.size() + 1);
  EXPECT_EQ(with_cards(many), "container.order");
}

/// Says that every file is a little longer than it is, or that it cannot say.
class WrongSize : public test::FaultFileSystem {
 public:
  explicit WrongSize(bool fails) : m_fails(fails) {}
  base::SysResult<struct stat> stat(int fd) override {
    auto status = test::FaultFileSystem::stat(fd);
    status->st_size += 1 << 20;
    return m_fails ? base::SysResult<struct stat>(std::unexpected(EIO)) : status;
  }

 private:
  bool m_fails;
};

TEST_F(ALayout, TellsAFileThatShrankFromOneThatCannotBeRead) {
  Bytes file = s_bundle->bytes();
  file.resize(file.size() - base::tar::k_end_size);
  const base::Fd fd = test::memory_file(file);
  WrongSize longer(false);
  const Checked<Layout> shrank = read_layout(longer, fd.get(), "a bundle");
  ASSERT_FALSE(shrank);
  EXPECT_EQ(test::failed_checks(shrank.error().findings), std::vector<std::string>{"container.end"});
  WrongSize failing(true);
  const Checked<Layout> unknown = read_layout(failing, fd.get(), "a bundle");
  ASSERT_FALSE(unknown);
  ASSERT_TRUE(unknown.error().error);
  EXPECT_EQ(unknown.error().error->code(), ErrorCode::failed);
}

}  // namespace
}  // namespace rogatory::bundle
