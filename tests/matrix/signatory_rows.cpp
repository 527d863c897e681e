// Who sealed: cards, their signatures, trust, and whether the officer could.
#include "tests/matrix/forge.hpp"

namespace rogatory::test {
namespace {

using base::to_bytes;

Cell honest(const std::string& id) {
  return outside(id, [](RawBundle&, Workshop&) {});
}

Cell sealed_at(const std::string& id, const char* time) {
  return resealed(id, [time](bundle::Seal& seal) { seal.sealed_at = at(time); });
}

Cell signed_by(const std::string& id, const std::string& path, crypto::SigningKey& (Authority::*key)(),
               Authority Workshop::* authority) {
  return outside(id, [=](RawBundle& bundle, Workshop& workshop) {
    bundle.at(path + ".sig").content =
        signature_over(bundle.at(path).content, ((workshop.*authority).*key)(), crypto::Namespace::card);
  });
}

/// The newest card in another spelling, signed by its own root and named by the seal.
Cell card_spelt_otherwise() {
  return outside("card spelt otherwise", [](RawBundle& bundle, Workshop& workshop) {
    const std::string path = "cards/000002.json";
    bundle.at(path).content.push_back('\n');
    bundle.at(path + ".sig").content =
        signature_over(bundle.at(path).content, workshop.ours.root(), crypto::Namespace::card);
    bundle.reseal(workshop.ours.officer(),
                  [&](bundle::Seal& seal) { seal.card = crypto::sha256(bundle.at(path).content); });
  });
}

Cell one_card_more() {
  return outside("one card more", [](RawBundle& bundle, Workshop& workshop) {
    workshop.ours.issue([](crypto::Card&) {});
    const crypto::SignedCard card = workshop.ours.chain().signed_cards().back();
    workshop.ours.forget_newest();
    bundle.members.push_back({"cards/000003.json", card.card});
    bundle.members.push_back({"cards/000003.json.sig", card.sig});
  });
}

/// Somebody with a root of his own takes our parts, and the names of our authority and officer.
Bytes impostors_bundle(Workshop& workshop) {
  Authority impostor(workshop.ours.id());
  RawBundle stolen = make_bundle(impostor, "b-1", {});
  take_part(stolen, workshop.bundle, impostor.officer());
  return stolen.bytes();
}

std::vector<Row> card_rows() {
  const auto a_bit = [](const std::string& id, const std::string& path) {
    return edited(id, path, R"("country":"FR")", R"("country":"GR")");
  };
  return {
      {"ACardEdited",
       "a bit of a card, or a card that another key than its root signed",
       each({"cards/000001.json", "cards/000002.json"}, "edited", a_bit) +
           std::vector<Cell>{
               signed_by("card signed by an officer", "cards/000002.json", &Authority::officer, &Workshop::ours),
               signed_by("card signed by another root", "cards/000001.json", &Authority::root, &Workshop::theirs)},
       {{"card.signature"}, 20, passes(Reason::cards)}},
      {"ACardSpeltOtherwise",
       "a card in another spelling, signed by its root and named by the seal",
       {card_spelt_otherwise()},
       {{"card.form"}, 24, passes(Reason::cards)}},
      {"ACardMore", "a newer card than the seal names", {one_card_more()}, {{"card.chain"}, 21, passes(Reason::cards)}},
      {"TwoHistories",
       "another card of the same version is at hand",
       {honest("two histories")},
       {{"card.fork"}, 23, passes(Reason::cards), CourtId::contradicted}},
      {"ARootThatNobodyPinned",
       "an authority whose root was not pinned",
       {honest("nobody pinned")},
       {{"card.trust"}, 22, passes(Reason::root), CourtId::stranger}},
      {"AnImpostor",
       "somebody with a root of his own uses the names of authority and officer",
       {{"an impostor", impostors_bundle}},
       {{"card.trust"}, 22, stops_at(4)}},
  };
}

/// Our clerk makes and seals a bundle of his own.
Bytes sealed_by_clerk(Workshop& workshop) {
  RawContent content = workshop.content;
  Bytes& bytes = content.at("context.json").content;
  bundle::Context context = must(bundle::Context::parse(bytes));
  context.officer = k_clerk;
  bytes = to_bytes(context.serialize());
  RawBundle bundle = workshop.seal(content.plaintext(), content);
  bundle.reseal(workshop.ours.clerk(), [](bundle::Seal& seal) { seal.officer = k_clerk; });
  return bundle.bytes();
}

/// The bundle is sealed under a newer card, in which its officer was revoked before.
Bytes sealed_once_revoked(Workshop& workshop) {
  workshop.ours.issue([](crypto::Card& card) { officer_of(card).revoked_at = at("2026-05-01T00:00:00Z"); });
  const Bytes file = workshop.seal(workshop.content.plaintext(), workshop.content).bytes();
  workshop.ours.forget_newest();
  return file;
}

Bytes resealed_by_another_state(Workshop& workshop) {
  RawBundle stolen = workshop.foreign;
  take_part(stolen, workshop.bundle, workshop.theirs.officer());
  return stolen.bytes();
}

Cell resealed_by_colleague() {
  return outside("re-sealed by a colleague", [](RawBundle& bundle, Workshop& workshop) {
    bundle.reseal(workshop.ours.colleague(), [](bundle::Seal& seal) { seal.officer = k_colleague; });
  });
}

std::vector<Row> officer_rows() {
  return {
      {"AnothersContent",
       "another officer, or another State, re-seals our parts as his own",
       {resealed_by_colleague(), {"re-sealed by another State", resealed_by_another_state}},
       {{"context.binding"}, 20, stops_at(9)}},
      {"AnotherAuthoritysName",
       "the officer's seal names another authority",
       {resealed("another authority named", [](bundle::Seal& seal) { seal.authority = "de-ca"; })},
       {{"card.chain", "context.binding"}, 20, stops_at(4)}},
      {"AnOfficerWhomNobodyKnows",
       "the seal names an officer who is not in the card",
       {resealed("an unknown officer", [](bundle::Seal& seal) { seal.officer = "nobody"; })},
       {{"context.binding", "officer.validity"}, 20, stops_at(4)}},
      {"AnOfficerWhoCouldNot",
       "an officer who may not seal, or seals before or after his time",
       {{"sealed by a clerk", sealed_by_clerk},
        sealed_at("before the officer's time", "2025-12-31T23:59:59Z"),
        sealed_at("after the officer's time", "2028-01-01T00:00:00Z")},
       {{"officer.validity"}, 22, stops_at(4)}},
      {"BeforeItsOwnCard",
       "sealed before the card that the seal names was issued",
       {sealed_at("before its own card", "2026-01-01T12:00:00Z")},
       {{"officer.validity"}, 22, passes(Reason::dated)}},
      {"RevokedInTheCardInForce",
       "sealed once the card that the seal names had revoked the officer; the trust file is older",
       {{"revoked in the card in force", sealed_once_revoked}},
       {{"officer.validity"}, 22, passes(Reason::revoked)}},
      {"RevokedSince",
       "an officer whom a newer card at hand revokes, from later on",
       {honest("revoked since")},
       {{"officer.validity"}, 22, passes(Reason::revoked), CourtId::informed}},
      {"RevokedBefore",
       "an officer whom a newer card at hand revokes, from earlier on",
       {honest("revoked before")},
       {{"officer.validity"}, 22, stops_at(4), CourtId::warned}},
      {"RightTakenAway",
       "an officer from whom a newer card at hand took the right to seal",
       {honest("right taken away")},
       {{"officer.validity"}, 22, stops_at(4), CourtId::reassigned}},
  };
}

}  // namespace

std::vector<Row> signatory_rows() {
  std::vector<Row> rows = card_rows();
  std::ranges::move(officer_rows(), std::back_inserter(rows));
  return rows;
}

}  // namespace rogatory::test
