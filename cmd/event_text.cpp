#include "cmd/event_text.hpp"

#include "base/text.hpp"
#include "ledger/event.hpp"

namespace rogatory::cmd {
namespace {

using namespace ledger;  // NOLINT(google-build-using-namespace): the events, all of them

std::string with_reason(std::string text, const std::optional<std::string>& reason) {
  return reason ? std::move(text) + ": " + *reason : text;
}

std::string told(const CaseOpened& event) {
  return "opened: " + event.title + (event.reference ? " (" + *event.reference + ")" : "");
}

std::string told(const CaseClosed& event) { return with_reason("closed", event.reason); }

std::string told(const CaseRestored& event) { return "the log goes on here: " + event.reason; }

std::string told(const CaseGranted& event) {
  const std::string what = event.bundle ? "the key of bundle " + event.bundle->substr(0, 12)
                                        : "the key of the compartment " + event.compartment;
  return with_reason(what + " " + std::string(text_of(event.means)) + " for " + event.to, event.reason);
}

std::string told(const BundleSealed& event) {
  return "sealed " + event.name + ", " + base::counted(event.items, "item") + ", " + base::human_size(event.size) +
         ", bundle " + event.bundle.substr(0, 12);
}

template <class Event>
bool tells(const OpenedBody& body, std::string& text) {
  if (body.type != Event::k_type) {
    return false;
  }
  if (const Result<Event> event = Event::parse(body.fields)) {
    text = told(*event);
  }
  return true;
}

}  // namespace

std::string text_of_event(const OpenedBody& body) {
  std::string text = body.type;
  static_cast<void>(tells<CaseOpened>(body, text) || tells<CaseClosed>(body, text) || tells<CaseRestored>(body, text) ||
                    tells<CaseGranted>(body, text) || tells<BundleSealed>(body, text));
  return text;
}

}  // namespace rogatory::cmd
