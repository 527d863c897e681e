// The tamper matrix: what a forger could do to a bundle, and the check that names it. rogatory-bundle(5) prints the
// table.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/tar.hpp"
#include "bundle/manifest.hpp"
#include "tests/kit/raw_bundle.hpp"

namespace rogatory::bundle {
namespace {

using base::to_bytes;
using test::Authority;
using test::RawBundle;
using test::verify_bytes;

using Names = std::vector<std::string>;

const std::string k_part = "data/content.age.000000";

class Tamper : public testing::Test {
 protected:
  Tamper() {
    authority.change_root();
    bundle = test::make_bundle(authority, "b-1", {{"a.txt", to_bytes("the true statement")}});
    other = test::make_bundle(authority, "b-2", {{"a.txt", to_bytes("another statement")}});
  }

  Names with_key(const RawBundle& changed) { return with_key(changed.bytes()); }
  Names with_key(ByteView file) {
    return test::failed_checks(verify_bytes(file, authority.pinned(), &authority.evidence()).findings);
  }
  Names without_key(const RawBundle& changed) {
    return test::failed_checks(verify_bytes(changed.bytes(), authority.pinned(), nullptr).findings);
  }

  Authority authority{"fr-ca"};
  RawBundle bundle;
  RawBundle other;
};

TEST_F(Tamper, ContentAndManifestExchangedUnderTheOldSeal) {
  bundle.at(k_part) = other.at(k_part);
  bundle.at("manifest-sha256.txt") = other.at("manifest-sha256.txt");
  EXPECT_EQ(without_key(bundle), Names{"manifest.binding"});
  EXPECT_EQ(with_key(bundle), (Names{"manifest.binding", "context.binding", "items.root"}));
}

TEST_F(Tamper, ContentOfAnotherBundle) {
  bundle.at(k_part) = other.at(k_part);
  EXPECT_EQ(without_key(bundle), Names{"part.hash"});
}

TEST_F(Tamper, EveryOtherMemberOfAnotherBundle) {
  const std::vector<std::pair<const char*, Names>> rows{
      {"VERIFY.txt", {"verify_txt.binding"}},
      {"manifest-sha256.txt", {"manifest.binding", "part.hash"}},
      {"seal.json.sig", {"seal.signature"}},
  };
  for (const auto& [path, names] : rows) {
    RawBundle changed = bundle;
    changed.at(path) = other.at(path);
    EXPECT_EQ(without_key(changed), names) << path;
  }
  RawBundle changed = bundle;
  changed.at("seal.json") = other.at("seal.json");
  changed.at("seal.json.sig") = other.at("seal.json.sig");
  EXPECT_EQ(without_key(changed), (Names{"container.order", "verify_txt.binding", "manifest.binding"}));
}

TEST_F(Tamper, RenamedTopDirectory) {
  bundle.name = "b-9";
  EXPECT_EQ(without_key(bundle), Names{"container.order"});
}

TEST_F(Tamper, AnExtraPart) {
  bundle.insert_before("manifest-sha256.txt", {"data/content.age.000001", to_bytes("more")});
  EXPECT_EQ(without_key(bundle), Names{"container.order"});
}

TEST_F(Tamper, AnExtraPartThatTheManifestLists) {
  bundle.insert_before("manifest-sha256.txt", {"data/content.age.000001", to_bytes("more")});
  Bytes& manifest = bundle.at("manifest-sha256.txt").content;
  const Bytes line = to_bytes(manifest_line(crypto::sha256("more"), "data/content.age.000001"));
  manifest.insert(manifest.end(), line.begin(), line.end());
  EXPECT_EQ(without_key(bundle), Names{"container.order"}) << "the first part is not full";
}

TEST_F(Tamper, NoPartAtAll) {
  bundle.remove(k_part);
  EXPECT_EQ(without_key(bundle), Names{"part.missing"});
  EXPECT_EQ(with_key(bundle), Names{"part.missing"});
}

TEST_F(Tamper, APartCutShort) {
  bundle.at(k_part).content.pop_back();
  EXPECT_EQ(without_key(bundle), (Names{"manifest.binding", "part.hash"}));
}

TEST_F(Tamper, VerifyTxtEdited) {
  bundle.at("VERIFY.txt").content.push_back('\n');
  EXPECT_EQ(without_key(bundle), Names{"verify_txt.binding"});
}

TEST_F(Tamper, AnotherOfficerSigningAsThisOne) {
  bundle.reseal(authority.clerk(), [](Seal&) {});
  EXPECT_EQ(without_key(bundle), Names{"seal.signature"});
}

TEST_F(Tamper, AnotherStateResealingOurPartsAsItsOwn) {
  Authority thief("de-ca");
  RawBundle stolen = test::make_bundle(thief, "b-1", {});
  const Seal ours = test::must(Seal::parse(bundle.at("seal.json").content));
  stolen.at(k_part) = bundle.at(k_part);
  stolen.at("manifest-sha256.txt") = bundle.at("manifest-sha256.txt");
  stolen.reseal(thief.officer(), [&](Seal& seal) {
    seal.manifest = ours.manifest;
    seal.content_size = ours.content_size;
    seal.item_count = ours.item_count;
    seal.items_root = ours.items_root;
  });
  // Only the content tells whose it is: he who is given it opens it.
  EXPECT_EQ(verify_bytes(stolen.bytes(), thief.pinned(), nullptr).verdict, Verdict::pass_outside);
  const Report opened = verify_bytes(stolen.bytes(), thief.pinned(), &authority.evidence());
  EXPECT_EQ(test::failed_checks(opened.findings), Names{"context.binding"});
  EXPECT_EQ(opened.verdict, Verdict::fail);
}

TEST_F(Tamper, ASealThatCountsOtherItems) {
  bundle.reseal(authority.officer(), [](Seal& seal) { seal.item_count += 1; });
  EXPECT_EQ(without_key(bundle), Names{});
  EXPECT_EQ(with_key(bundle), Names{"items.root"});
}

TEST_F(Tamper, ASealWithAnotherSpelling) {
  const std::string seal(base::as_text(bundle.at("seal.json").content));
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = seal;
    text.replace(text.find(from), from.size(), to);
    RawBundle forged = bundle;
    forged.at("seal.json").content = to_bytes(text);
    forged.at("seal.json.sig").content = to_bytes(
        test::must(crypto::sshsig_sign(authority.officer(), crypto::Namespace::seal, forged.at("seal.json").content)));
    return without_key(forged);
  };
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"2026-06-01T12:00:00Z", " 2026-06-01T12:00:00Z"},
                                                        {"2026-06-01T12:00:00Z", "2026-06-01T12:00:00+00:00"},
                                                        {"\"parts\":1", "\"parts\":2"},
                                                        {"\"parts\":1", "\"parts\": 1"},
                                                        {"rogatory-seal/1", "rogatory-seal/2"},
                                                        {"{\"authority\"", "{\"aaa\":1,\"authority\""},
                                                        {"\"previous\":null", "\"previous\":\"\""},
                                                        {",\"case\":null", ""}}) {
    EXPECT_EQ(changed(from, to), Names{"seal.form"}) << to;
  }
}

TEST_F(Tamper, EveryByteOfEverySmallMember) {
  for (std::size_t m = 0; m < bundle.members.size(); ++m) {
    const std::string& path = bundle.members[m].path;
    if (path == k_part) {
      continue;
    }
    Names allowed;
    if (path == "VERIFY.txt") {
      allowed = {"verify_txt.binding"};
    } else if (path == "bagit.txt") {
      allowed = {"container.header"};
    } else if (path == "manifest-sha256.txt") {
      allowed = {"manifest.binding"};
    } else if (path == "seal.json") {
      allowed = {"seal.form", "seal.signature", "container.order", "card.chain"};
    } else if (path == "seal.json.sig") {
      allowed = {"signature.form", "seal.signature"};
    } else {
      allowed = {"card.form", "card.chain", "card.signature"};
    }
    for (std::size_t i = 0; i < bundle.members[m].content.size(); ++i) {
      RawBundle changed = bundle;
      changed.members[m].content[i] ^= static_cast<std::uint8_t>(1U << i % 8);
      const Names names = without_key(changed);
      ASSERT_FALSE(names.empty()) << path << ", byte " << i;
      EXPECT_NE(std::ranges::find(allowed, names.front()), allowed.end()) << path << ", byte " << i << ": " << names[0];
    }
  }
}

TEST_F(Tamper, BytesOfTheContent) {
  for (std::size_t i = 0; i < bundle.at(k_part).content.size(); i += 13) {
    RawBundle changed = bundle;
    changed.at(k_part).content[i] ^= static_cast<std::uint8_t>(1U << i % 8);
    EXPECT_EQ(without_key(changed), Names{"part.hash"}) << i;
    const Report report = verify_bytes(changed.bytes(), authority.pinned(), &authority.evidence());
    EXPECT_EQ(report.findings.front().check->name, "part.hash") << i;
    EXPECT_FALSE(report.opened) << i;
  }
}

TEST_F(Tamper, TruncationAtEveryBlock) {
  const Bytes file = bundle.bytes();
  for (std::size_t size = 0; size < file.size(); size += base::tar::k_block) {
    EXPECT_EQ(with_key(ByteView(file).first(size)), Names{"container.end"}) << size;
  }
}

TEST_F(Tamper, BytesAfterTheEnd) {
  Bytes file = bundle.bytes();
  file.push_back(0);
  EXPECT_EQ(with_key(file), Names{"container.end"});
}

TEST_F(Tamper, TheUntouchedBundlePasses) {
  EXPECT_EQ(with_key(bundle), Names{});
  EXPECT_EQ(with_key(RawBundle::take_apart(bundle.bytes())), Names{});
}

}  // namespace
}  // namespace rogatory::bundle
