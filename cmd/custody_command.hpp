// What the commands that enter something about an exhibit are made of: each says what is its own, and its bases do what
// all of them do in one way. They take CASE, their own words, --compartment; open the case for the officer; enter; tell
// what was entered.
#pragma once

#include "cmd/command.hpp"
#include "cmd/custody_writer.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {

class CustodyCommand : public Command {
 public:
  void setup(Options& options) final;
  Result<int> run(Context& context) final;

 protected:
  /// Arguments behind CASE, and options.
  virtual void setup_own(Options& options) = 0;
  /// Enters it, tells people, and gives the document.
  virtual Result<Json::Object> enter(Context& context, CustodyDesk& desk) = 0;

 private:
  std::string m_case;
  std::string m_compartment = "main";
};

/// An act of custody on an exhibit that is registered: N, the other side, and the options of an event.
class CustodyActCommand : public CustodyCommand {
 public:
  Result<void> check() override { return m_options.check(); }

 protected:
  void setup_own(Options& options) final;
  Result<Json::Object> enter(Context& context, CustodyDesk& desk) final;

  /// Arguments behind N, and the options that come before those of an event.
  virtual void setup_act(Options& options) = 0;
  /// Which act it is; called after check().
  [[nodiscard]] virtual ledger::CustodyAct act() const = 0;
  /// The other side as it was given.
  virtual Result<std::optional<std::string>> counterpart(Context& context);
  /// Fills in what the options leave open, under the lock, from the story so far. `ourselves` is our authority.
  virtual void complete(ledger::CustodyEvent& event, const ledger::ExhibitStory& story,
                        const std::string& ourselves) const;

  FreeText m_counterpart;

 private:
  std::string m_exhibit;
  CustodyOptions m_options;
};

}  // namespace rogatory::cmd
