// What can be done to logs, by anybody who has the files and by an author who has his keys, and the checks that name
// it.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/kit/raw_log.hpp"

namespace rogatory::ledger {
namespace {

using test::Authority;
using test::failures;
using test::k_clerk;
using test::k_officer;
using test::LogAuthor;
using test::must;
using test::Pen;
using test::RawCase;
using test::told;
using test::TwoParties;
using test::verify_logs;
using Names = std::vector<std::string>;

/// One way to attack; the case is verified with its key.
struct Attack {
  const char* what;
  std::function<void(TwoParties&, RawCase&)> change;
  Names checks;
  int status;
};

void expect_named(const std::vector<Attack>& attacks) {
  for (const Attack& attack : attacks) {
    TwoParties parties;
    RawCase raw = parties.raw();
    attack.change(parties, raw);
    const CaseReport report = verify_logs(raw, parties.trust(), std::span(&parties.main, 1));
    EXPECT_EQ(failures(report), attack.checks) << attack.what << "\n" << told(report);
    EXPECT_EQ(report.exit_status(), attack.status) << attack.what;
    EXPECT_NE(report.verdict, base::Verdict::pass) << attack.what;
  }
}

/// The same of what authors do with their keys: the change is made to the authors' logs.
struct Deed {
  const char* what;
  std::function<void(TwoParties&)> act;
  Names checks;
  int status;
};

void expect_named(const std::vector<Deed>& deeds) {
  for (const Deed& deed : deeds) {
    TwoParties parties;
    deed.act(parties);
    const CaseReport report = verify_logs(parties.raw(), parties.trust(), std::span(&parties.main, 1));
    EXPECT_EQ(failures(report), deed.checks) << deed.what << "\n" << told(report);
    EXPECT_EQ(report.exit_status(), deed.status) << deed.what;
  }
}

std::string with(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, what.size(), by);
}

void respell(Bytes& bytes, const std::string& what, const std::string& by) {
  bytes = base::to_bytes(with(std::string(base::as_text(bytes)), what, by));
}

TEST(Attacks, OnFilesAreNamed) {
  expect_named(std::vector<Attack>{
      {"the last entry removed",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries.pop_back(); },
       {"de-ca head.ahead", "fr-ca checkpoint.root"},
       20},
      {"the last entry removed, with the checkpoint of the time before",
       [](TwoParties& parties, RawCase& raw) {
         raw.at("fr-ca").entries.pop_back();
         raw.at("fr-ca").checkpoint = base::to_bytes(parties.fr.note(2, raw.at("fr-ca").root()));
       },
       {"de-ca head.ahead"},
       21},
      {"an entry removed from the middle",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries.erase(raw.at("fr-ca").entries.begin() + 1); },
       {"de-ca head.ahead", "fr-ca entry.order", "fr-ca checkpoint.root"},
       20},
      {"two entries that changed places",
       [](TwoParties&, RawCase& raw) { std::swap(raw.at("fr-ca").entries[1], raw.at("fr-ca").entries[2]); },
       {"fr-ca entry.order", "fr-ca checkpoint.root", "fr-ca head.order"},
       20},
      {"an entry of another log",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries[1] = raw.at("de-ca").entries[1]; },
       {"fr-ca card.chain", "fr-ca entry.order", "fr-ca checkpoint.root", "fr-ca head.order"},
       20},
      {"an entry twice",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries.push_back(raw.at("fr-ca").entries.back()); },
       {"fr-ca entry.order", "fr-ca checkpoint.root"},
       20},
      {"the other log missing",
       [](TwoParties&, RawCase& raw) { raw.logs.erase(raw.logs.begin()); },
       {"fr-ca head.ahead"},
       21},
      {"a body of other bytes",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries[0].body->back() ^= 1U; },
       {"fr-ca body.hash"},
       20},
      {"the body of another entry",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries[0].body = raw.at("de-ca").entries[0].body; },
       {"fr-ca body.hash"},
       20},
      {"a body removed",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries[0].body.reset(); },
       {"fr-ca body.missing"},
       21},
      {"a body that nobody named",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries[1].body = raw.at("fr-ca").entries[0].body; },
       {"fr-ca tree.form"},
       24},
      {"no checkpoint",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").checkpoint.reset(); },
       {"fr-ca checkpoint.form"},
       24},
      {"the checkpoint of another log",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").checkpoint = raw.at("de-ca").checkpoint; },
       {"fr-ca checkpoint.form", "fr-ca checkpoint.signature", "fr-ca checkpoint.root"},
       20},
      {"a checkpoint with a second signature",
       [](TwoParties&, RawCase& raw) {
         Bytes& note = *raw.at("fr-ca").checkpoint;
         const std::string text(base::as_text(note));
         note = base::to_bytes(text + text.substr(text.find("\n\n") + 2));
       },
       {"fr-ca checkpoint.form"},
       24},
      {"a file that does not belong there",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").strange = {"entries/00/00/000001.txt"}; },
       {"fr-ca tree.form"},
       24},
      {"a branch that is no log",
       [](TwoParties&, RawCase& raw) { raw.strange = {"refs/heads/FR"}; },
       {"case tree.form"},
       24},
      {"a card left out",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").card_gap = 1; },
       {"de-ca card.trust", "fr-ca card.chain"},
       21},
      {"the cards of another authority",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").cards = raw.at("de-ca").cards; },
       {"de-ca card.trust", "fr-ca card.chain"},
       21},
      {"a card of other bytes",
       [](TwoParties&, RawCase& raw) { respell(raw.at("fr-ca").cards[0].card, "Central", "General"); },
       {"de-ca card.trust", "fr-ca card.signature"},
       20},
      {"a signature in another spelling",
       [](TwoParties&, RawCase& raw) { raw.at("fr-ca").entries[1].signature.push_back('\n'); },
       {"fr-ca signature.form", "fr-ca checkpoint.root"},
       20},
  });
}

TEST(Attacks, OnAnyBitAreSeen) {
  const TwoParties parties;
  const RawCase honest = parties.raw();
  const auto attack = [&](auto member) {
    const std::size_t bits = (honest.logs[1].entries[1].*member).size() * 8;
    for (std::size_t bit = 0; bit < bits; bit += 7) {
      RawCase raw = honest;
      Bytes& bytes = raw.logs[1].entries[1].*member;
      bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1U << (bit % 8)));
      const CaseReport report = verify_logs(raw, parties.trust());
      EXPECT_EQ(report.exit_status(), 20) << bit << "\n" << told(report);
      EXPECT_EQ(std::ranges::count(failures(report), "fr-ca checkpoint.root"), 1) << bit;
      EXPECT_GE(report.logs[1].findings.size(), 2U) << bit;
    }
  };
  attack(&EntryFiles::entry);
  attack(&EntryFiles::signature);
}

TEST(Attacks, ByAnAuthorOnHisEntriesAreNamed) {
  expect_named(std::vector<Deed>{
      {"signed by somebody who is not in the card",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.officer = "nobody-1";
         p.fr.add(entry);
       },
       {"fr-ca entry.officer"},
       22},
      {"signed by another officer than it says",
       [](TwoParties& p) { p.fr.add(p.fr.next(), Pen{k_clerk, &p.fr_authority.officer()}); },
       {"fr-ca entry.signature"},
       20},
      {"signed by an officer who may only seal",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.officer = k_officer;
         p.fr.add(entry, Pen{k_officer, &p.fr_authority.officer()});
       },
       {"fr-ca entry.officer"},
       22},
      {"signed after his time",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.made_at = test::at("2028-01-01T00:00:00Z");
         p.fr.add(entry);
       },
       {"fr-ca entry.officer"},
       22},
      {"time that runs backwards",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.made_at = test::sealing_time();
         p.fr.add(entry);
       },
       {"fr-ca entry.order"},
       20},
      {"a number left out",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.seq += 1;
         p.fr.add(entry);
       },
       {"fr-ca entry.order"},
       20},
      {"an entry that follows another one",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.prev = p.fr.raw().entries[0].hash();
         p.fr.add(entry);
       },
       {"fr-ca entry.order"},
       20},
      {"an entry of another case",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.case_id = must(CaseId::parse("00112233445566778899aabbccddeeff"));
         p.fr.add(entry);
       },
       {"fr-ca entry.order"},
       20},
      {"a card that is not there",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.card = p.de_authority.chain().signed_cards().back().hash();
         p.fr.add(entry);
       },
       {"fr-ca card.chain"},
       21},
      {"an older card than before",
       [](TwoParties& p) {
         Entry older = p.fr.next();
         p.fr_authority.issue([](crypto::Card&) {});
         p.fr.add();
         older.seq += 1;
         older.prev = p.fr.raw().entries.back().hash();
         older.made_at.seconds += 60;
         p.fr.add(older);
       },
       {"fr-ca entry.order"},
       20},
      {"a clock that was behind, at another time",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.clock_behind = 60;
         p.fr.add(entry);
       },
       {"fr-ca entry.order"},
       20},
      {"a body for a compartment that nobody named",
       [](TwoParties& p) { p.fr.add(p.fr.next("note.added", {}, "c-0123abcd", p.main.recipient())); },
       {"fr-ca entry.order"},
       20},
      {"a body that another key opens",
       [](TwoParties& p) {
         p.fr.add(p.fr.next("note.added", {}, "main", crypto::age::Identity::generate().recipient()));
       },
       {"fr-ca body.commitment"},
       25},
      {"a body that he did not commit to",
       [](TwoParties& p) {
         Entry entry = p.fr.next("note.added", {}, "main", p.main.recipient());
         entry.body->commitment.bytes[0] ^= 1U;
         p.fr.add(entry);
       },
       {"fr-ca body.commitment"},
       25},
      {"a body of another place",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.body = must(Entry::parse(p.fr.raw().entries[0].entry)).body;
         p.fr.add(entry);
         p.fr.raw().entries.back().body = p.fr.raw().entries[0].body;
       },
       {"fr-ca body.commitment"},
       25},
  });
}

/// Signs other bytes than its one form, which no Entry serializes to.
TEST(Attacks, ByAnAuthorOnTheFormOfAnEntryAreNamed) {
  TwoParties parties;
  parties.fr.add();
  EntryFiles& files = parties.fr.raw().entries.back();
  for (const char* by :
       {"{ \"body\":null", "{\"body\":null,\"body\":null", "{\"a\":1,\"body\":null", "{\"body\":1.0"}) {
    EntryFiles changed = files;
    respell(changed.entry, "{\"body\":null", by);
    changed.signature = base::to_bytes(
        must(crypto::sshsig_sign(parties.fr_authority.clerk(), crypto::Namespace::entry, changed.entry)));
    std::swap(files, changed);
    parties.fr.sign_checkpoint();
    const CaseReport report = verify_logs(parties.raw(), parties.trust());
    EXPECT_EQ(failures(report), Names{"fr-ca entry.form"}) << by << told(report);
    EXPECT_EQ(report.exit_status(), 24);
    std::swap(files, changed);
  }
}

TEST(Attacks, ByAnAuthorOnHisCheckpointAreNamed) {
  expect_named(std::vector<Deed>{
      {"a root of other entries",
       [](TwoParties& p) {
         p.fr.raw().checkpoint = base::to_bytes(p.fr.note(3, crypto::sha256(std::string_view("made up"))));
       },
       {"fr-ca checkpoint.root"},
       20},
      {"another size",
       [](TwoParties& p) { p.fr.raw().checkpoint = base::to_bytes(p.fr.note(4, p.fr.raw().root())); },
       {"fr-ca checkpoint.root"},
       20},
      {"the key of a later card than the last entry names",
       [](TwoParties& p) {
         p.fr_authority.change_log_key();
         p.fr.sign_checkpoint();
       },
       {"fr-ca checkpoint.signature"},
       20},
  });
}

TEST(Attacks, ByAnAuthorOnTheCaseAreNamed) {
  expect_named(std::vector<Deed>{
      {"a party whose root changed",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.parties = must(Entry::parse(p.fr.raw().entries[0].entry)).parties;
         entry.parties->front().root.bytes[0] ^= 1U;
         p.fr.add(entry);
       },
       {"de-ca card.trust", "fr-ca entry.order"},
       20},
      {"a party left out",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.parties = must(Entry::parse(p.fr.raw().entries[0].entry)).parties;
         entry.parties->erase(entry.parties->begin());
         p.fr.add(entry);
       },
       {"de-ca card.trust", "fr-ca entry.order"},
       20},
      {"parties by somebody who did not open the case",
       [](TwoParties& p) {
         Entry entry = p.de.next();
         entry.parties = must(Entry::parse(p.fr.raw().entries[0].entry)).parties;
         p.de.add(entry);
       },
       {"de-ca entry.order"},
       20},
      {"a new key by somebody who did not open the case",
       [](TwoParties& p) {
         Entry entry = p.de.next();
         entry.recipients = must(Entry::parse(p.fr.raw().entries[0].entry)).recipients;
         entry.recipients->emplace("main.2", crypto::age::Identity::generate().recipient());
         p.de.add(entry);
       },
       {"de-ca entry.order"},
       20},
      {"another key under a generation's old name",
       [](TwoParties& p) {
         Entry entry = p.fr.next();
         entry.recipients = {{"main", crypto::age::Identity::generate().recipient()}};
         p.fr.add(entry);
       },
       {"fr-ca entry.order"},
       20},
  });
}

TEST(Attacks, OpenNoCaseOfAnother) {
  TwoParties parties;
  // Whoever has not the opener's root cannot yield the id of his case.
  Authority thief("fr-ca");
  LogAuthor forged(thief, parties.case_id, "fr-ca");
  Entry opening = must(Entry::parse(parties.fr.raw().entries[0].entry));
  opening.parties->back().root = crypto::fingerprint_of(thief.card().root);
  opening.card = forged.next().card;
  opening.body.reset();
  forged.add(opening);
  RawCase raw = {{forged.raw()}, {}};
  EXPECT_EQ(failures(verify_logs(raw, thief.pinned())), Names{"fr-ca case.id"});
  // Nor where he copies what the opener wrote, and has but his own card.
  opening.parties->back().root = crypto::fingerprint_of(parties.fr_authority.card().root);
  LogAuthor copied(thief, parties.case_id, "fr-ca");
  copied.add(opening);
  raw = {{copied.raw()}, {}};
  EXPECT_EQ(failures(verify_logs(raw, thief.pinned())), (Names{"fr-ca case.id", "fr-ca card.trust"}));
}

TEST(Attacks, BySomebodyWhoIsNoPartyAreNamed) {
  TwoParties parties;
  Authority stranger("es-ca");
  LogAuthor log(stranger, parties.case_id, "es-ca");
  log.sees(parties.fr);
  log.add();
  RawCase raw = parties.raw();
  raw.logs.push_back(log.raw());
  EXPECT_EQ(failures(verify_logs(raw, parties.trust())), Names{"es-ca card.trust"});
  crypto::Trust trust = parties.trust();
  trust.pin("es-ca", crypto::fingerprint_of(stranger.card().root));
  EXPECT_EQ(failures(verify_logs(raw, trust)), Names{"es-ca card.trust"});
}

TEST(Attacks, ByAPartyThatDoesNotSayWhichCaseItJoinedAreNamed) {
  TwoParties parties;
  LogAuthor log(parties.de_authority, parties.case_id, "de-ca");
  log.add();
  const RawCase raw{{log.raw(), parties.fr.raw()}, {}};
  const CaseReport report = verify_logs(raw, parties.trust());
  EXPECT_EQ(std::ranges::count(failures(report), "de-ca entry.order"), 1) << told(report);
}

}  // namespace
}  // namespace rogatory::ledger
