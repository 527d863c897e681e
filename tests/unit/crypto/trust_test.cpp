#include "crypto/trust.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/cards.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto {
namespace {

using test::fixed_key;
using test::k_root;
using test::TemporaryDirectory;
using test::three_cards;
using test::write_file;

std::string root_line(const std::string& authority, std::uint8_t root) {
  return authority + " " + fixed_key(root).public_key().fingerprint() + "\n";
}

std::string tar_text(const std::vector<SignedCard>& cards) {
  return std::string(base::as_text(chain_to_tar(test::chain_of(cards))));
}

Result<Trust> load(const std::string& path) { return Trust::load(FileSystem::real(), path); }

ErrorCode code_of(const std::string& path) {
  const auto trust = load(path);
  EXPECT_FALSE(trust.has_value()) << path;
  return trust ? ErrorCode::failed : trust.error().code();
}

// A trust folder with these roots and the cards of fr-ca.
class TrustFolder {
 public:
  explicit TrustFolder(const std::string& roots) {
    std::filesystem::create_directory(m_dir / "cards");
    write_file(m_dir / "roots", roots);
    put("cards/fr-ca.tar", tar_text(three_cards()));
  }
  void put(const std::string& name, std::string_view content) const { write_file(m_dir / name, content); }
  [[nodiscard]] const std::string& path() const { return m_dir.path(); }

 private:
  TemporaryDirectory m_dir;
};

TEST(Trust, TrustsNobodyByDefault) {
  const Trust trust;
  EXPECT_TRUE(trust.empty());
  EXPECT_EQ(trust.root_of("fr-ca"), nullptr);
  EXPECT_EQ(trust.chain_of("fr-ca"), nullptr);
}

TEST(Trust, LoadsAFolder) {
  const TrustFolder folder("# pinned by telephone on 3 March\n" + root_line("fr-ca", k_root) + root_line("de-ca", 50));
  const auto trust = load(folder.path());
  ASSERT_TRUE(trust.has_value()) << trust.error().sentence();
  EXPECT_EQ(*trust->root_of("fr-ca"), fingerprint_of(fixed_key(k_root).public_key()));
  EXPECT_EQ(trust->chain_of("fr-ca")->newest().version, 3);
  EXPECT_NE(trust->root_of("de-ca"), nullptr);
  EXPECT_EQ(trust->chain_of("de-ca"), nullptr);
}

TEST(Trust, LoadsAFileOfRootsAlone) {
  const TemporaryDirectory dir;
  write_file(dir / "roots.txt", root_line("fr-ca", k_root));
  const auto trust = load(dir / "roots.txt");
  ASSERT_TRUE(trust.has_value()) << trust.error().sentence();
  EXPECT_EQ(trust->roots().size(), 1U);
}

TEST(Trust, LoadsAFolderWithoutCards) {
  const TemporaryDirectory dir;
  write_file(dir / "roots", root_line("fr-ca", k_root));
  EXPECT_TRUE(load(dir.path()).has_value());
}

TEST(Trust, IsNotFoundWhereAFileIsMissing) {
  const TemporaryDirectory dir;
  EXPECT_EQ(code_of(dir / "missing"), ErrorCode::not_found);
  EXPECT_EQ(code_of(dir.path()), ErrorCode::not_found);  // a folder without roots
  EXPECT_EQ(code_of(""), ErrorCode::not_found);
}

TEST(Trust, AcceptsAPinnedRootOfAnyCardInTheChain) {
  EXPECT_TRUE(load(TrustFolder(root_line("fr-ca", k_root)).path()).has_value());
  EXPECT_TRUE(load(TrustFolder(root_line("fr-ca", k_root + 1)).path()).has_value());
}

TEST(Trust, RefusesAChainUnderAnotherRootThanThePinnedOne) {
  EXPECT_EQ(code_of(TrustFolder(root_line("fr-ca", k_root + 2)).path()), ErrorCode::untrusted);
}

TEST(Trust, RefusesAFileOfCardsThatSaysAnotherName) {
  const TrustFolder folder(root_line("fr-ca", k_root));
  folder.put("cards/de-ca.tar", tar_text(three_cards()));
  EXPECT_EQ(code_of(folder.path()), ErrorCode::malformed);
}

TEST(Trust, RefusesStrayFilesAmongTheCards) {
  for (const char* name : {"cards/README", "cards/fr-ca.tar~", "cards/FR.tar", "cards/fr-ca.tmp"}) {
    const TrustFolder folder(root_line("fr-ca", k_root));
    folder.put(name, "x");
    EXPECT_EQ(code_of(folder.path()), ErrorCode::malformed) << name;
  }
}

TEST(Trust, PassesOverCardsThatAreBeingSaved) {
  const TrustFolder folder(root_line("fr-ca", k_root));
  for (const char* name : {"cards/.de-ca.tar.0123456789abcdef.tmp", "cards/.tar", "cards/.fr-ca.tar"}) {
    folder.put(name, "half a ca");
  }
  const auto trust = load(folder.path());
  ASSERT_TRUE(trust.has_value()) << trust.error().sentence();
  EXPECT_EQ(trust->chain_of("fr-ca")->newest().version, 3);
}

TEST(Trust, RefusesAPolicyThatItCannotKeep) {
  const TrustFolder folder(root_line("fr-ca", k_root));
  folder.put("policy.json", "{\"quorum\":1}");
  EXPECT_EQ(code_of(folder.path()), ErrorCode::refused);
  folder.put("policy.json", "{\"quorum\":0}");
  EXPECT_TRUE(load(folder.path()).has_value()) << "nothing is demanded";
  for (const char* other : {"", "{}", "{\"quorum\":-1}", "{\"quorum\":65}", "{\"quorum\":0}\n",
                            "{\"quorum\":0,\"x\":1}", "{\"quorum\":\"0\"}"}) {
    folder.put("policy.json", other);
    EXPECT_EQ(code_of(folder.path()), ErrorCode::malformed) << other;
  }
  folder.put("policy.json", std::string(4097, ' '));
  EXPECT_EQ(code_of(folder.path()), ErrorCode::malformed) << "longer than any policy";
}

TEST(Trust, TellsWhatIsWrongWithAChain) {
  const TrustFolder folder(root_line("fr-ca", k_root));
  folder.put("cards/fr-ca.tar", "no tar");
  EXPECT_EQ(code_of(folder.path()), ErrorCode::malformed);
  std::string text = tar_text(three_cards());
  const std::size_t at = text.find("Vend");
  ASSERT_NE(at, std::string::npos);
  text[at] = 'W';
  folder.put("cards/fr-ca.tar", text);
  EXPECT_EQ(code_of(folder.path()), ErrorCode::altered);
}

TEST(Trust, PinsAndAddsInMemory) {
  Trust trust;
  trust.pin("fr-ca", fingerprint_of(fixed_key(k_root).public_key()));
  trust.add_chain(test::chain_of({three_cards()[0]}));
  trust.add_chain(test::chain_of(three_cards()));
  EXPECT_FALSE(trust.empty());
  EXPECT_EQ(trust.chain_of("fr-ca")->newest().version, 3);
}

Result<std::map<std::string, Sha256>> parse(const std::string& text) { return parse_roots(base::as_bytes(text)); }

TEST(Roots, ReadWhatTheyWrite) {
  const std::map<std::string, Sha256> roots{{"de-ca", sha256("de")}, {"fr-ca", sha256("fr")}};
  EXPECT_EQ(parse(write_roots(roots)).value(), roots);
  EXPECT_EQ(parse(write_roots({})).value().size(), 0U);
}

TEST(Roots, TakeCommentsAndEmptyLines) {
  EXPECT_EQ(parse("# a comment\n\n" + root_line("fr-ca", 1) + "#\n" + root_line("de-ca", 2)).value().size(), 2U);
}

TEST(Roots, NameTheLineThatDoesNotRead) {
  const std::string good = root_line("fr-ca", 1);
  const std::string bare = good.substr(0, good.size() - 1);
  for (const std::string& wrong :
       {bare, bare + "\r\n", std::string("\r\n"), std::string("# note\r\n"), " " + good, bare + " \n",
        bare + " comment\n", bare + "=\n", std::string("fr-ca\n"), std::string("fr-ca \n"),
        "fr-ca  " + bare.substr(6) + "\n", "fr-ca\t" + bare.substr(6) + "\n", "FR-ca " + bare.substr(6) + "\n",
        "root@fr-ca " + bare.substr(6) + "\n", root_line("de-ca", 9)}) {
    const auto parsed = parse(root_line("de-ca", 2) + wrong);
    ASSERT_FALSE(parsed.has_value()) << wrong;
    EXPECT_EQ(parsed.error().code(), ErrorCode::malformed) << wrong;
    EXPECT_TRUE(parsed.error().sentence().starts_with("line 2: ")) << parsed.error().sentence();
  }
}

TEST(Roots, RefuseMoreThanTheirLimit) {
  const std::string line = "#" + std::string(1022, 'x') + "\n";
  std::string text;
  for (int i = 0; i < 1024; ++i) {
    text += line;
  }
  EXPECT_TRUE(parse(text).has_value());
  EXPECT_FALSE(parse(text + "#\n").has_value());
}

TEST(Trust, SaysWhichFileOfAFolderDoesNotRead) {
  const auto sentence = [](const std::string& path) { return load(path).error().sentence(); };
  const TrustFolder bad_roots("fr-ca\n");
  EXPECT_TRUE(sentence(bad_roots.path()).starts_with(bad_roots.path() + "/roots: line 1: "));

  const TrustFolder no_file(root_line("fr-ca", k_root));
  std::filesystem::create_directory(no_file.path() + "/cards/de-ca.tar");
  EXPECT_NE(sentence(no_file.path()).find("/cards/de-ca.tar"), std::string::npos);

  const TrustFolder no_folder(root_line("fr-ca", k_root));
  std::filesystem::remove_all(no_folder.path() + "/cards");
  no_folder.put("cards", "a file");
  EXPECT_EQ(sentence(no_folder.path()), no_folder.path() + "/cards: Not a directory");

  const TrustFolder no_policy(root_line("fr-ca", k_root));
  std::filesystem::create_directory(no_policy.path() + "/policy.json");
  EXPECT_NE(sentence(no_policy.path()).find("/policy.json"), std::string::npos);
}

}  // namespace
}  // namespace rogatory::crypto
