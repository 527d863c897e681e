// What the commands that enter something about an exhibit share: the case opened for an officer, the exhibit that is
// meant, who a counterpart is, and the telling of what was written.
#pragma once

#include "cmd/command.hpp"
#include "cmd/custody_options.hpp"
#include "registry/cases.hpp"
#include "registry/custody_writing.hpp"

namespace rogatory::cmd {

class CustodyDesk {
 public:
  /// Opens CASE of the home for writing. Errors as find_case and CaseWriter::open.
  static Result<CustodyDesk> open(Context& context, const std::string& which_case, const std::string& compartment);

  [[nodiscard]] const registry::Home& home() const { return *m_home; }
  [[nodiscard]] CustodyOptions::Defaults defaults();
  /// "registry-2@fr-ca": who signs what is entered.
  [[nodiscard]] std::string signer();
  /// A party of the case by its id, or else a person or post by name.
  [[nodiscard]] Result<ledger::Person> counterpart(const std::string& who) const;
  /// The stories as they stand before anything is locked, for questions to who will enter an event of `type`. What
  /// would be refused behind his answers is refused here: not_allowed, not_found as write(); as read_custody.
  [[nodiscard]] Result<ledger::CustodyTable> look(std::string_view type) const;
  /// Plans and appends (registry::write_custody).
  Result<registry::WrittenCustody> write(const registry::CustodyPlan& plan);
  /// Tells people, also what is awaited of others now, and gives the document as it is so far.
  [[nodiscard]] Json::Object show(const registry::WrittenCustody& written);

 private:
  CustodyDesk(Context& context, std::unique_ptr<registry::Home> home, registry::CaseWriter writer,
              std::string compartment)
      : m_context(&context),
        m_home(std::move(home)),
        m_writer(std::move(writer)),
        m_compartment(std::move(compartment)) {}
  Context* m_context;
  std::unique_ptr<registry::Home> m_home;  // the writer points at it
  registry::CaseWriter m_writer;
  std::string m_compartment;
};

/// EXIT STATUS of each of these commands, that of its own first line.
std::vector<ExitLine> custody_exits(ExitLine first);

}  // namespace rogatory::cmd
