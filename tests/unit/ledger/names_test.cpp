#include "ledger/names.hpp"

#include <gtest/gtest.h>

#include "crypto/card.hpp"

namespace rogatory::ledger {
namespace {

std::string round_trip(std::string_view path) {
  const std::optional<LogPath> parsed = LogPath::parse(path);
  return parsed ? parsed->text() : "";
}

TEST(CaseId, IsTheFirstHalfOfADigestThatOnlyTheOpenerCanHave) {
  const crypto::Sha256 root = crypto::sha256("root");
  const crypto::Sha256 nonce = crypto::sha256("nonce");
  const std::string text = "rogatory-case/1\nfr-ca\n" + crypto::fingerprint_text(root) + "\n" + nonce.hex() + "\n";
  EXPECT_EQ(case_id_of("fr-ca", root, nonce).text(), crypto::sha256(text).hex().substr(0, 32));
  EXPECT_NE(case_id_of("de-ca", root, nonce), case_id_of("fr-ca", root, nonce));
  EXPECT_NE(case_id_of("fr-ca", nonce, nonce), case_id_of("fr-ca", root, nonce));
}

TEST(CaseId, HasOneSpelling) {
  EXPECT_EQ(CaseId::parse("00112233445566778899aabbccddeeff")->text(), "00112233445566778899aabbccddeeff");
  for (const char* text : {"", "00112233445566778899aabbccddee", "00112233445566778899aabbccddeeff00",
                           "00112233445566778899AABBCCDDEEFF", "00112233-4455-6677-8899aabbccddee"}) {
    EXPECT_FALSE(CaseId::parse(text)) << text;
  }
}

TEST(LogName, IsTheAuthoritysOrOneOfItsLaterLogs) {
  EXPECT_EQ(LogName::parse("fr-ca"), (LogName{"fr-ca", 1}));
  EXPECT_EQ(LogName::parse("fr-ca.2"), (LogName{"fr-ca", 2}));
  EXPECT_EQ(LogName::parse("fr-ca.999")->text(), "fr-ca.999");
  for (const char* text : {"", "FR-CA", "fr-ca.1", "fr-ca.0", "fr-ca.02", "fr-ca.1000", "fr-ca.", "fr-ca.x",
                           "fr-ca.2.3", ".2", "../fr-ca", "fr-ca.lock", "fr-ca/x"}) {
    EXPECT_FALSE(LogName::parse(text)) << text;
  }
}

TEST(LogName, MakesOriginAndRef) {
  const CaseId case_id = CaseId::parse("00112233445566778899aabbccddeeff").value();
  EXPECT_EQ(origin_of(case_id, {"fr-ca", 2}), "rogatory/00112233445566778899aabbccddeeff/fr-ca.2");
  EXPECT_EQ(ref_of({"fr-ca", 1}), "refs/heads/fr-ca");
}

TEST(Compartment, IsOneOfTheKnownOrRandom) {
  for (const char* name : {"main", "identities", "c-0011aaff", "main.2", "c-0011aaff.17"}) {
    EXPECT_TRUE(is_compartment(name)) << name;
  }
  for (const char* name : {"", "other", "main.1", "main.", "main.02", "c-0011AAFF", "c-0011aaf", "c-0011aaff0", ".2",
                           "../main", "main/2", "witness-3"}) {
    EXPECT_FALSE(is_compartment(name)) << name;
  }
}

TEST(LogPath, HasTwoLevelsOfAHundred) {
  EXPECT_EQ((LogPath{FileKind::entry, 0}.text()), "entries/00/00/000000.json");
  EXPECT_EQ((LogPath{FileKind::entry_signature, 123456}.text()), "entries/12/34/123456.json.sig");
  EXPECT_EQ((LogPath{FileKind::body, 999999}.text()), "entries/99/99/999999.age");
  EXPECT_EQ((LogPath{FileKind::card, 1}.text()), "cards/000001.json");
  EXPECT_EQ((LogPath{FileKind::card_previous_signature, 12}.text()), "cards/000012.json.prev.sig");
  EXPECT_EQ(LogPath{}.text(), "checkpoint");
}

TEST(LogPath, ReadsWhatItWritesAndNothingElse) {
  for (const FileKind kind : {FileKind::entry, FileKind::entry_signature, FileKind::body, FileKind::card,
                              FileKind::card_signature, FileKind::card_previous_signature}) {
    for (const std::uint64_t number : {1U, 99U, 100U, 9999U, 10000U, 999999U}) {
      const LogPath path{kind, number};
      EXPECT_EQ(LogPath::parse(path.text()), path);
    }
  }
  for (const char* path : {"",
                           "entries",
                           "entries/",
                           "entries/00",
                           "entries/00/00",
                           "entries/00/00/",
                           "entries/00/00/000000",
                           "entries/00/00/000000.json.",
                           "entries/00/00/000000.JSON",
                           "entries/00/00/0000000.json",
                           "entries/00/00/00000.json",
                           "entries/00/01/000000.json",
                           "entries/01/00/000000.json",
                           "entries/00/00/000100.json",
                           "entries/0/0/000000.json",
                           "entries//00/000000.json",
                           "Entries/00/00/000000.json",
                           "entries/00/00/+00000.json",
                           "cards/000000.json",
                           "cards/000001",
                           "cards/1.json",
                           "cards/000001.json.sig.sig",
                           "cards/000001.age",
                           "checkpoint/",
                           "checkpoint.json",
                           "./checkpoint",
                           "README",
                           ".gitmodules",
                           "allowed_signers"}) {
    EXPECT_EQ(round_trip(path), "") << path;
  }
}

}  // namespace
}  // namespace rogatory::ledger
