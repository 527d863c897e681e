// A decrypted body and the event in it: what is accepted has the one form of its kind.
#include "ledger/body.hpp"
#include "ledger/event.hpp"
#include "ledger/exhibit_link_event.hpp"
#include "ledger/request_event.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

template <class Event>
void expect_same(std::string_view type, const Json::Object& fields) {
  if (type != Event::k_type) {
    return;
  }
  const Result<Event> event = Event::parse(fields);
  ROG_ASSERT(!event || event->fields() == fields);
}

/// The same for an act of custody, whose type is not its own.
void expect_same_act(std::string_view type, const Json::Object& fields) {
  const std::string_view prefix = ledger::CustodyEvent::k_prefix;
  const auto act = type.starts_with(prefix) ? ledger::find_custody_act(type.substr(prefix.size())) : std::nullopt;
  if (act) {
    const Result<ledger::CustodyEvent> event = ledger::CustodyEvent::parse(*act, fields);
    ROG_ASSERT(!event || (event->fields() == fields && event->type() == type));
  }
}

void expect_same_request(std::string_view type, const Json::Object& fields) {
  const Result<ledger::RequestEvent> event = ledger::parse_request_event(type, fields);
  ROG_ASSERT(!event || (ledger::fields_of(*event) == fields && ledger::type_of(*event) == type));
}

}  // namespace

bool accepts(ByteView input) {
  const ledger::BodyPlace place{
      .case_id = *ledger::CaseId::parse("00112233445566778899aabbccddeeff"), .log = {.authority = "fr-ca"}, .seq = 7};
  const Result<ledger::OpenedBody> body = ledger::parse_body(input, place);
  if (!body) {
    ROG_ASSERT(body.error().code() == ErrorCode::findings);
    return false;
  }
  ROG_ASSERT(input.size() % 512 == 32);
  ROG_ASSERT(!body->fields.contains("pad") && !body->fields.contains("case"));
  expect_same<ledger::BundleSealed>(body->type, body->fields);
  expect_same<ledger::CaseClosed>(body->type, body->fields);
  expect_same<ledger::CaseGranted>(body->type, body->fields);
  expect_same<ledger::CaseOpened>(body->type, body->fields);
  expect_same<ledger::CaseRestored>(body->type, body->fields);
  expect_same<ledger::CustodyCorrection>(body->type, body->fields);
  expect_same<ledger::ExhibitLinked>(body->type, body->fields);
  expect_same<ledger::ExhibitRegistered>(body->type, body->fields);
  expect_same_act(body->type, body->fields);
  expect_same_request(body->type, body->fields);
  return ledger::check_event(body->type, body->fields).has_value();
}

}  // namespace rogatory::fuzz
