#include "cmd/verify_summary.hpp"

#include <gtest/gtest.h>

namespace rogatory::cmd {
namespace {

using bundle::Report;
using bundle::Verdict;

Report passing(bool opened = true) {
  Report report;
  report.opened = opened;
  report.verdict = opened ? Verdict::pass : Verdict::pass_outside;
  return report;
}

Report with(const std::vector<std::string_view>& checks) {
  Report report;
  report.outline.layout.name = "b-1";
  for (const std::string_view check : checks) {
    report.findings.push_back(bundle::finding(check, "seen"));
  }
  report.verdict = bundle::verdict_of(report.findings, false);
  return report;
}

Report with_wrong_key() {
  Report report = passing(false);
  report.wrong_key = true;
  return report;
}

std::string shown(const VerifySummary& summary) {
  base::BufferSink out;
  base::BufferSink err;
  Screen screen(err, {});
  Ui ui(out, screen, {});
  summary.show(ui);
  EXPECT_TRUE(ui.finish().has_value());
  return std::string(base::as_text(out.bytes));
}

TEST(VerifySummary, SaysOneLineWhereAllPass) {
  VerifySummary summary;
  summary.add("a.rog", passing());
  summary.add("b.rog", passing(false));
  summary.add("c.rog", passing());
  EXPECT_EQ(shown(summary), "3 bundles: 2 PASS, 1 PASS (outside)\n");
  EXPECT_EQ(summary.exit_status(), 0);
}

TEST(VerifySummary, NamesTheCheckThatDecidesAndWhatToDo) {
  VerifySummary summary;
  summary.add("a.rog", passing());
  summary.add("b.rog", with({"part.missing", "card.trust"}));
  summary.add("c.rog", with({"part.missing"}));
  const std::string text = shown(summary);
  EXPECT_TRUE(text.starts_with("3 bundles: 1 PASS, 2 INCOMPLETE (21 part.missing)\n")) << text;
  EXPECT_NE(text.find("FILE   VERDICT     STATUS  CHECK         NEXT\n"), std::string::npos) << text;
  EXPECT_NE(text.find("b.rog  INCOMPLETE      21  part.missing  ask the sender to send the file again\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("a.rog"), std::string::npos) << "what passes needs nobody's attention";
}

TEST(VerifySummary, TakesTheStatusOfTheWorstFindingOfAny) {
  VerifySummary summary;
  summary.add("a.rog", with({"card.trust"}));
  EXPECT_EQ(summary.exit_status(), 22);
  summary.add("b.rog", with({"part.missing"}));
  EXPECT_EQ(summary.exit_status(), 21);
  summary.add("c.rog", with({"seal.form"}));
  EXPECT_EQ(summary.exit_status(), 24);
  summary.add("d.rog", with({"card.fork"}));
  EXPECT_EQ(summary.exit_status(), 23);
  summary.add("e.rog", with({"card.trust", "part.hash"}));
  EXPECT_EQ(summary.exit_status(), 20);
  summary.add("f.rog", with({"card.trust"}));
  EXPECT_EQ(summary.exit_status(), 20) << "whatever the order";
}

TEST(VerifySummary, PutsAFindingBeforeAFileThatWasNotCheckedAndThatBeforeAWrongKey) {
  VerifySummary summary;
  summary.add("a.rog", with_wrong_key());
  EXPECT_EQ(summary.exit_status(), 12);
  summary.add("b.rog", Error(ErrorCode::not_found, "b.rog: No such file").next("check the path"));
  EXPECT_EQ(summary.exit_status(), 3);
  summary.add("c.rog", with({"card.trust"}));
  EXPECT_EQ(summary.exit_status(), 22);
  const std::string text = shown(summary);
  EXPECT_TRUE(text.starts_with("3 bundles: 1 PASS (outside), 1 NOT CHECKED (10), 1 UNTRUSTED (22 card.trust)\n"))
      << text;
  EXPECT_NE(text.find("b.rog  NOT CHECKED         10  -           check the path\n"), std::string::npos) << text;
  EXPECT_NE(text.find("a.rog  PASS (outside)      12  -           "), std::string::npos) << text;
}

TEST(VerifySummary, CountsEveryVerdictForPrograms) {
  VerifySummary summary;
  summary.add("a", passing());
  summary.add("b", passing(false));
  summary.add("c", with({"part.hash"}));
  summary.add("d", with({"part.missing"}));
  summary.add("e", with({"card.trust"}));
  summary.add("f", with({"card.trust"}));
  summary.add("g", Error(ErrorCode::failed, "I/O"));
  EXPECT_EQ(summary.document().canonical(),
            R"({"fail":1,"files":7,"incomplete":1,"not_checked":1,"pass":1,"pass_outside":1,"untrusted":2})");
}

}  // namespace
}  // namespace rogatory::cmd
