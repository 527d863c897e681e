#include "ledger/body.hpp"

#include <gtest/gtest.h>

#include "ledger/event.hpp"
#include "tests/support/entries.hpp"

namespace rogatory::ledger {
namespace {

using crypto::age::Identity;

class Body : public testing::Test {
 protected:
  SealedBody sealed(Json::Object fields = {{"title", "Operation Hesperus"}}) {
    return *seal_body(place, "case.opened", std::move(fields), "main", key.recipient());
  }
  Result<OpenedBody> opened(const SealedBody& body) {
    return open_body(body.file, body.ref, place, std::span(&key, 1));
  }
  /// A body whose author wrote another text under the signature of his entry.
  SealedBody forged(std::string_view text) {
    Bytes plaintext(32, 1);
    plaintext.insert(plaintext.end(), text.begin(), text.end());
    const crypto::age::Recipient recipient = key.recipient();
    SealedBody body{{}, crypto::age::encrypt(plaintext, std::span(&recipient, 1)).value()};
    body.ref = {.commitment = crypto::sha256(plaintext),
                .compartment = "main",
                .sha256 = crypto::sha256(body.file),
                .size = body.file.size()};
    return body;
  }
  static std::string text(std::string_view more, std::size_t size = 512, char pad = '0') {
    std::string made =
        R"({"case":"00112233445566778899aabbccddeeff",)" + std::string(more) + R"("log":"fr-ca","pad":")";
    const std::string tail = R"(","seq":3,"type":"note.added"})";
    return made + std::string(size - made.size() - tail.size(), pad) + tail;
  }
  ErrorCode code(const Result<OpenedBody>& result) { return result ? ErrorCode::failed : result.error().code(); }

  BodyPlace place{.case_id = test::test_case(), .log = {"fr-ca", 1}, .seq = 3};
  Identity key = Identity::generate();
};

TEST_F(Body, ComesBackToWhoHoldsTheKey) {
  const OpenedBody body = opened(sealed()).value();
  EXPECT_EQ(body.type, "case.opened");
  EXPECT_EQ(CaseOpened::parse(body.fields)->title, "Operation Hesperus");
}

TEST_F(Body, ReadsTheTextOfTheDesign) { EXPECT_TRUE(opened(forged(text(""))).has_value()); }

TEST_F(Body, HidesItsLengthInBlocks) {
  const std::size_t one = sealed({{"title", "a"}}).ref.size;
  EXPECT_EQ(sealed({{"title", std::string(300, 'a')}}).ref.size, one);
  EXPECT_EQ(sealed({{"title", std::string(600, 'a')}}).ref.size, one + 512);
  for (std::size_t length = 1; length < 1100; length += 7) {
    EXPECT_EQ((sealed({{"title", std::string(length, 'a')}}).ref.size - one) % 512, 0U) << length;
    EXPECT_TRUE(opened(sealed({{"title", std::string(length, 'a')}})).has_value()) << length;
  }
}

TEST_F(Body, HasACommitmentThatNobodyCanGuess) {
  EXPECT_NE(sealed().ref.commitment, sealed().ref.commitment);
  const SealedBody body = sealed();
  EXPECT_EQ(crypto::sha256(crypto::age::decrypt(body.file, std::span(&key, 1))->expose()), body.ref.commitment);
}

TEST_F(Body, IsNotReadWithAnotherKey) {
  const SealedBody body = sealed();
  const Identity other = Identity::generate();
  EXPECT_EQ(code(open_body(body.file, body.ref, place, std::span(&other, 1))), ErrorCode::wrong_key);
  EXPECT_EQ(code(open_body(body.file, body.ref, place, {})), ErrorCode::wrong_key);
}

TEST_F(Body, IsAlteredWhereItIsNotTheOneThatTheEntryNames) {
  SealedBody body = sealed();
  body.file.back() ^= 1;
  EXPECT_EQ(code(opened(body)), ErrorCode::altered);
  body = sealed();
  body.file.push_back(0);
  EXPECT_EQ(code(opened(body)), ErrorCode::altered);
  body.file = sealed().file;
  EXPECT_EQ(code(opened(body)), ErrorCode::altered);
}

TEST_F(Body, IsAFindingAgainstItsAuthorWhereItDoesNotOpenToItsCommitment) {
  SealedBody body = sealed();
  body.ref.commitment = test::digest("another");
  EXPECT_EQ(code(opened(body)), ErrorCode::findings);
  body = sealed();
  body.file.back() ^= 1;
  body.ref.sha256 = crypto::sha256(body.file);
  EXPECT_EQ(code(opened(body)), ErrorCode::findings);
}

TEST_F(Body, IsAFindingWhereItBelongsToAnotherEntry) {
  const SealedBody body = sealed();
  for (BodyPlace other : {BodyPlace{place.case_id, place.log, 4}, BodyPlace{place.case_id, {"fr-ca", 2}, 3},
                          BodyPlace{*CaseId::parse("ffffffffffffffffffffffffffffffff"), place.log, 3}}) {
    EXPECT_EQ(code(open_body(body.file, body.ref, other, std::span(&key, 1))), ErrorCode::findings);
  }
}

TEST_F(Body, HasOneForm) {
  EXPECT_EQ(code(opened(forged(text("", 513)))), ErrorCode::findings) << "no multiple of 512";
  EXPECT_EQ(code(opened(forged(text("", 1024)))), ErrorCode::findings) << "more padding than needed";
  EXPECT_EQ(code(opened(forged(text("", 512, '1')))), ErrorCode::findings) << "padding of another kind";
  EXPECT_EQ(code(opened(forged(std::string(512, ' ')))), ErrorCode::findings) << "no JSON";
  EXPECT_EQ(code(opened(forged(""))), ErrorCode::findings) << "nothing";
  EXPECT_EQ(code(opened(forged("[" + std::string(510, '1') + "]"))), ErrorCode::findings) << "no object";
}

TEST_F(Body, IsAtMostAMebibyte) {
  const Result<SealedBody> body =
      seal_body(place, "note.added", {{"text", std::string(k_body_limit, 'a')}}, "main", key.recipient());
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().code(), ErrorCode::refused);
}

}  // namespace
}  // namespace rogatory::ledger
