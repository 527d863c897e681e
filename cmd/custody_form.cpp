#include "cmd/custody_form.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/custody_details.hpp"
#include "cmd/custody_hand_overs.hpp"
#include "cmd/custody_view.hpp"
#include "cmd/event_text.hpp"
#include "ledger/custody_entry.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyCorrection;
using ledger::CustodyEvent;
using ledger::CustodyStep;
using ledger::EntryRef;
using ledger::ExhibitLinked;
using ledger::ExhibitStory;
using ledger::Registration;

void show_item(Ui& ui, const ledger::ExhibitId& exhibit, const ExhibitStory& story) {
  const std::optional<Registration>& item = story.registered;
  ui.line({{exhibit.text() + "  ", Tone::strong}, {item ? item->event.title : "(not registered)", Tone::strong}});
  if (item) {
    ui.line("  kind         " + std::string(text_of(item->event.kind)));
    if (item->event.description) {
      ui.line("  description  " + *item->event.description);
    }
    if (item->event.file) {
      ui.line("  file         " + *item->event.file);
    }
    if (item->event.parent) {
      ui.line("  taken from   " + item->event.parent->text());
    }
    ui.line("  registered   " + item->made_at.text() + " by " + item->officer + "@" + item->entry.log.authority + " (" +
            item->entry.text() + ")" +
            (item->corrections.empty() ? "" : ", corrected by " + entry_list(item->corrections)));
  }
  for (const CustodyStep& step : story.steps) {
    if (const auto* linked = std::get_if<ExhibitLinked>(&step.event)) {
      const std::string text = text_of_link(*linked);  // "linked from …", "linked into …"
      ui.line("  " + text.substr(0, 11) + "  " + text.substr(12) + " (" + step.entry.text() + ")");
    }
  }
  ui.line("  now          " + told(story.now));
}

void show_hand_overs(Ui& ui, const ExhibitStory& story) {
  Table table({{"HAND-OVER"}, {"RELEASED BY"}, {"SIGNED"}, {"RECEIVED BY"}, {"SIGNED"}});
  for (const HandOver& row : hand_overs_of(story)) {
    if (!row.gap.empty()) {
      table.row({{row.when}, {"-", Tone::dim}, {"-", Tone::dim}, {"-", Tone::dim}, {row.gap, Tone::bad}});
      continue;
    }
    const auto signature = [](const std::string& by) { return by.empty() ? Piece{"-", Tone::dim} : Piece{by}; };
    table.row({{row.when}, {row.giver}, signature(row.giver_signed), {row.taker}, signature(row.taker_signed)});
  }
  ui.table(table);
}

void show_events(Ui& ui, const ExhibitStory& story) {
  Table table({{"ENTRY"}, {"HAPPENED"}, {"EVENT"}, {"BY"}, {"SIGNED"}, {"DETAILS"}});
  for (const CustodyStep& step : story.steps) {
    const std::string corrected =
        step.corrections.empty() ? std::string() : " CORRECTED by " + entry_list(step.corrections);
    const std::string officer = step.officer + "@" + step.entry.log.authority;
    if (const auto* event = std::get_if<CustodyEvent>(&step.event)) {
      table.row({{step.entry.text(), Tone::strong},
                 {event->happened_at.at.text() + (event->happened_at.known == ledger::TimeKnown::observed
                                                      ? ""
                                                      : " (" + std::string(text_of(event->happened_at.known)) + ")")},
                 {spoken(event->act)},
                 {name_of(event->actor)},
                 {officer},
                 {base::join(details_of(*event), "; ") + corrected}});
    } else {
      const auto* correction = std::get_if<CustodyCorrection>(&step.event);
      table.row({{step.entry.text(), Tone::strong},
                 {step.made_at.text()},
                 {correction != nullptr ? "correction" : "linked"},
                 {step.officer},
                 {officer},
                 {(correction != nullptr ? "of " + correction->corrects.text() + ": " + correction->reason
                                         : base::join(details_of(std::get<ExhibitLinked>(step.event)), "; ")) +
                  corrected}});
    }
  }
  ui.table(table);
}

Json step_document(const CustodyStep& step) {
  Json::Object document{{"after", document_of(step.after)},
                        {"corrections", entry_array(step.corrections)},
                        {"entry", step.entry.text()},
                        {"made_at", step.made_at.text()},
                        {"officer", step.officer}};
  const ledger::ExhibitEvent event = std::visit([](const auto& one) { return ledger::ExhibitEvent(one); }, step.event);
  document["event"] = fields_of(event);
  document["type"] = type_of(event);
  return document;
}

}  // namespace

void show_form(Ui& ui, const ledger::ExhibitId& exhibit, const ExhibitStory& story) {
  show_item(ui, exhibit, story);
  ui.line("");
  show_hand_overs(ui, story);
  ui.line("");
  show_events(ui, story);
  for (const ledger::CustodyFinding& finding : story.findings) {
    ui.line({{"FINDING ", Tone::bad}, {told(finding)}});
  }
}

Json::Object form_document(const ledger::ExhibitId& exhibit, const ExhibitStory& story) {
  Json::Object document{
      {"exhibit", exhibit.text()}, {"findings", document_of(story.findings)}, {"now", document_of(story.now)}};
  Json::Array steps;
  std::ranges::transform(story.steps, std::back_inserter(steps), step_document);
  document["steps"] = std::move(steps);
  if (const std::optional<Registration>& item = story.registered) {
    Json::Object registered = item->event.fields();
    registered.erase("exhibit");
    registered["corrections"] = entry_array(item->corrections);
    registered["entry"] = item->entry.text();
    registered["made_at"] = item->made_at.text();
    registered["officer"] = item->officer;
    document["registered"] = std::move(registered);
  }
  return document;
}

}  // namespace rogatory::cmd
