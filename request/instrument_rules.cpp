#include "request/instrument_rules.hpp"

#include <algorithm>
#include <set>

#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

std::unexpected<Error> unsound(std::string_view table, const std::string& name, std::string_view why) {
  return fail(ErrorCode::malformed, std::string(table) + ": " + name + ": " + std::string(why));
}

/// A ref that is a key of a draft: 1 to 64 printable ASCII characters, blanks among them.
bool is_key(std::string_view ref) {
  constexpr std::size_t k_key_size = 64;
  return !ref.empty() && ref.size() <= k_key_size &&
         std::ranges::all_of(ref, [](char character) { return character >= ' ' && character < '\x7f'; });
}

Result<void> check_fields(const Instrument& instrument) {
  std::set<std::string_view> refs;
  for (const Content& content : instrument.contents) {
    if (!is_key(content.provision.ref)) {
      return unsound("contents", content.provision.ref, "a ref is at most 64 characters of ASCII");
    }
    if (!refs.insert(content.provision.ref).second) {
      return unsound("contents", content.provision.ref, "the ref stands twice: a field is known by it");
    }
  }
  std::set<std::pair<std::string_view, std::string_view>> documents;
  for (const RequiredDocument& document : instrument.documents) {
    if (!is_key(document.provision.ref)) {
      return unsound("documents", document.provision.ref, "a ref is at most 64 characters of ASCII");
    }
    if (!documents.emplace(document.provision.ref, document.name).second) {
      return unsound("documents", document.provision.ref, "stands twice with the name " + document.name);
    }
  }
  return {};
}

Result<void> check_events(const Machine& machine, const Limit& limit) {
  std::vector<std::string> events = limit.to;
  events.push_back(limit.from);
  for (const Suspension& suspension : limit.suspends) {
    events.push_back(suspension.from);
    events.push_back(suspension.to);
  }
  for (const std::string& event : events) {
    if (!has_event(machine, event)) {
      return unsound("limits", limit.id, "machine " + machine.id + " has no event " + event);
    }
  }
  return {};
}

Result<void> check_limits(const Instrument& instrument, const Machine& machine) {
  std::set<std::string_view> ids;
  for (const Limit& limit : instrument.limits) {
    if (!ids.insert(limit.id).second) {
      return unsound("limits", limit.id, "the id stands twice");
    }
    if (limit.n.has_value() != limit.n_by.empty()) {
      return unsound("limits", limit.id, "has either n or n_by");
    }
    ROG_TRY(check_events(machine, limit));
  }
  for (const Limit& limit : instrument.limits) {
    if (limit.extends && (!ids.contains(*limit.extends) || *limit.extends == limit.id)) {
      return unsound("limits", limit.id, "extends no other limit of this instrument: " + *limit.extends);
    }
  }
  return {};
}

Result<void> check_changes(const Declaration& declaration, const Machine& machine) {
  for (const LimitChange& change : declaration.limits) {
    for (const Suspension& suspension : change.suspends) {
      if (!has_event(machine, suspension.from) || !has_event(machine, suspension.to)) {
        return unsound("declarations", declaration.state,
                       "machine " + machine.id + " has no event " + suspension.from + " or " + suspension.to);
      }
    }
  }
  return {};
}

}  // namespace

Result<void> check_instrument(const Instrument& instrument, const Machine& machine) {
  if (instrument.machine != machine.id) {
    return fail(ErrorCode::malformed, "machine: is " + instrument.machine + ", and the table is that of " + machine.id);
  }
  if (!instrument.replaces.empty() && !instrument.layered_on) {
    return fail(ErrorCode::malformed, "replaces: only an instrument that is layered on another replaces its articles");
  }
  if (instrument.layered_on == instrument.id) {
    return fail(ErrorCode::malformed, "layered_on: is the instrument itself");
  }
  ROG_TRY(check_fields(instrument));
  ROG_TRY(check_limits(instrument, machine));
  for (const Declaration& declaration : instrument.declarations) {
    ROG_TRY(check_changes(declaration, machine));
  }
  return {};
}

}  // namespace rogatory::request
