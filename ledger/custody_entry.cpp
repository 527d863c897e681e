#include "ledger/custody_entry.hpp"

namespace rogatory::ledger {
namespace {

using Told = decltype(CustodyEntry::event);

template <class Event>
Told told(Result<Event> event) {
  return event ? Told(*std::move(event)) : Told();
}

Told told_by(const OpenedBody& body) {
  if (body.type == ExhibitRegistered::k_type) {
    return told(ExhibitRegistered::parse(body.fields));
  }
  if (body.type == CustodyCorrection::k_type) {
    return told(CustodyCorrection::parse(body.fields));
  }
  if (body.type == ExhibitLinked::k_type) {
    return told(ExhibitLinked::parse(body.fields));
  }
  if (!body.type.starts_with(CustodyEvent::k_prefix)) {
    return {};
  }
  const auto act = find_custody_act(std::string_view(body.type).substr(CustodyEvent::k_prefix.size()));
  return act ? told(CustodyEvent::parse(*act, body.fields)) : Told();
}

}  // namespace

std::string type_of(const ExhibitEvent& event) {
  return std::visit(
      []<class Event>(const Event& one) {
        if constexpr (std::is_same_v<Event, CustodyEvent>) {
          return one.type();
        } else {
          return std::string(Event::k_type);
        }
      },
      event);
}

Json::Object fields_of(const ExhibitEvent& event) {
  return std::visit([](const auto& one) { return one.fields(); }, event);
}

CustodyEntry custody_entry(const Entry& entry, const OpenedBody* body) {
  CustodyEntry told{.point = {.entry = {.log = entry.log, .seq = entry.seq}, .made_at = entry.made_at, .seen = {}},
                    .officer = entry.officer,
                    .event = {},
                    .is_unread = entry.body && body == nullptr};
  for (const auto& [log, head] : entry.heads) {
    told.point.seen.emplace(log, head.size);
  }
  if (body != nullptr) {
    told.event = told_by(*body);
  }
  return told;
}

std::optional<ExhibitId> exhibit_of(const CustodyEntry& entry) {
  return std::visit(
      [](const auto& event) -> std::optional<ExhibitId> {
        if constexpr (std::is_same_v<std::decay_t<decltype(event)>, std::monostate>) {
          return std::nullopt;
        } else {
          return event.exhibit;
        }
      },
      entry.event);
}

}  // namespace rogatory::ledger
