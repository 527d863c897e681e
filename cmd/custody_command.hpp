// What the commands that enter something about an exhibit are made of: each says what is its own, and its bases do what
// all of them do in one way. They take CASE, their own words, --compartment; open the case for the officer; ask a
// person who sits there for what is left open (custody_guide.hpp); enter; tell what was entered.
#pragma once

#include "cmd/command.hpp"
#include "cmd/custody_guide.hpp"
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

  /// What the line said, and answers since.
  [[nodiscard]] const Given& given() const { return m_given; }
  /// A guide whose answers become options of this command. Lives no longer than the command.
  [[nodiscard]] CustodyGuide guide(Context& context);

  /// The exhibit that an act is done to, as far as it decides what is asked.
  struct Subject {
    bool is_digital = false;
    bool is_sealed = false;
    std::string_view known = {};  ///< an option that need not say what is known anyway
  };
  /// Asks for what the act wants recorded and nothing said. Errors as CustodyGuide::ask.
  Result<void> ask_of(ledger::CustodyAct act, const Subject& subject, const std::string& officer,
                      CustodyGuide& guide) const;

 private:
  std::string m_case;
  std::string m_compartment = "main";
  Given m_given;
  std::unique_ptr<Options> m_answers;  // set up anew for answers; those of the line are gone by then
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
  /// The option that complete() makes superfluous; none.
  [[nodiscard]] virtual std::string_view known(const ledger::ExhibitStory& story) const;

  FreeText m_counterpart;

 private:
  Result<ledger::CustodyEvent> read(Context& context, CustodyDesk& desk, const ledger::ExhibitId& exhibit);
  Result<ledger::CustodyEvent> read_guided(Context& context, CustodyDesk& desk, const ledger::ExhibitId& exhibit);

  std::string m_exhibit;
  CustodyOptions m_options;
};

}  // namespace rogatory::cmd
