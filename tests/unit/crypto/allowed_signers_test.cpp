#include <gtest/gtest.h>

#include "crypto/card.hpp"
#include "tests/support/cards.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto {
namespace {

using test::at;
using test::first_card;
using test::fixed_key;

std::string text_of_officers(const std::vector<Officer>& officers) {
  Card card = first_card();
  card.officers = officers;
  return allowed_signers(test::chain_of({test::signed_card(card)}));
}

// What ssh-keygen says of a signature of fixed_key(1) by registry-2@fr-ca at this time, trusting `allowed`.
bool ssh_keygen_passes(const std::string& allowed, Namespace name, const std::string& time) {
  const test::TemporaryDirectory dir;
  SigningKey key = fixed_key(1);
  test::write_file(dir / "allowed", allowed);
  test::write_file(dir / "message", "message");
  test::write_file(dir / "sig", sshsig_sign(key, name, base::as_bytes("message")).value());
  return test::run("cd " + dir.path() + " && ssh-keygen -Y verify -f allowed -I registry-2@fr-ca -n " +
                   std::string(text_of(name)) + " -Overify-time=" + time + " -s sig < message 2>&1")
             .status == 0;
}

TEST(AllowedSigners, HasALinePerOfficer) {
  EXPECT_EQ(allowed_signers(test::chain_of({test::signed_card(first_card())})),
            "registry-2@fr-ca namespaces=\"rogatory-entry@v1,rogatory-grant@v1,rogatory-pouch@v1,rogatory-seal@v1\","
            "valid-after=\"20260101000000Z\",valid-before=\"20271231235959Z\" " +
                fixed_key(1).public_key().openssh() +
                "\n"
                "service@fr-ca namespaces=\"rogatory-entry@v1\",valid-after=\"20260101000000Z\","
                "valid-before=\"20271231235959Z\" " +
                fixed_key(2).public_key().openssh() + "\n");
}

TEST(AllowedSigners, SpeaksForTheNewestCard) {
  Card second = test::next_card(first_card());
  second.officers[0].revoked_at = at("2026-06-01T12:00:00Z");
  const std::string text =
      allowed_signers(test::chain_of({test::signed_card(first_card()), test::signed_card(second)}));
  EXPECT_NE(text.find("valid-before=\"20260601115959Z\""), std::string::npos) << text;
}

TEST(AllowedSigners, LetsSshKeygenAcceptExactlyTheSecondsOfAnOfficer) {
  Officer one = test::officer("registry-2", 1, {May::seal});
  const auto passes = [&](const std::string& time) {
    const bool stock = ssh_keygen_passes(text_of_officers({one}), Namespace::seal, time);
    std::string dashed = time;  // 20260101000000Z
    dashed.insert(12, ":").insert(10, ":").insert(8, "T").insert(6, "-").insert(4, "-");
    EXPECT_EQ(stock, one.valid_at(at(dashed))) << time;
    return stock;
  };
  EXPECT_FALSE(passes("20251231235959Z"));
  EXPECT_TRUE(passes("20260101000000Z"));
  EXPECT_TRUE(passes("20271231235959Z"));
  EXPECT_FALSE(passes("20280101000000Z"));
  one.revoked_at = at("2026-06-01T12:00:00Z");
  EXPECT_TRUE(passes("20260601115959Z"));
  EXPECT_FALSE(passes("20260601120000Z"));
  one.until = at("2026-05-01T00:00:00Z");  // over before it was revoked
  EXPECT_TRUE(passes("20260501000000Z"));
  EXPECT_FALSE(passes("20260501000001Z"));
}

TEST(AllowedSigners, LetsSshKeygenAcceptOnlyTheNamespacesOfAnOfficer) {
  const std::string text = text_of_officers({test::officer("registry-2", 1, {May::entry, May::pouch})});
  for (const Namespace name : {Namespace::entry, Namespace::pouch}) {
    EXPECT_TRUE(ssh_keygen_passes(text, name, "20260601000000Z")) << text_of(name);
  }
  for (const Namespace name : {Namespace::seal, Namespace::card, Namespace::grant}) {
    EXPECT_FALSE(ssh_keygen_passes(text, name, "20260601000000Z")) << text_of(name);
  }
}

TEST(AllowedSigners, HasNoLineForWhoIsNeverValid) {
  Officer one = test::officer("registry-2", 1, {May::seal});
  one.revoked_at = one.from;
  EXPECT_EQ(text_of_officers({one}), "");
  one.revoked_at = UtcTime{one.from.seconds + 1};  // a single second: ssh-keygen has no line for it
  EXPECT_EQ(text_of_officers({one}), "");
  one.revoked_at = UtcTime{one.from.seconds + 2};
  EXPECT_TRUE(ssh_keygen_passes(text_of_officers({one}), Namespace::seal, "20260101000001Z"));
  EXPECT_FALSE(ssh_keygen_passes(text_of_officers({one}), Namespace::seal, "20260101000002Z"));
}

TEST(AllowedSigners, KnowsThatSshKeygenKnowsNoTimeBefore1970) {
  Officer one = test::officer("registry-2", 1, {May::seal});
  for (const char* from : {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"}) {
    one.from = at(from);
    one.until = at("9999-12-31T23:59:59Z");
    EXPECT_TRUE(ssh_keygen_passes(text_of_officers({one}), Namespace::seal, "20260101000000Z")) << from;
    one.until = at("1970-01-01T00:00:00Z");
    EXPECT_EQ(text_of_officers({one}), "") << from;
  }
}

}  // namespace
}  // namespace rogatory::crypto
