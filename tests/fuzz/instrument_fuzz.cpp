// Instruments: what is accepted is written as the same document, can be laid on, and its rules are read back from their
// frozen bytes. Machines and frozen rules are read and written as well.
#include "base/json.hpp"
#include "request/instrument_file.hpp"
#include "request/layers.hpp"
#include "request/machine_file.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  if (const Result<request::Machine> machine = request::parse_machine(input)) {
    ROG_ASSERT(request::parse_machine(request::document_of(*machine)) == *machine);
    return true;
  }
  // And as rules that a peer froze.
  if (const Result<request::RuleSet> rules = request::parse_rules(input)) {
    const std::string text = request::document_of(*rules).canonical();
    const Result<request::RuleSet> again = request::parse_rules(base::as_bytes(text));
    ROG_ASSERT(again.has_value() && request::document_of(*again).canonical() == text);
    return true;
  }
  const Result<request::Instrument> instrument = request::parse_instrument(input);
  if (!instrument) {
    return false;
  }
  const std::string text = request::document_of(*instrument).canonical();
  const Result<request::Instrument> again = request::parse_instrument(base::as_bytes(text));
  ROG_ASSERT(again.has_value() && request::document_of(*again).canonical() == text);
  ROG_ASSERT(request::find_machine(instrument->machine) != nullptr);
  request::InstrumentSet set = request::InstrumentSet::built_in();
  if (!set.add(*instrument)) {
    return true;
  }
  request::RuleChoice choice{
      .base = instrument->layered_on.value_or(instrument->id), .requesting = "AA", .requested = "BB"};
  if (instrument->layered_on) {
    choice.layers = {instrument->id};
  }
  if (const Result<request::RuleSet> rules = request::resolve_rules(set, choice)) {
    const std::string frozen = request::document_of(*rules).canonical();
    const Result<request::RuleSet> thawed = request::parse_rules(base::as_bytes(frozen));
    ROG_ASSERT(!thawed || request::document_of(*thawed).canonical() == frozen);
    ROG_ASSERT(thawed.has_value() || frozen.size() > request::k_rules_size);
  }
  return true;
}

}  // namespace rogatory::fuzz
