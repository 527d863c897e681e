#include "tests/fuzz/seeding/seeds.hpp"

#include "bundle/format.hpp"
#include "bundle/manifest.hpp"
#include "bundle/recipe.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/kit/raw_bundle.hpp"

namespace rogatory::fuzz {
namespace {

namespace age = crypto::age;
using base::as_bytes;
using base::to_bytes;
using test::must;
using test::RawMember;

test::RawContent content_of(const std::vector<test::RawItem>& items) {
  bundle::Context context;
  context.authority = k_authority;
  context.officer = k_officer;
  context.name = k_bundle_name;
  context.recipients = {fixed_identity().recipient().text()};
  test::RawContent content;
  content.members = {{"context.json", to_bytes(context.serialize())}, {"bagit.txt", to_bytes(bundle::k_bagit_txt)}};
  std::string manifest;
  const std::vector<bundle::ItemRecord> records = test::make_records(items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].bytes) {
      content.members.push_back({records[i].file, *items[i].bytes});
      manifest += bundle::manifest_line(records[i].sha256, records[i].file);
    }
  }
  content.members.push_back({"items.jsonl", {}});
  content.members.push_back({"manifest-sha256.txt", to_bytes(manifest)});
  content.set_records(records);
  return content;
}

void make_tars(const Seeds& seeds) {
  namespace tar = base::tar;
  Bytes plain = test::tar_members({{"a", to_bytes("1")}, {"b/c.d", to_bytes("")}}, "top/");
  plain.resize(plain.size() + tar::k_end_size);
  seeds.put("tar", "ok-plain", plain);
  Bytes large = tar::member_prefix("bag/data/000001.dd", tar::k_pax_from);
  large.resize(large.size() + tar::k_end_size);
  seeds.put("tar", "ok-pax", large);
  seeds.put("tar", "bad-no-end", tar::file_header("a", 0));
}

/// Members outside with next to nothing in them.
void make_layouts(const Seeds& seeds) {
  const std::vector<RawMember> before{{"VERIFY.txt", {}}, {"bagit.txt", to_bytes(bundle::k_bagit_txt)}};
  const std::vector<RawMember> after{{"manifest-sha256.txt", {}}, {"seal.json", {}}, {"seal.json.sig", {}}};
  const std::vector<RawMember> cards{{bundle::card_path(1), {}},
                                     {bundle::card_path(1) + ".sig", {}},
                                     {bundle::card_path(2), {}},
                                     {bundle::card_path(2) + ".sig", {}},
                                     {bundle::card_path(2) + ".prev.sig", {}}};
  const auto layout = [&](const std::vector<std::uint64_t>& parts) {
    Bytes tar = test::tar_members(before, "b-0/");
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const base::tar::Block header = base::tar::file_header("b-0/" + bundle::part_path(i), parts[i]);
      tar.insert(tar.end(), header.begin(), header.end());
    }
    for (const Bytes& more : {test::tar_members(after, "b-0/"), test::tar_members(cards, "b-0/")}) {
      tar.insert(tar.end(), more.begin(), more.end());
    }
    tar.resize(tar.size() + base::tar::k_end_size);
    return tar;
  };
  seeds.put("layout", "ok-one-part", layout({1000}));
  seeds.put("layout", "ok-three-parts", layout({bundle::k_part_size, bundle::k_part_size, 1}));
  seeds.put("layout", "bad-short-part", layout({1, bundle::k_part_size}));
}

void make_contents(const Seeds& seeds) {
  seeds.put("content", "ok-nothing", content_of({}).plaintext());
  seeds.put(
      "content", "ok-files",
      content_of({{"mail", std::nullopt}, {"mail/inbox.eml", to_bytes("From: a@b\r\n")}, {"f\xfcr.txt", to_bytes("")}})
          .plaintext());
}

Bytes make_bundle() {
  const test::RawContent content = content_of({{"a.txt", to_bytes("evidence")}});
  const age::Recipient recipient = fixed_identity().recipient();
  const RawMember part{bundle::part_path(0), must(age::encrypt(content.plaintext(), std::span(&recipient, 1)))};
  const std::string manifest = bundle::manifest_line(crypto::sha256(part.content), part.path);
  const crypto::SignedCard card = two_cards().front();
  bundle::Seal seal = fixed_seal();
  content.claim_in(seal);
  const std::string verify_txt = bundle::verify_txt(k_bundle_name, seal.principal());
  seal.card = card.hash();
  seal.content_size = part.content.size();
  seal.manifest = crypto::sha256(manifest);
  seal.verify_txt = crypto::sha256(verify_txt);
  crypto::SigningKey signer = officer_key();
  const std::string sig = must(crypto::sshsig_sign(signer, crypto::Namespace::seal, as_bytes(seal.serialize())));
  test::RawBundle bundle;
  bundle.name = k_bundle_name;
  bundle.members = {{"VERIFY.txt", to_bytes(verify_txt)},
                    {"bagit.txt", to_bytes(bundle::k_bagit_txt)},
                    part,
                    {"manifest-sha256.txt", to_bytes(manifest)},
                    {"seal.json", to_bytes(seal.serialize())},
                    {"seal.json.sig", to_bytes(sig)},
                    {bundle::card_path(1), card.card},
                    {bundle::card_path(1) + ".sig", card.sig}};
  return bundle.bytes();
}

}  // namespace

void seed_bundles(const Seeds& seeds) {
  make_tars(seeds);
  make_layouts(seeds);
  make_contents(seeds);
  seeds.put("verify", "ok-bundle", make_bundle());
}

}  // namespace rogatory::fuzz
