// ics_check FILE: reads a calendar file again by libical and prints a line for each event: UID, end in UTC, status,
// number of alarms, summary. Exits 1 where libical finds an error in it, or a line has more than 75 octets or ends
// otherwise than with CRLF; 2 where it was called wrongly. FILE may be -, for stdin. For the scripts of cli/.
#include <libical/ical.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

bool lines_are_right(const std::string& text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string::npos || end == begin || text[end - 1] != '\r' || end - 1 - begin > 75) {
      std::cerr << "ics_check: a line is longer than 75 octets or does not end with CRLF, at byte " << begin << '\n';
      return false;
    }
    begin = end + 1;
  }
  return true;
}

const char* or_none(const char* text) { return text == nullptr ? "none" : text; }

/// UID and DTSTAMP, which libical does not ask for where a calendar has no METHOD (RFC 5545 3.6.1).
bool has_what_it_must(icalcomponent* event) {
  for (const icalproperty_kind kind : {ICAL_UID_PROPERTY, ICAL_DTSTAMP_PROPERTY, ICAL_DTSTART_PROPERTY}) {
    if (icalcomponent_count_properties(event, kind) != 1) {
      std::cerr << "ics_check: an event does not have one " << icalproperty_kind_to_string(kind) << '\n';
      return false;
    }
  }
  return true;
}

void print_event(icalcomponent* event) {
  icalproperty* const status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
  std::cout << or_none(icalcomponent_get_uid(event)) << ' ' << icaltime_as_ical_string(icalcomponent_get_dtend(event))
            << ' ' << (status == nullptr ? "none" : icalproperty_get_value_as_string(status)) << ' '
            << icalcomponent_count_components(event, ICAL_VALARM_COMPONENT) << ' '
            << or_none(icalcomponent_get_summary(event)) << '\n';
}

int check(const std::string& text) {
  const std::unique_ptr<icalcomponent, FreeComponent> calendar(icalparser_parse_string(text.c_str()));
  if (!calendar || icalcomponent_isa(calendar.get()) != ICAL_VCALENDAR_COMPONENT) {
    std::cerr << "ics_check: no calendar\n";
    return 1;
  }
  if (icalcomponent_count_errors(calendar.get()) != 0 || icalrestriction_check(calendar.get()) == 0) {
    std::cerr << "ics_check: libical finds errors:\n" << icalcomponent_as_ical_string(calendar.get());
    return 1;
  }
  for (icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
       event != nullptr; event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
    if (!has_what_it_must(event)) {
      return 1;
    }
    print_event(event);
  }
  return lines_are_right(text) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: ics_check FILE\n";
    return 2;
  }
  const std::string path = argv[1];
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) {
      std::cerr << "ics_check: cannot read " << path << '\n';
      return 2;
    }
  }
  std::istream& in = path == "-" ? std::cin : file;
  return check(std::string(std::istreambuf_iterator<char>(in), {}));
}
