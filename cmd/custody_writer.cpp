#include "cmd/custody_writer.hpp"

#include "cmd/custody_awaited.hpp"
#include "cmd/custody_view.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {

using registry::Home;

Result<CustodyDesk> CustodyDesk::open(Context& context, const std::string& which_case, const std::string& compartment) {
  ROG_TRY_ASSIGN(Home opened, open_home(context));
  auto home = std::make_unique<Home>(std::move(opened));
  registry::KeyRing keys(*home, context.passphrases);
  ROG_TRY_ASSIGN(const ledger::CaseId case_id, registry::find_case(*home, keys, which_case));
  ROG_TRY_ASSIGN(registry::CaseWriter writer,
                 registry::CaseWriter::open(*home, keys, case_id, writing_of(context), context.clock));
  return CustodyDesk(context, std::move(home), std::move(writer), compartment);
}

CustodyOptions::Defaults CustodyDesk::defaults() {
  const registry::CaseSigners& signers = m_writer.signers();
  return {.officer = signers.officer().id, .zone = signers.cards().newest().zone, .now = m_context->clock.now()};
}

std::string CustodyDesk::signer() { return speaker(*m_home, defaults().officer); }

Result<ledger::Person> CustodyDesk::counterpart(const std::string& who) const {
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, m_writer.source());
  ROG_TRY_ASSIGN(const registry::CaseGlance glance,
                 registry::glance_at(*source, m_writer.held().identities, registry::Lists::newest));
  ledger::Person person;
  for (const ledger::Party& party : glance.parties) {
    if (party.id == who && who != m_home->authority()) {
      person.authority = who;
      return person;
    }
  }
  person.name = who;
  return person;
}

Result<ledger::CustodyTable> CustodyDesk::look(std::string_view type) const {
  ROG_TRY(m_writer.check_open(type));
  ROG_TRY(m_writer.compartment(m_compartment));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, m_writer.source());
  ROG_TRY_ASSIGN(const std::vector<ledger::CustodyEntry> entries,
                 registry::read_custody(*source, m_writer.held().identities));
  return ledger::fold_custody(entries);
}

Result<registry::WrittenCustody> CustodyDesk::write(const registry::CustodyPlan& plan) {
  return registry::write_custody(m_writer, m_compartment, m_context->clock, plan);
}

Json::Object CustodyDesk::show(const registry::WrittenCustody& written) {
  const std::string officer = defaults().officer;
  show_written(*m_context, *m_home, m_writer.case_id(), officer, written);
  show_awaited(m_context->ui, m_writer.case_id(), m_home->authority(), written);
  return written_document(*m_home, m_writer.case_id(), officer, written);
}

std::vector<ExitLine> custody_exits(ExitLine first) {
  return {first,
          {4, "the officer may not sign entries, or is expired or revoked"},
          {5, "the home came back from a copy (ledger reopen)"},
          {10, "no such case, exhibit, compartment or file"},
          {11, "another program is writing into the case"},
          {12, "wrong passphrase"},
          {24, "a text is not UTF-8"},
          {30, "the case is closed"},
          {31, "the clock looks wrong (--clock-ok); or nobody said that it be signed"}};
}

}  // namespace rogatory::cmd
