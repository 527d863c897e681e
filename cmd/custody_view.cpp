#include "cmd/custody_view.hpp"

#include <algorithm>

#include "base/spoken.hpp"
#include "base/text.hpp"
#include "cmd/entry_view.hpp"
#include "cmd/event_text.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyFinding;
using ledger::CustodyState;
using ledger::EntryRef;
using ledger::ExhibitId;

ExhibitId exhibit_of(const ledger::ExhibitEvent& event) {
  return std::visit([](const auto& one) { return one.exhibit; }, event);
}

}  // namespace

std::string told(const CustodyState& state) {
  std::string text;
  text.reserve(128);  // of most; a list tells thousands
  text += text_of(state.state);
  std::ranges::replace(text, '_', ' ');
  if (state.custodian) {
    text += " by " + state.custodian->text();
  }
  if (state.place) {
    text += ", at " + *state.place;
  }
  if (state.seal) {
    text += ", seal " + *state.seal;
  }
  return text;
}

Json document_of(const CustodyState& state) {
  Json::Object document{{"state", text_of(state.state)}};
  if (state.custodian) {
    Json::Object custodian;
    if (!state.custodian->authority.empty()) {
      custodian["authority"] = state.custodian->authority;
    }
    if (!state.custodian->name.empty()) {
      custodian["name"] = state.custodian->name;
    }
    document["custodian"] = std::move(custodian);
  }
  if (state.place) {
    document["place"] = *state.place;
  }
  if (state.seal) {
    document["seal"] = *state.seal;
  }
  return document;
}

std::string entry_list(const std::vector<EntryRef>& entries) {
  std::vector<std::string> names;
  std::ranges::transform(entries, std::back_inserter(names), &EntryRef::text);
  return base::join(names, ", ");
}

Json entry_array(const std::vector<EntryRef>& entries) {
  Json::Array array;
  for (const EntryRef& entry : entries) {
    array.emplace_back(entry.text());
  }
  return array;
}

std::string told(const CustodyFinding& finding) {
  const std::string corrected =
      finding.corrections.empty() ? std::string() : "; corrected by " + entry_list(finding.corrections);
  return base::spoken(text_of(finding.fault)) + ": " + finding.text + " (" + entry_list(finding.entries) + corrected +
         ")";
}

Json document_of(const std::vector<CustodyFinding>& findings) {
  Json::Array array;
  for (const CustodyFinding& finding : findings) {
    array.push_back(Json::Object{{"corrections", entry_array(finding.corrections)},
                                 {"entries", entry_array(finding.entries)},
                                 {"fault", text_of(finding.fault)},
                                 {"text", finding.text}});
  }
  return array;
}

void show_written(Context& context, const registry::Home& home, const ledger::CaseId& case_id,
                  const std::string& officer, const registry::WrittenCustody& written) {
  Ui& ui = context.ui;
  const ledger::ExhibitEvent& last = written.events.back();
  warn_of_clock(ui, written.written.appended);
  const ExhibitId exhibit = exhibit_of(last);
  const ledger::OpenedBody body{.type = type_of(last), .fields = fields_of(last)};
  ui.line({{"recorded ", Tone::good}, {text_of_event(body), Tone::strong}});
  ui.line("  case       " + case_id.text());
  ui.line("  entry      " + written.written.name() + " by " + speaker(home, officer));
  ui.line("  now        " + told(written.table.at(exhibit).now));
  for (const CustodyFinding& finding : written.findings) {
    ui.warn(told(finding));
  }
}

Json::Object written_document(const registry::Home& home, const ledger::CaseId& case_id, const std::string& officer,
                              const registry::WrittenCustody& written) {
  Json::Object document = entry_document(home, case_id, officer, written.written);
  const ledger::ExhibitEvent& last = written.events.back();
  const ExhibitId exhibit = exhibit_of(last);
  document["exhibit"] = exhibit.text();
  document["findings"] = document_of(written.findings);
  document["now"] = document_of(written.table.at(exhibit).now);
  document["type"] = type_of(last);
  return document;
}

}  // namespace rogatory::cmd
