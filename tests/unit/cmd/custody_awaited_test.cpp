#include "cmd/custody_awaited.hpp"

#include <gtest/gtest.h>

#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;
using ledger::CustodyEvent;
using test::CustodyWorld;

struct AwaitedStage {
  CustodyWorld world;
  base::BufferSink out;
  base::BufferSink err;
  Screen screen{err, {}};
  Ui ui{out, screen, {}};

  AwaitedStage() {
    world.enter("registry-2@fr-ca", "fr-ca:1");
    world.put("registry-2@fr-ca", world.act(CustodyAct::seized, "Lt. Martin"));
  }
  CustodyEvent put(CustodyAct act, std::optional<ledger::Person> counterpart = std::nullopt,
                   std::optional<std::string> seal = std::nullopt, const std::string& officer = "registry-2@fr-ca") {
    CustodyEvent event = world.act(act, officer.ends_with("fr-ca") ? "Lt. Martin" : "eingang-1");
    event.counterpart = std::move(counterpart);
    if (seal) {
      event.seal = ledger::SealSeen{.after = {}, .before = std::move(seal), .intact = {}};
    }
    world.put(officer, event);
    return event;
  }
  /// What is said behind `last` by who wrote it.
  std::string told(const CustodyEvent& last, const std::string& ourselves = "fr-ca") {
    registry::WrittenCustody written;
    written.events = {last};
    written.table = world.table();
    show_awaited(ui, *ledger::CaseId::parse(std::string(32, 'a')), ourselves, written);
    EXPECT_TRUE(ui.finish().has_value());
    return std::string(base::as_text(out.bytes)) + std::string(base::as_text(err.bytes));
  }
};

const std::string k_receive = "custody receive " + std::string(32, 'a') + " fr-ca:1";

TEST(Awaited, IsTheSignatureOfAnotherAuthorityAndHowItComesToIt) {
  AwaitedStage stage;
  const CustodyEvent last = stage.put(CustodyAct::transferred_out, test::authority("de-ca"), "4471");
  EXPECT_EQ(stage.told(last),
            "  awaited    de-ca has to sign that it was received\n  next       rogatory ledger give " +
                std::string(32, 'a') + " -o FILE, for de-ca\n  then       rogatory " + k_receive +
                " --seal NUMBER --seal-intact yes|no\n");
}

TEST(Awaited, IsTheSignatureOfAnotherOfficerOfOurs) {
  AwaitedStage stage;
  const CustodyEvent last = stage.put(CustodyAct::transferred_out, test::person("dépôt d'objets"));
  EXPECT_EQ(stage.told(last),
            "  awaited    dépôt d'objets has to sign that it was received\n  then       rogatory --as OFFICER " +
                k_receive + R"( --by 'dépôt d'"'"'objets')" + "\n");
}

TEST(Awaited, IsStillTheReceiverBehindACourier) {
  AwaitedStage stage;
  stage.put(CustodyAct::transferred_out, test::authority("de-ca"));
  EXPECT_NE(stage.told(stage.put(CustodyAct::handed_to_courier, test::person("courier 12"))).find("awaited    de-ca "),
            std::string::npos);
  AwaitedStage courier;
  EXPECT_NE(courier.told(courier.put(CustodyAct::handed_to_courier, test::person("courier 12")))
                .find("awaited    whoever receives it "),
            std::string::npos);
}

TEST(Awaited, IsAWarningToWhoGoesOnWithWhatHeHandedOver) {
  AwaitedStage stage;
  stage.put(CustodyAct::transferred_out, test::authority("de-ca"));
  const CustodyEvent last = stage.put(CustodyAct::labelled);
  EXPECT_EQ(stage.told(last),
            "warning: fr-ca:1 is still in transit: de-ca has not signed that it was received (fr-ca:2); awaited is: "
            "rogatory " +
                k_receive + "\n");
}

TEST(Awaited, IsNothingOnceItWasReceivedOrRefused) {
  for (const CustodyAct answer : {CustodyAct::received, CustodyAct::receipt_refused}) {
    AwaitedStage stage;
    stage.put(CustodyAct::transferred_out, test::authority("de-ca"));
    stage.put(answer, std::nullopt, std::nullopt, "eingang-1@de-ca");
    EXPECT_EQ(stage.told(stage.put(CustodyAct::labelled)), "");
  }
}

TEST(Awaited, IsNoBusinessOfThoseWhoDidNotHandItOver) {
  AwaitedStage stage;
  stage.put(CustodyAct::transferred_out, test::authority("de-ca"));
  const CustodyEvent last = stage.put(CustodyAct::photographed, std::nullopt, std::nullopt, "eingang-1@de-ca");
  EXPECT_EQ(stage.told(last, "de-ca"), "");
}

}  // namespace
}  // namespace rogatory::cmd
