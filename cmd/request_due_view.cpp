#include "cmd/request_due_view.hpp"

#include "base/file.hpp"
#include "base/spoken.hpp"
#include "base/text.hpp"
#include "cmd/request_view.hpp"

namespace rogatory::cmd {
namespace {

using registry::CaseRequest;
using request::Due;
using request::DueAct;
using request::DueState;
using request::End;
using request::Side;

const std::string& who_acts(const CaseRequest& request, Side side) {
  if (side == Side::requesting) {
    return request.filed.requesting.id;
  }
  return side == Side::provider && request.filed.addressed ? request.filed.addressed->id : request.filed.requested.id;
}

Tone tone_of(DueState state) {
  switch (state) {
    case DueState::running:
    case DueState::suspended:
    case DueState::not_fixed:
      return Tone::strong;
    case DueState::earliest_passed:
    case DueState::expired:
      return Tone::bad;
    case DueState::met:
      return Tone::good;
  }
  return Tone::plain;
}

std::string when_text(const std::optional<End>& earliest, const std::optional<End>& latest) {
  if (!earliest) {
    return "no date is fixed";
  }
  const std::string first = request::end_text(*earliest);
  return !latest || *latest == *earliest ? first
                                         : first + " at the earliest, " + request::end_text(*latest) + " at the latest";
}

std::string days_text(int days) {
  const auto count = base::counted(static_cast<std::uint64_t>(days < 0 ? -days : days), "day");
  return days < 0 ? count + " ago" : count + " left";
}

std::string act_text(const DueAct& act) {
  return base::spoken(act.event) + (act.occurrence > 1 ? " (" + std::to_string(act.occurrence) + ")" : "") + " at " +
         act.at.text() + ", " + std::string(request::text_of(act.standing)) + " (" + act.entry + ")";
}

Json end_document(const End& end) {
  return Json::Object{{"at", end.at.text()}, {"date", request::date_text(end.date)}, {"hour", end.hour}};
}

Json act_document(const DueAct& act) {
  return Json::Object{{"at", act.at.text()},
                      {"entry", act.entry},
                      {"event", act.event},
                      {"occurrence", act.occurrence},
                      {"side", request::text_of(act.side)},
                      {"standing", request::text_of(act.standing)}};
}

Json ends_document(const Due& due) {
  Json::Array shown;
  for (const request::SideEnds& one : due.shown) {
    shown.emplace_back(Json::Object{{"earliest", end_document(one.earliest)},
                                    {"latest", end_document(one.latest)},
                                    {"side", request::text_of(one.side)},
                                    {"zone", one.zone}});
  }
  return shown;
}

Json others_document(const Due& due) {
  Json::Array others;
  for (const request::DueOther& other : due.others) {
    others.emplace_back(Json::Object{{"at", other.at.text()},
                                     {"earliest", end_document(other.earliest)},
                                     {"entry", other.entry},
                                     {"latest", end_document(other.latest)},
                                     {"why", request::text_of(other.why)}});
  }
  return others;
}

/// The end that is warned of: the earliest by any account.
End warned_end(const Due& due) {
  for (const request::DueOther& other : due.others) {
    if (due.warn == other.earliest.at) {
      return other.earliest;
    }
  }
  return *due.earliest;
}

/// On whose wall clock the ends of a limit are told.
std::string zone_of(const Due& due) {
  for (const request::SideEnds& one : due.shown) {
    if (one.side == due.on) {
      return one.zone;
    }
  }
  return "UTC";
}

void show_ends(Ui& ui, const Due& due) {
  for (const request::SideEnds& one : due.shown) {
    ui.line("  " + one.zone + "  " + when_text(one.earliest, one.latest));
  }
  for (const request::DueOther& other : due.others) {
    ui.line("  " + base::spoken(request::text_of(other.why)) + ": " + other.at.text() +
            (other.entry.empty() ? "" : " (" + other.entry + ")") + ", then " +
            when_text(other.earliest, other.latest));
  }
}

}  // namespace

void show_due(Ui& ui, const registry::RequestDate& date) {
  const CaseRequest& request = *date.request;
  const Due& due = date.due;
  std::string head = when_text(due.earliest, due.latest);
  if (due.days_left && due.state != DueState::met) {
    head += ", " + days_text(*due.days_left);
  }
  ui.line({{base::spoken(request::text_of(due.state)) + "  ", tone_of(due.state)}, {head, Tone::strong}});
  ui.line("  request  " + request.name() + " " + request.filed.title);
  ui.line("  article  " + due.ref + ": " + due.text);
  ui.line("  then     " + base::spoken(request::text_of(due.effect)) + "; who must act: " + who_acts(request, due.on));
  ui.line("  since    " + act_text(due.started_by) + (due.reported_only ? "; reported, not confirmed" : ""));
  if (due.stop) {
    ui.line("  met by   " + act_text(due.stop->by) + ", " + base::spoken(request::text_of(due.stop->timeliness)));
  }
  show_ends(ui, due);
  ui.line("  counted  " + due.explanation);
  if (date.is_own_calendar) {
    ui.line("  holidays by " + due.calendar + " as the home itself keeps it (rogatory request calendar show " +
            due.calendar + ")");
  }
  ui.line("  rule     " + std::string(request::text_of(due.verified)) + (due.url.empty() ? "" : ", " + due.url) +
          (due.verified == request::Verified::text ? "" : "; not legal advice; check with counsel"));
  for (const std::string& caveat : due.caveats) {
    ui.line("  note     " + caveat);
  }
}

Json due_document(const registry::RequestDate& date) {
  const CaseRequest& request = *date.request;
  const Due& due = date.due;
  Json::Object document{{"authority", who_acts(request, due.on)},
                        {"calendar", due.calendar},
                        {"caveats", Json::Array(due.caveats.begin(), due.caveats.end())},
                        {"counting", request::text_of(due.counting)},
                        {"effect", request::text_of(due.effect)},
                        {"explanation", due.explanation},
                        {"limit", due.limit},
                        {"on", request::text_of(due.on)},
                        {"others", others_document(due)},
                        {"ref", due.ref},
                        {"reported_only", due.reported_only},
                        {"request", request.id},
                        {"shown", ends_document(due)},
                        {"started_by", act_document(due.started_by)},
                        {"state", request::text_of(due.state)},
                        {"text", due.text},
                        {"verified", request::text_of(due.verified)}};
  if (due.earliest) {
    document["earliest"] = end_document(*due.earliest);
  }
  if (!due.calendar.empty()) {
    document["calendar_from"] = date.is_own_calendar ? "home" : "program";
  }
  if (due.latest) {
    document["latest"] = end_document(*due.latest);
  }
  if (due.warn) {
    document["warn"] = due.warn->text();
  }
  if (due.days_left) {
    document["days_left"] = *due.days_left;
  }
  if (due.stop) {
    document["stop"] =
        Json::Object{{"by", act_document(due.stop->by)}, {"timeliness", request::text_of(due.stop->timeliness)}};
  }
  if (due.suspended_by) {
    document["suspended_by"] = act_document(*due.suspended_by);
  }
  if (due.extended_by) {
    document["extended_by"] = act_document(*due.extended_by);
    document["extended_ref"] = due.extended_ref;
  }
  if (!due.url.empty()) {
    document["url"] = due.url;
  }
  return document;
}

std::string next_date_text(const registry::RequestDate* date) {
  if (date == nullptr || !date->due.warn) {
    return "-";
  }
  const Due& due = date->due;
  const End end = warned_end(due);
  return request::date_text(end.date) + " " + end.hour + " " + zone_of(due) + ", " + due.ref + " (" +
         request::known_words(due.verified) + ")" + (due.days_left ? ", " + days_text(*due.days_left) : "");
}

Json next_date_document(const registry::RequestDate& date) {
  const Due& due = date.due;
  Json::Object document{{"authority", who_acts(*date.request, due.on)},
                        {"end", end_document(warned_end(due))},
                        {"limit", due.limit},
                        {"ref", due.ref},
                        {"reported_only", due.reported_only},
                        {"state", request::text_of(due.state)},
                        {"verified", request::text_of(due.verified)},
                        {"zone", zone_of(due)}};
  if (due.days_left) {
    document["days_left"] = *due.days_left;
  }
  return document;
}

Result<void> save_ics(Context& context, const std::string& path, const std::string& text) {
  return base::save_file(context.fs, path, base::as_bytes(text), {.mode = 0644, .replace = true});
}

}  // namespace rogatory::cmd
