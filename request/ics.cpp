#include "request/ics.hpp"

#include <array>

#include "base/text.hpp"

namespace rogatory::request {
namespace {

constexpr std::size_t k_line_octets = 75;
constexpr std::int64_t k_ics_hour = 3600;
constexpr std::int64_t k_ics_day = 86400;

struct AlarmTimes {
  std::string_view first;
  std::string_view second;
};

/// "20260921T220000Z" (3.3.5, form 2).
std::string ics_time(UtcTime at) {
  std::string text = at.compact();
  return text.insert(8, "T");
}

/// TEXT (3.3.11): safe on one line, and the four characters that mean something escaped.
std::string escaped_text(std::string_view text) {
  std::string result;
  for (const char c : base::safe_text(text)) {
    if (c == '\\' || c == ';' || c == ',') {
      result += '\\';
    }
    result += c;
  }
  return result;
}

class IcsWriter {
 public:
  /// One content line, folded between code points.
  void line(std::string_view content) {
    std::size_t room = k_line_octets;
    while (content.size() > room) {
      std::size_t cut = room;
      while ((static_cast<unsigned char>(content[cut]) & 0xC0U) == 0x80U) {
        --cut;
      }
      m_text += content.substr(0, cut);
      m_text += "\r\n ";
      content.remove_prefix(cut);
      room = k_line_octets - 1;
    }
    m_text += content;
    m_text += "\r\n";
  }
  void text(std::string_view name, std::string_view value) { line(std::string(name) + ":" + escaped_text(value)); }
  [[nodiscard]] std::string take() { return std::move(m_text); }

 private:
  std::string m_text;
};

AlarmTimes alarm_times(std::int64_t period) {
  if (period >= 10 * k_ics_day) {
    return {"-P7D", "-P1D"};
  }
  return period >= 2 * k_ics_day ? AlarmTimes{"-P1D", "-PT4H"} : AlarmTimes{"-PT2H", "-PT30M"};
}

std::string summary_text(const IcsDue& item) {
  return item.due->ref + ": " + std::string(effect_words(item.due->effect)) + " (" + item.due->limit + ", request " +
         item.request + ")";
}

std::string description_text(const Due& due, bool latest) {
  std::string text =
      latest ? "The latest end, by the most generous count." : "The earliest end, by the strictest count.";
  if (due.earliest->at == due.latest->at && due.others.empty()) {
    text = "The end.";
  }
  text += due.reported_only ? " Reported, not confirmed." : "";
  text += due.state == DueState::suspended ? " Suspended: the end is the one if the time ran on from now." : "";
  text += " Wording of the article: " + std::string(text_of(due.verified)) + ".";
  return text + (due.verified == Verified::text ? "" : " Not legal advice; check with counsel.");
}

void write_alarms(IcsWriter& out, const Due& due, UtcTime end, const std::string& summary) {
  const AlarmTimes times = alarm_times(end.seconds - due.started_by.at.seconds);
  for (const std::string_view trigger : {times.first, times.second}) {
    out.line("BEGIN:VALARM");
    out.line("ACTION:DISPLAY");
    out.line("TRIGGER;RELATED=END:" + std::string(trigger));
    out.text("DESCRIPTION", summary);
    out.line("END:VALARM");
  }
}

void write_event(IcsWriter& out, const IcsDue& item, UtcTime end, bool latest, UtcTime now) {
  const Due& due = *item.due;
  const std::string summary = summary_text(item);
  out.line("BEGIN:VEVENT");
  out.text("UID", item.request + "." + due.limit + "." + std::to_string(due.started_by.occurrence) +
                      (latest ? ".latest" : "") + "@rogatory");
  out.line("DTSTAMP:" + ics_time(now));
  out.line("DTSTART:" + ics_time({end.seconds - k_ics_hour}));
  out.line("DTEND:" + ics_time(end));
  out.text("SUMMARY", summary);
  out.text("DESCRIPTION", description_text(due, latest));
  const bool met = due.state == DueState::met;
  out.line(met ? "STATUS:CANCELLED" : due.state == DueState::suspended ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
  out.line("TRANSP:TRANSPARENT");
  if (!met && now < end) {
    write_alarms(out, due, end, summary);
  }
  out.line("END:VEVENT");
}

}  // namespace

std::string ics_text(std::span<const IcsDue> dues, UtcTime now) {
  IcsWriter out;
  out.line("BEGIN:VCALENDAR");
  out.line("VERSION:2.0");
  out.line("PRODID:-//rogatory//request due//EN");
  out.line("CALSCALE:GREGORIAN");
  for (const IcsDue& item : dues) {
    if (!item.due->warn) {
      continue;
    }
    write_event(out, item, *item.due->warn, false, now);
    if (item.due->latest->at > *item.due->warn) {
      write_event(out, item, item.due->latest->at, true, now);
    }
  }
  out.line("END:VCALENDAR");
  return out.take();
}

}  // namespace rogatory::request
