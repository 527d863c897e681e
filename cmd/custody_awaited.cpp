#include "cmd/custody_awaited.hpp"

#include "cmd/completion_script.hpp"
#include "cmd/event_text.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyEffect;
using ledger::CustodyEvent;
using ledger::CustodyStep;
using ledger::ExhibitStory;

bool is_half(const CustodyEvent& event) {
  const CustodyEffect effect = ledger::row_of(event.act).effect;
  return effect == CustodyEffect::gives || effect == CustodyEffect::sends;
}

/// Whom it was handed over to; nobody where a courier has it and nothing says for whom.
const ledger::Person* receiver_of(const CustodyEvent& event) {
  return ledger::row_of(event.act).effect == CustodyEffect::gives && event.counterpart ? &*event.counterpart : nullptr;
}

std::string receiver_name(const CustodyEvent& event) {
  const ledger::Person* const receiver = receiver_of(event);
  return receiver == nullptr ? "whoever receives it" : name_of(*receiver);
}

/// For sh, without a backslash: the screen shows that one as \x5c, and nobody could type it.
std::string sh_quoted(std::string_view text) { return shell_quoted(text, R"('"'"')"); }

}  // namespace

std::string receiving_command(const ledger::CaseId& case_id, const CustodyStep& hand_over, const ExhibitStory& story,
                              const std::string& ourselves) {
  const auto& event = std::get<CustodyEvent>(hand_over.event);
  const ledger::Person* const receiver = receiver_of(event);
  const bool is_ours = receiver != nullptr && (!receiver->authority || *receiver->authority == ourselves);
  std::string command = std::string("rogatory ") + (is_ours ? "--as OFFICER " : "") + "custody receive " +
                        case_id.text() + " " + event.exhibit.text();
  if (is_ours && receiver->name) {
    command += " --by " + sh_quoted(*receiver->name);
  }
  if (story.now.seal) {
    command += " --seal NUMBER --seal-intact yes|no";  // as he reads it, not as we say it
  }
  return command;
}

void show_awaited(Ui& ui, const ledger::CaseId& case_id, const std::string& ourselves,
                  const registry::WrittenCustody& written) {
  const auto* const event = std::get_if<CustodyEvent>(&written.events.back());
  if (event == nullptr) {
    return;
  }
  const ExhibitStory& story = written.table.at(event->exhibit);
  const CustodyStep* const open = open_hand_over(story);
  if (open == nullptr || open->entry.log.authority != ourselves) {
    return;
  }
  const auto& half = std::get<CustodyEvent>(open->event);
  const std::string command = receiving_command(case_id, *open, story, ourselves);
  if (is_half(*event)) {
    const ledger::Person* const receiver = receiver_of(half);
    ui.line("  awaited    " + receiver_name(half) + " has to sign that it was received");
    if (receiver != nullptr && receiver->authority) {
      ui.line("  next       rogatory ledger give " + case_id.text() + " -o FILE, for " + *receiver->authority);
    }
    ui.line("  then       " + command);
    return;
  }
  ui.warn(event->exhibit.text() + " is still in transit: " + receiver_name(half) +
          " has not signed that it was received (" + open->entry.text() + "); awaited is: " + command);
}

}  // namespace rogatory::cmd
