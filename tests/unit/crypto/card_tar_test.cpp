#include <gtest/gtest.h>

#include <filesystem>

#include "crypto/card.hpp"
#include "tests/support/cards.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto {
namespace {

using test::three_cards;

Bytes good_tar() { return chain_to_tar(test::chain_of(three_cards())); }

struct Member {
  std::string name;
  std::string content;
};

Bytes tar_of(const std::vector<Member>& members) {
  Bytes out;
  for (const Member& member : members) {
    const Bytes prefix = base::tar::member_prefix(member.name, member.content.size());
    out.insert(out.end(), prefix.begin(), prefix.end());
    out.insert(out.end(), member.content.begin(), member.content.end());
    out.resize(out.size() + base::tar::fill_after(member.content.size()));
  }
  out.resize(out.size() + base::tar::k_end_size);
  return out;
}

void expect_malformed(const Bytes& tar, const std::string& what) {
  const auto cards = chain_from_tar(tar);
  ASSERT_FALSE(cards.has_value()) << what;
  EXPECT_EQ(cards.error().code(), ErrorCode::malformed) << what;
}

TEST(CardTar, ReadsWhatItWrites) {
  const auto cards = chain_from_tar(good_tar());
  ASSERT_TRUE(cards.has_value()) << cards.error().sentence();
  ASSERT_EQ(cards->size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*cards)[i].card, three_cards()[i].card);
    EXPECT_EQ((*cards)[i].sig, three_cards()[i].sig);
    EXPECT_EQ((*cards)[i].prev_sig, three_cards()[i].prev_sig);
  }
}

TEST(CardTar, IsTheTarThatGnuTarMakesOfItsMembers) {
  const test::TemporaryDirectory dir;
  test::write_file(dir / "ours.tar", base::as_text(good_tar()));
  const auto ran = test::run(
      "cd " + dir.path() + " && tar tf ours.tar > list && mkdir out && tar xf ours.tar -C out && cd out && tar" +
      " --format=ustar -b1 --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0444 --no-recursion -T ../list" +
      " -cf ../theirs.tar && cat ../list");
  ASSERT_EQ(ran.status, 0);
  EXPECT_EQ(ran.output,
            "000001.json\n000001.json.sig\n000002.json\n000002.json.sig\n000003.json\n000003.json.sig\n"
            "000003.json.prev.sig\n");
  EXPECT_EQ(test::read_file(dir / "ours.tar"), test::read_file(dir / "theirs.tar"));
}

TEST(CardTar, RefusesEveryTruncationAndWhatFollows) {
  const Bytes good = good_tar();
  for (std::size_t size = 0; size < good.size(); size += size % 512 == 511 || size % 512 == 0 ? 1U : 510U) {
    expect_malformed(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)), std::to_string(size));
  }
  Bytes longer = good;
  longer.push_back(0);
  expect_malformed(longer, "one zero byte more");
  longer.resize(good.size() + 512);
  expect_malformed(longer, "one zero block more");
  longer = good;
  longer.back() = 1;
  expect_malformed(longer, "the last block is not zero");
}

TEST(CardTar, RefusesEveryOtherLayout) {
  const Member card{"000001.json", "{}"};
  const Member sig{"000001.json.sig", "sig"};
  const Member prev{"000001.json.prev.sig", "prev"};
  EXPECT_TRUE(chain_from_tar(tar_of({card, sig})).has_value());
  EXPECT_TRUE(chain_from_tar(tar_of({card, sig, prev})).has_value());
  expect_malformed(tar_of({}), "empty");
  expect_malformed(tar_of({card}), "no signature");
  expect_malformed(tar_of({sig, card}), "signature first");
  expect_malformed(tar_of({card, prev, sig}), "signatures swapped");
  expect_malformed(tar_of({card, sig, prev, prev}), "a member twice");
  expect_malformed(tar_of({card, sig, {"extra", "x"}}), "an extra member");
  expect_malformed(tar_of({card, sig, {"000003.json", "{}"}, {"000003.json.sig", "sig"}}), "a gap");
  expect_malformed(tar_of({card, sig, card, sig}), "a card twice");
  expect_malformed(tar_of({{"000002.json", "{}"}, {"000002.json.sig", "sig"}}), "starts with 2");
  expect_malformed(tar_of({{"1.json", "{}"}, {"1.json.sig", "sig"}}), "another spelling of the number");
}

TEST(CardTar, RefusesMembersLongerThanTheirLimit) {
  const Member card{"000001.json", std::string(k_card_limit, 'x')};
  const Member sig{"000001.json.sig", std::string(k_sshsig_limit, 'x')};
  EXPECT_TRUE(chain_from_tar(tar_of({card, sig})).has_value());
  expect_malformed(tar_of({{card.name, card.content + "x"}, sig}), "card too long");
  expect_malformed(tar_of({card, {sig.name, sig.content + "x"}}), "signature too long");
  expect_malformed(tar_of({card, sig, {"000001.json.prev.sig", sig.content + "x"}}), "previous signature too long");
}

TEST(CardTar, RefusesMoreCardsThanAChainHas) {
  std::vector<Member> members;
  for (std::size_t i = 1; i <= k_chain_limit + 1; ++i) {
    const std::string number = std::string(6 - std::to_string(i).size(), '0') + std::to_string(i);
    members.push_back({number + ".json", "{}"});
    members.push_back({number + ".json.sig", "sig"});
  }
  expect_malformed(tar_of(members), "1001 cards");
  members.resize(2 * k_chain_limit);
  EXPECT_EQ(chain_from_tar(tar_of(members)).value().size(), k_chain_limit);
}

TEST(CardTar, RefusesHeadersAndFillOfAnotherForm) {
  const Bytes good = tar_of({{"000001.json", "{}"}, {"000001.json.sig", "sig"}});
  ASSERT_TRUE(chain_from_tar(good).has_value());
  for (std::size_t at = 0; at < 512; ++at) {
    Bytes changed = good;
    changed[at] ^= 1;
    expect_malformed(changed, "header byte " + std::to_string(at));
  }
  for (std::size_t at = 512 + 2; at < 1024; ++at) {
    Bytes changed = good;
    changed[at] = ' ';
    expect_malformed(changed, "fill byte " + std::to_string(at));
  }
}

TEST(CardTar, RefusesAPaxHeader) {
  expect_malformed(base::tar::member_prefix("bag/data/000001.dd", base::tar::k_pax_from), "a member of 8 GiB");
}

TEST(CardTar, IsNotReadBeyondItsLimit) {
  const auto cards = chain_from_tar(Bytes(k_chain_tar_limit + 1));
  ASSERT_FALSE(cards.has_value());
  EXPECT_EQ(cards.error().sentence(), "a tar of cards longer than " + std::to_string(k_chain_tar_limit) + " bytes");
}

}  // namespace
}  // namespace rogatory::crypto
