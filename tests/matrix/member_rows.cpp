// Whole members of the bundle: missing, twice, elsewhere, under other names, another bundle's, and too many.
#include <algorithm>

#include "bundle/manifest.hpp"
#include "tests/matrix/forge.hpp"

namespace rogatory::test {
namespace {

using base::to_bytes;

/// What neither the recipe reads nor rogatory can do without.
const std::vector<std::string> k_unread{"VERIFY.txt",        "bagit.txt",
                                        "cards/000001.json", "cards/000001.json.sig",
                                        "cards/000002.json", "cards/000002.json.sig"};
constexpr const char* k_prev_sig = "cards/000002.json.prev.sig";

/// Takes members from another of the workshop's bundles.
Cell exchanged(const std::string& id, RawBundle Workshop::* from, const std::vector<std::string>& paths) {
  return outside(id, [from, paths](RawBundle& bundle, Workshop& workshop) {
    for (const std::string& path : paths) {
      bundle.at(path) = (workshop.*from).at(path);
    }
  });
}

Cell without_card(const std::string& id, const std::string& prefix) {
  return outside(id, [prefix](RawBundle& bundle, Workshop&) {
    std::erase_if(bundle.members, [&](const RawMember& member) { return member.path.starts_with(prefix); });
  });
}

Cell extra(const std::string& id, const std::string& path, const std::string& before) {
  return outside(id, [path, before](RawBundle& bundle, Workshop&) {
    bundle.insert_before(before, {path, to_bytes("* ssh-ed25519 AAAA\n")});
  });
}

std::vector<Cell> extras() {
  std::vector<Cell> cells;
  for (const char* path :
       {"allowed_signers", "bag/context.json", "content.tar", "data/000001.txt", "cards/000000.json"}) {
    cells.push_back(extra("first " + std::string(path), path, "VERIFY.txt"));
    cells.push_back(extra("amid " + std::string(path), path, "seal.json"));
    cells.push_back(outside("last " + std::string(path),
                            [path](RawBundle& bundle, Workshop&) { bundle.members.push_back({path, to_bytes("x")}); }));
  }
  return cells;
}

Cell extra_part(const std::string& id, bool listed) {
  return outside(id, [listed](RawBundle& bundle, Workshop&) {
    const std::string path = "data/content.age.000001";
    bundle.insert_before(k_manifest, {path, to_bytes("more")});
    if (listed) {
      const Bytes line = to_bytes(bundle::manifest_line(crypto::sha256("more"), path));
      Bytes& manifest = bundle.at(k_manifest).content;
      manifest.insert(manifest.end(), line.begin(), line.end());
    }
  });
}

std::vector<Row> missing_rows() {
  return {
      {"WithoutWhatTheRecipeDoesNotRead",
       "without VERIFY.txt, bagit.txt, a card or a signature of a card, or that renamed",
       each_outside(k_unread, "without", remove) + each_outside(k_unread, "renamed", rename) +
           each_outside({k_prev_sig}, "renamed", rename),
       {{"container.order"}, 24, passes(Reason::tar)}},
      {"WithoutAnEarlierCard",
       "without an earlier card, all cards, or the signature of the root before",
       each_outside({k_prev_sig}, "without", remove) +
           std::vector<Cell>{without_card("without card 1", "cards/000001"), without_card("without cards", "cards/")},
       {{"card.chain"}, 21, passes(Reason::cards)}},
      {"WithoutTheNewestCard",
       "without the newest card, whose root is the pinned one",
       {without_card("without card 2", "cards/000002")},
       {{"card.chain", "card.trust"}, 21, passes(Reason::cards)}},
      {"WithoutAPart",
       "without a part",
       each_outside({k_part}, "without", remove),
       {{"part.missing"}, 21, stops_at(6)}},
      {"WithAPartRenamed",
       "a part renamed",
       each_outside({k_part}, "renamed", rename),
       {{"container.order"}, 24, stops_at(6)}},
      {"WithoutTheManifest",
       "without manifest-sha256.txt, or that renamed",
       each_outside({k_manifest}, "without", remove) + each_outside({k_manifest}, "renamed", rename),
       {{"container.order"}, 24, stops_at(5)}},
      {"WithoutTheSeal",
       "without seal.json, or that renamed",
       each_outside({"seal.json"}, "without", remove) + each_outside({"seal.json"}, "renamed", rename),
       {{"container.order"}, 24, stops_at(3)}},
      {"WithoutTheSignature",
       "without seal.json.sig, or that renamed",
       each_outside({"seal.json.sig"}, "without", remove) + each_outside({"seal.json.sig"}, "renamed", rename),
       {{"container.order"}, 24, stops_at(4)}},
  };
}

std::vector<Row> displaced_rows() {
  std::vector<std::string> not_first = outer_members();
  not_first.erase(not_first.begin());
  const Cell reversed = outside("reversed", [](RawBundle& bundle, Workshop&) { std::ranges::reverse(bundle.members); });
  const Cell top_renamed = outside("top renamed", [](RawBundle& bundle, Workshop&) { bundle.name = "b-9"; });
  const Cell two_tops = outside("two tops", [](RawBundle& bundle, Workshop&) {
    RawMember& card = bundle.at(k_prev_sig);
    card.header = any_header("b-9/" + card.path, card.content.size(), '0');
  });
  return {
      {"AMemberTwice",
       "any member twice",
       each_outside(outer_members(), "twice", repeat),
       {{"container.order"}, 24, passes(Reason::tar)}},
      {"MembersInAnotherOrder",
       "any member before the one that precedes it, or all in reverse",
       each_outside(not_first, "reordered", move_before_its_predecessor) + std::vector<Cell>{reversed},
       {{"container.order"}, 24, passes(Reason::tar)}},
      {"AnotherTopDirectory",
       "the top directory renamed, or one member elsewhere",
       {top_renamed, two_tops},
       {{"container.order"}, 24, passes(Reason::tar)}},
      {"AnExtraMember",
       "an extra member: allowed_signers, bag/context.json, content.tar, ...",
       extras(),
       {{"container.order"}, 24, passes(Reason::tar)}},
      {"AnExtraPart",
       "an extra part",
       {extra_part("extra part", false)},
       {{"container.order"}, 24, passes(Reason::tar)}},
      {"AnExtraPartThatTheManifestLists",
       "an extra part that the manifest lists",
       {extra_part("extra part listed", true)},
       {{"container.order"}, 24, stops_at(5)}},
  };
}

std::vector<Row> exchanged_rows() {
  const auto foreign = [](const std::string& id, const std::string& path) {
    return exchanged(id, &Workshop::foreign, {path});
  };
  const Cell foreign_cards = exchanged(
      "exchanged cards", &Workshop::foreign,
      {"cards/000001.json", "cards/000001.json.sig", "cards/000002.json", "cards/000002.json.sig", k_prev_sig});
  const Cell edited_verify_txt = outside(
      "edited VERIFY.txt", [](RawBundle& bundle, Workshop&) { bundle.at("VERIFY.txt").content.push_back('\n'); });
  return {
      {"AnotherVerifyTxt",
       "VERIFY.txt of another bundle, or edited",
       {exchanged("exchanged VERIFY.txt", &Workshop::other, {"VERIFY.txt"}), edited_verify_txt},
       {{"verify_txt.binding"}, 20, passes(Reason::verify_txt)}},
      {"AnothersPart",
       "a part of another bundle",
       {exchanged("exchanged part", &Workshop::twin, {k_part})},
       {{"part.hash", "items.root"}, 20, stops_at(6)}},
      {"AnothersManifest",
       "the manifest of another bundle",
       {exchanged("exchanged manifest", &Workshop::twin, {k_manifest})},
       {{"manifest.binding", "part.hash"}, 20, stops_at(5)}},
      {"AnothersPartAndManifest",
       "parts and manifest of another bundle under the old seal, or this seal's exchanged for another's with its "
       "signature",
       {exchanged("exchanged part and manifest", &Workshop::twin, {k_part, k_manifest}),
        exchanged("exchanged seal and signature", &Workshop::twin, {"seal.json", "seal.json.sig"})},
       {{"manifest.binding", "items.root"}, 20, stops_at(5)}},
      {"AnothersSeal",
       "the seal of another bundle, without its signature",
       {exchanged("exchanged seal", &Workshop::twin, {"seal.json"})},
       {{"seal.signature", "manifest.binding", "items.root"}, 20, stops_at(4)}},
      {"AnothersCard",
       "a later card, or all cards, of another authority",
       each({"cards/000002.json"}, "exchanged", foreign) + std::vector<Cell>{foreign_cards},
       {{"card.chain"}, 21, passes(Reason::cards)}},
      {"AnothersCardSignature",
       "the first card, or a card's signature, of another authority",
       each({"cards/000001.json", "cards/000001.json.sig", "cards/000002.json.sig", k_prev_sig}, "exchanged", foreign),
       {{"card.signature"}, 20, passes(Reason::cards)}},
  };
}

}  // namespace

std::vector<Row> member_rows() {
  std::vector<Row> rows = missing_rows();
  std::ranges::move(displaced_rows(), std::back_inserter(rows));
  std::ranges::move(exchanged_rows(), std::back_inserter(rows));
  return rows;
}

}  // namespace rogatory::test
