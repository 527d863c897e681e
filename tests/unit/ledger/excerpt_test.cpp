// An excerpt shows the chosen entries, proves them with nothing but trust, and shows nothing else.
#include "ledger/excerpt.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/tlog_proof.hpp"
#include "tests/kit/raw_log.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::ledger {
namespace {

using test::must;
using test::TwoParties;
using Names = std::vector<std::string>;

struct WithExcerpt : TwoParties {
  WithExcerpt() { go_on(10); }

  Result<Excerpt> choose(std::vector<std::uint64_t> entries, bool bodies = false, const char* log = "fr-ca") {
    const test::RawCase logs = raw();
    test::MemoryCase source(logs);
    const crypto::Trust trusted = trust();
    return make_excerpt(source, {trusted, std::span(&main, 1), std::nullopt, 2},
                        {must(LogName::parse(log)), std::move(entries), bodies}, Progress::none());
  }
  /// Pins both.
  [[nodiscard]] crypto::Trust court() const {
    crypto::Trust trusted = trust();
    trusted.pin("de-ca", crypto::fingerprint_of(de_authority.card().root));
    return trusted;
  }
};

Names checks_of(const ExcerptReport& report) {
  Names names;
  for (const Finding& found : report.findings) {
    if (names.empty() || names.back() != found.check->name) {
      names.emplace_back(found.check->name);
    }
  }
  return names;
}

std::string told(const ExcerptReport& report) {
  std::string text;
  for (const Finding& found : report.findings) {
    text += std::string(found.check->name) + ": " + found.detail + "\n";
  }
  return text;
}

TEST(Excerpt, ProvesItsEntriesToWhoeverPinsTheParties) {
  WithExcerpt parties;
  const Excerpt made = must(parties.choose({5, 0, 5}, true));
  const Excerpt excerpt = must(Excerpt::parse(made.serialize()));
  const ExcerptReport report = verify_excerpt(excerpt, parties.court());
  EXPECT_EQ(told(report), "");
  EXPECT_EQ(report.verdict, base::Verdict::pass);
  EXPECT_EQ(report.case_id, parties.case_id);
  ASSERT_EQ(report.entries.size(), 4U);
  EXPECT_EQ(report.entries[0].seq, 0U);
  EXPECT_EQ(report.entries[1].seq, 5U);
  ASSERT_TRUE(report.entries[0].body.has_value());
  EXPECT_EQ(report.entries[0].body->type, "case.opened");
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(report.entries[i].log.text(), "fr-ca");
    ASSERT_EQ(report.entries[i].seen_by.size(), 1U);
    EXPECT_EQ(report.entries[i].seen_by[0].first.text(), "de-ca");
  }
  // The earliest that saw it.
  EXPECT_EQ(report.entries[0].seen_by[0].second, 0U);
  EXPECT_EQ(report.entries[0].tree_size, 2U);
  EXPECT_EQ(report.not_proven, Names{"the rest of the case"});
}

TEST(Excerpt, IsWrittenInOneForm) {
  WithExcerpt parties;
  const Bytes bytes = must(parties.choose({0, 3, 7}, true)).serialize();
  EXPECT_EQ(must(Excerpt::parse(bytes)).serialize(), bytes);
}

TEST(Excerpt, HoldsNothingOfOtherEntries) {
  WithExcerpt parties;
  const Excerpt excerpt = must(parties.choose({4}));
  EXPECT_EQ(excerpt.logs.size(), 2U);
  for (const ExcerptLog& log : excerpt.logs) {
    EXPECT_EQ(log.entries.size(), 1U);
    EXPECT_FALSE(log.entries[0].body.has_value());
  }
}

TEST(Excerpt, SaysWhatItDoesNotProve) {
  WithExcerpt parties;
  parties.fr.add();
  const ExcerptReport report = verify_excerpt(must(parties.choose({0, 13})), parties.trust());
  EXPECT_EQ(told(report), "");
  EXPECT_EQ(report.verdict, base::Verdict::pass_outside);
  EXPECT_EQ(report.not_proven,
            (Names{"the rest of the case", "what is inside of 1 entries (not in the excerpt)",
                   "2 entries stand on their author alone", "that de-ca, who saw them, is who it says (not pinned)"}));
}

TEST(Excerpt, IsBelievedByNobodyWhoTrustsNobody) {
  WithExcerpt parties;
  const ExcerptReport report = verify_excerpt(must(parties.choose({0})), crypto::Trust());
  EXPECT_EQ(checks_of(report), Names{"card.trust"});
  EXPECT_EQ(report.exit_status(), 22);
}

TEST(Excerpt, IsRefusedOfWhatDoesNotVerify) {
  WithExcerpt parties;
  EXPECT_EQ(parties.choose({99}).error().code(), ErrorCode::not_found);
  EXPECT_EQ(parties.choose({}).error().code(), ErrorCode::refused);
  EXPECT_EQ(parties.choose({0}, false, "es-ca").error().code(), ErrorCode::not_found);
  parties.fr.raw().entries[3].signature.push_back('\n');
  EXPECT_EQ(parties.choose({0}).error().code(), ErrorCode::refused);
}

TEST(Excerpt, AsksForTheKeyOfABody) {
  WithExcerpt parties;
  const auto right = std::exchange(parties.main, crypto::age::Identity::generate());
  EXPECT_EQ(parties.choose({0}, true).error().code(), ErrorCode::wrong_key);
  EXPECT_TRUE(parties.choose({0}, false).has_value());
}

TEST(Excerpt, ThatWasChangedIsNamed) {
  struct Change {
    const char* what;
    std::function<void(Excerpt&)> change;
    Names checks;
  };
  const auto fr = [](Excerpt& excerpt) -> ExcerptEntry& { return excerpt.logs[1].entries[0]; };
  const auto de = [](Excerpt& excerpt) -> ExcerptEntry& { return excerpt.logs[0].entries[0]; };
  const auto proof = [](ExcerptEntry& entry, const std::function<void(crypto::TlogProof&)>& change) {
    crypto::TlogProof changed = must(crypto::TlogProof::parse(entry.proof));
    change(changed);
    entry.proof = base::to_bytes(changed.serialize());
  };
  const std::vector<Change> changes{
      {"another body", [&](Excerpt& e) { fr(e).body->back() = ' '; }, {"body.commitment"}},
      {"a body where none is named", [&](Excerpt& e) { de(e).body = fr(e).body; }, {"body.commitment"}},
      {"another signature",
       [&](Excerpt& e) { fr(e).signature = de(e).signature; },
       {"entry.signature", "checkpoint.root"}},
      {"a signature in another spelling",
       [&](Excerpt& e) { fr(e).signature.push_back('\n'); },
       {"signature.form", "checkpoint.root"}},
      {"an entry in another place",
       [&](Excerpt& e) {
         e.entries = {1};
         fr(e).seq = 1;
       },
       {"entry.order", "checkpoint.form"}},
      {"a path of other hashes",
       [&](Excerpt& e) { proof(fr(e), [](crypto::TlogProof& p) { p.path[0].bytes[0] ^= 1U; }); },
       {"checkpoint.root"}},
      {"a path that is too short",
       [&](Excerpt& e) { proof(fr(e), [](crypto::TlogProof& p) { p.path.pop_back(); }); },
       {"checkpoint.root"}},
      {"the proof of another log", [&](Excerpt& e) { fr(e).proof = de(e).proof; }, {"checkpoint.form"}},
      {"a checkpoint of other bytes",
       [&](Excerpt& e) {
         proof(fr(e), [](crypto::TlogProof& p) { p.checkpoint.replace(p.checkpoint.find("\n2\n"), 3, "\n4\n"); });
       },
       {"checkpoint.signature"}},
      {"cards of another",
       [&](Excerpt& e) { e.logs[1].cards = e.logs[0].cards; },
       {"card.chain", "checkpoint.signature"}},
      {"another case", [&](Excerpt& e) { e.case_id = CaseId(); }, {"entry.order", "checkpoint.form"}},
  };
  for (const Change& change : changes) {
    WithExcerpt parties;
    Excerpt excerpt = must(parties.choose({0}, true));
    change.change(excerpt);
    Names names = checks_of(verify_excerpt(excerpt, parties.court()));
    for (const std::string& check : change.checks) {
      EXPECT_EQ(std::ranges::count(names, check), 1) << change.what << ": " << check << "\n"
                                                     << told(verify_excerpt(excerpt, parties.court()));
    }
  }
}

TEST(Excerpt, ShowsAFork) {
  WithExcerpt parties;
  Excerpt excerpt = must(parties.choose({0}));
  // The same place in another history, as the log's author could make it.
  test::LogAuthor other(parties.fr_authority, parties.case_id, "fr-ca");
  other.add(must(Entry::parse(excerpt.logs[1].entries[0].entry)));
  other.clock.seconds += 3600;
  other.add();
  excerpt.logs[1].entries[0].proof = base::to_bytes(
      crypto::TlogProof{0, {other.raw().entries[1].leaf()}, other.note(2, other.raw().root())}.serialize());
  const ExcerptReport report = verify_excerpt(excerpt, parties.court());
  EXPECT_EQ(checks_of(report), Names{"log.fork"}) << told(report);
}

TEST(Excerpt, ParsesNothingElse) {
  WithExcerpt parties;
  const Excerpt made = must(parties.choose({0, 3}));
  const Bytes good = made.serialize();
  for (std::size_t size = 0; size < good.size(); size += 512) {
    EXPECT_FALSE(Excerpt::parse(ByteView(good).first(size)).has_value()) << size;
  }
  Excerpt other = made;
  other.entries = {0};
  EXPECT_FALSE(Excerpt::parse(other.serialize()).has_value());
  other = made;
  std::swap(other.logs[0], other.logs[1]);
  EXPECT_FALSE(Excerpt::parse(other.serialize()).has_value());
  other = made;
  std::swap(other.logs[1].entries[0], other.logs[1].entries[1]);
  EXPECT_FALSE(Excerpt::parse(other.serialize()).has_value());
}

TEST(Excerpt, IsReadByStockTools) {
  WithExcerpt parties;
  const test::TemporaryDirectory dir;
  const std::string file = dir / "excerpt.tar";
  must(save_excerpt(FileSystem::real(), file, must(parties.choose({0}, true)), false));
  EXPECT_EQ(save_excerpt(FileSystem::real(), file, must(parties.choose({0})), false).error().code(),
            ErrorCode::refused);
  EXPECT_TRUE(load_excerpt(FileSystem::real(), file).has_value());
  test::write_file(dir / "allowed", crypto::allowed_signers(parties.fr_authority.chain()));
  const auto ran = test::run("cd " + dir.path() +
                             " && tar xf excerpt.tar && cd fr-ca/entries/00/00 && "
                             "ssh-keygen -Y verify -f ../../../../allowed -I clerk-1@fr-ca -n rogatory-entry@v1 "
                             "-s 000000.json.sig < 000000.json && grep -q \"$(sha256sum < 000000.body | cut -c-64)\" "
                             "000000.json && head -1 000000.tlog-proof");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_TRUE(ran.output.contains("c2sp.org/tlog-proof@v1")) << ran.output;
}

}  // namespace
}  // namespace rogatory::ledger
