// Logs that go on under another number.
#include <gtest/gtest.h>

#include "crypto/merkle.hpp"
#include "tests/kit/raw_log.hpp"

namespace rogatory::ledger {
namespace {

using test::failures;
using test::LogAuthor;
using test::must;
using test::RawCase;
using test::told;
using test::TwoParties;
using test::verify_logs;
using Names = std::vector<std::string>;

crypto::Sha256 root_of(const LogAuthor& log, std::size_t size) {
  std::vector<crypto::Sha256> leaves;
  for (std::size_t i = 0; i < size; ++i) {
    leaves.push_back(log.raw().entries[i].leaf());
  }
  return crypto::tree_root(leaves);
}

/// The opener's log started anew, as `change` leaves its first entry.
struct Restarted : TwoParties {
  explicit Restarted(
      const std::function<void(Restarted&, Entry&)>& change = [](Restarted&, Entry&) {}, bool new_key = false)
      : again(fr_authority, case_id, "fr-ca.2") {
    old_note = fr.note(3, fr.raw().root());
    forged_note = fr.note(3, crypto::sha256(std::string_view("another history")));
    forged_head = fr.head(3, crypto::sha256(std::string_view("another history")));
    if (new_key) {
      fr_authority.change_log_key();
    }
    again.clock = fr.clock;
    again.heads[LogName{"de-ca", 1}] = de.head();
    Entry entry = again.next();
    const Entry opening = must(Entry::parse(fr.raw().entries[0].entry));
    entry.parties = opening.parties;
    entry.recipients = opening.recipients;
    entry.restart = Restart{LogName{"fr-ca", 1}, {}, RestartReason::restored, 3};
    change(*this, entry);
    again.add(entry);
  }
  [[nodiscard]] RawCase raw() const { return {{de.raw(), fr.raw(), again.raw()}, {}}; }
  [[nodiscard]] CaseReport verified() const { return verify_logs(raw(), trust(), std::span(&main, 1)); }

  std::string old_note;
  std::string forged_note;
  Head forged_head;
  LogAuthor again;
};

TEST(Restart, OfARestoredLogPasses) {
  Restarted parties;
  parties.de.sees(parties.again);
  parties.de.add();
  parties.again.add();
  const CaseReport report = parties.verified();
  EXPECT_EQ(failures(report), Names{}) << told(report);
  EXPECT_EQ(report.opener, "fr-ca");
  ASSERT_EQ(report.logs.size(), 3U);
  EXPECT_EQ(report.logs[2].log.text(), "fr-ca.2");
  EXPECT_EQ(report.logs[2].trusted_by, "pinned");
  EXPECT_EQ(report.logs[2].witnessed(), 1U);
}

TEST(Restart, LeavesOutWhatItDoesNotCount) {
  const Restarted parties([](Restarted&, Entry& entry) { entry.restart->size = 2; });
  std::vector<bool> counts;
  const RawCase raw = parties.raw();
  test::MemoryCase source(raw);
  const crypto::Trust trust = parties.trust();
  const auto visitor = [&](const SeenEntry& seen) -> Result<void> {
    counts.push_back(seen.counts);
    return {};
  };
  const CaseReport report = test::must(verify_case(source, {trust, {}, std::nullopt, 2}, visitor, Progress::none()));
  EXPECT_EQ(failures(report), Names{}) << told(report);
  EXPECT_EQ(counts, (std::vector<bool>{true, true, false, true, true, true}));
  EXPECT_EQ(report.logs[1].entries, 3U);
  EXPECT_EQ(report.logs[1].counted, 2U);
}

TEST(Restart, AsksForNothingThatTheAuthorLost) {
  Restarted parties([](Restarted&, Entry& entry) { entry.restart->size = 2; });
  parties.fr.raw().entries.pop_back();
  parties.fr.sign_checkpoint();
  EXPECT_EQ(failures(parties.verified()), Names{}) << told(parties.verified());
}

TEST(Restart, AsksForWhatCounts) {
  EXPECT_EQ(failures(Restarted([](Restarted&, Entry& entry) { entry.restart->size = 4; }).verified()),
            Names{"fr-ca.2 head.ahead"});
}

TEST(Restart, OfAForkPassesUnderANewKey) {
  Restarted parties(
      [](Restarted& self, Entry& entry) {
        entry.restart = Restart{{"fr-ca", 1}, {self.old_note, self.forged_note}, RestartReason::fork, 2};
      },
      true);
  parties.de.heads[LogName{"fr-ca", 1}] = parties.forged_head;
  parties.de.add();
  EXPECT_EQ(failures(parties.verified()), Names{}) << told(parties.verified());
}

TEST(Restart, ThatIsMisusedIsNamed) {
  struct Misuse {
    const char* what;
    std::function<void(Restarted&, Entry&)> change;
    Names checks;
    bool new_key = false;
  };
  const std::vector<Misuse> misuses{
      {"the opener's without parties",
       [](Restarted&, Entry& entry) { entry.parties.reset(); },
       {"de-ca card.trust", "fr-ca.2 entry.order"}},
      {"with a party less",
       [](Restarted&, Entry& entry) { entry.parties->erase(entry.parties->begin()); },
       {"de-ca card.trust", "fr-ca.2 entry.order"}},
      {"with another key for a compartment",
       [](Restarted&, Entry& entry) { entry.recipients = {{"main", crypto::age::Identity::generate().recipient()}}; },
       {"fr-ca.2 entry.order"}},
      {"a note that nobody signed",
       [](Restarted& self, Entry& entry) {
         const std::string origin = origin_of(self.case_id, {"fr-ca", 1});
         entry.restart->notes = {self.old_note.substr(0, self.old_note.find("\n\n") + 2) + "\u2014 " + origin + " " +
                                 self.de.head().sig + "\n"};
       },
       {"fr-ca.2 head.signature"}},
      {"the note of another log",
       [](Restarted& self, Entry& entry) { entry.restart->notes = {self.de.note(2, self.de.raw().root())}; },
       {"fr-ca.2 head.signature"}},
      {"a note of another history",
       [](Restarted& self, Entry& entry) { entry.restart->notes = {self.forged_note}; },
       {"fr-ca log.fork"}},
      {"a fork that is none",
       [](Restarted& self, Entry& entry) {
         entry.restart =
             Restart{{"fr-ca", 1}, {self.old_note, self.fr.note(2, root_of(self.fr, 2))}, RestartReason::fork, 1};
       },
       {"fr-ca.2 entry.order"},
       false},
      {"a fork under the same key",
       [](Restarted& self, Entry& entry) {
         entry.restart = Restart{{"fr-ca", 1}, {self.old_note, self.forged_note}, RestartReason::fork, 2};
       },
       {"fr-ca.2 entry.order"}},
      {"a fork that counts what its notes differ in",
       [](Restarted& self, Entry& entry) {
         entry.restart = Restart{{"fr-ca", 1}, {self.old_note, self.forged_note}, RestartReason::fork, 3};
       },
       {"fr-ca.2 entry.order"},
       true},
  };
  for (const Misuse& misuse : misuses) {
    const CaseReport report = Restarted(misuse.change, misuse.new_key).verified();
    EXPECT_EQ(failures(report), misuse.checks) << misuse.what << "\n" << told(report);
  }
}

TEST(Restart, ByAnotherThanTheOpenerSaysNothingOfTheCase) {
  TwoParties parties;
  LogAuthor again(parties.de_authority, parties.case_id, "de-ca.2");
  again.clock = parties.de.clock;
  again.heads = parties.de.heads;
  Entry entry = again.next();
  entry.restart = Restart{LogName{"de-ca", 1}, {}, RestartReason::restored, 2};
  const Entry opening = must(Entry::parse(parties.fr.raw().entries[0].entry));
  LogAuthor wrong = again;
  again.add(entry);
  EXPECT_EQ(failures(verify_logs({{parties.de.raw(), again.raw(), parties.fr.raw()}, {}}, parties.trust())), Names{});
  entry.parties = opening.parties;
  entry.recipients = opening.recipients;
  wrong.add(entry);
  EXPECT_EQ(failures(verify_logs({{parties.de.raw(), wrong.raw(), parties.fr.raw()}, {}}, parties.trust())),
            Names{"de-ca.2 entry.order"});
}

}  // namespace
}  // namespace rogatory::ledger
