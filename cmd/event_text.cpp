#include "cmd/event_text.hpp"

#include <algorithm>

#include "base/spoken.hpp"
#include "base/text.hpp"
#include "ledger/event.hpp"
#include "ledger/exhibit_link_event.hpp"
#include "ledger/party_event.hpp"
#include "ledger/request_event.hpp"

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

std::string told(const CasePartyAdded& event) {
  const std::string reads = event.all ? "reads what was written before, too"
                                      : "reads from here on (" + base::join(event.compartments, ", ") + ")";
  return with_reason(event.party + " takes part, and " + reads, event.reason);
}

std::string told(const CaseRekeyed& event) {
  return with_reason("new keys from here on (" + base::join(event.compartments, ", ") + ")", event.reason);
}

std::string told(const BundleSealed& event) {
  return "sealed " + event.name + ", " + base::counted(event.items, "item") + ", " + base::human_size(event.size) +
         ", bundle " + event.bundle.substr(0, 12);
}

std::string told(const ExhibitRegistered& event) { return "exhibit " + event.exhibit.text() + ": " + event.title; }

std::string told(const CustodyCorrection& event) {
  return "exhibit " + event.exhibit.text() + ": " + event.corrects.text() + " corrected: " + event.reason;
}

/// "exhibit fr-ca:3: transferred out by Lt. Martin, de-ca: order of 3 May"
std::string told(const CustodyEvent& event) {
  std::string text = "exhibit " + event.exhibit.text() + ": " + spoken(event.act) + " by " + name_of(event.actor);
  if (event.counterpart) {
    text += ", " + name_of(*event.counterpart);
  }
  return with_reason(std::move(text), event.reason);
}

std::string told(const ExhibitLinked& event) { return "exhibit " + event.exhibit.text() + ": " + text_of_link(event); }

/// "request R-1f3a… "
std::string request_name(const std::string& id) { return "request R-" + id.substr(0, 10) + ": "; }

std::string told_by(const ToldBy& told) {
  return " as " + told.by + " told by " + base::spoken(text_of(told.means)) + (told.ref ? " (" + *told.ref + ")" : "");
}

std::string told(const RequestFiled& event) {
  std::string text = "request of " + event.requesting.id + " to " + event.requested.id + ": " + event.title + " (" +
                     base::join(event.instruments, ", ") + ")";
  text += event.reported ? "," + told_by(*event.reported) : "";
  return event.incomplete ? std::move(text) + ", incomplete: " + *event.incomplete : text;
}

/// "request R-1f3a…: provisionally arrested as the BKA told by interpol (2026/4711), entered as POL"
std::string told(const RequestStepEvent& event) {
  std::string text = request_name(event.request) + base::spoken(event.event);
  text += event.occurrence > 1 ? " (" + std::to_string(event.occurrence) + ")" : "";
  text += event.reported ? told_by(*event.reported) : "";
  return with_reason(std::move(text) + ", entered as " + event.role, event.reason);
}

std::string told(const RequestRemark& event) {
  return with_reason(request_name(event.request) + event.about.text() + " " + std::string(text_of(event.kind)) +
                         (event.withdraws ? ", it did not happen" : ""),
                     event.reason);
}

bool tells_of_request(const OpenedBody& body, std::string& text) {
  if (!request_event_kind(body.type)) {
    return false;
  }
  if (const Result<RequestEvent> event = parse_request_event(body.type, body.fields)) {
    text = std::visit([](const auto& one) { return told(one); }, *event);
  }
  return true;
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

bool tells_of_custody(const OpenedBody& body, std::string& text) {
  const std::string_view prefix = CustodyEvent::k_prefix;
  const auto act = body.type.starts_with(prefix) ? find_custody_act(body.type.substr(prefix.size())) : std::nullopt;
  if (!act) {
    return false;
  }
  if (const Result<CustodyEvent> event = CustodyEvent::parse(*act, body.fields)) {
    text = told(*event);
  }
  return true;
}

}  // namespace

std::string spoken(CustodyAct act) { return base::spoken(text_of(act)); }

std::string name_of(const Person& person) {
  const std::string name = person.name.value_or(person.authority.value_or(""));
  return person.name && person.authority ? name + " of " + *person.authority : name;
}

std::string text_of_link(const ExhibitLinked& event) {
  const auto other = [](const CaseId& case_id, const ExhibitId& exhibit) {
    return "case " + case_id.text().substr(0, 12) + " exhibit " + exhibit.text();
  };
  const auto* from = std::get_if<LinkedFrom>(&event.other);
  if (from != nullptr) {
    return "linked from " + other(from->case_id, from->exhibit);
  }
  const auto& into = std::get<LinkedInto>(event.other);
  return "linked into " + other(into.case_id, into.exhibit);
}

std::string text_of_event(const OpenedBody& body) {
  std::string text = body.type;
  static_cast<void>(
      tells<CaseOpened>(body, text) || tells<CaseClosed>(body, text) || tells<CaseRestored>(body, text) ||
      tells<CasePartyAdded>(body, text) || tells<CaseRekeyed>(body, text) || tells<CaseGranted>(body, text) ||
      tells<BundleSealed>(body, text) || tells<ExhibitRegistered>(body, text) || tells<ExhibitLinked>(body, text) ||
      tells<CustodyCorrection>(body, text) || tells_of_custody(body, text) || tells_of_request(body, text));
  return text;
}

}  // namespace rogatory::cmd
