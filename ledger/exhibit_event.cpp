#include "ledger/exhibit_event.hpp"

#include <array>

namespace rogatory::ledger {

std::string_view text_of(ExhibitKind kind) {
  switch (kind) {
    case ExhibitKind::physical:
      return "physical";
    case ExhibitKind::digital:
      return "digital";
    case ExhibitKind::document:
      return "document";
  }
  return "";
}

Result<ExhibitKind> parse_exhibit_kind(std::string_view text) {
  constexpr std::array kinds{ExhibitKind::physical, ExhibitKind::digital, ExhibitKind::document};
  return parse_word<ExhibitKind>(kinds, text);
}

Json::Object ExhibitRegistered::fields() const {
  Json::Object fields{{"exhibit", exhibit.text()}, {"kind", text_of(kind)}, {"title", title}};
  put(fields, "description", description);
  put(fields, "file", file);
  put(fields, "parent", parent ? std::optional(parent->text()) : std::nullopt);
  return fields;
}

Result<ExhibitRegistered> ExhibitRegistered::parse(const Json::Object& fields) {
  const Json value(fields);
  base::JsonReader reader(value, std::string(k_type));
  ExhibitRegistered event;
  event.description = read_optional_text(reader, "description");
  event.exhibit = reader.parsed<ExhibitId>("exhibit", ExhibitId::parse);
  event.file = read_optional_text(reader, "file");
  event.kind = reader.parsed<ExhibitKind>("kind", parse_exhibit_kind);
  event.parent = reader.optional_parsed<ExhibitId>("parent", ExhibitId::parse);
  event.title = read_text(reader, "title");
  if (reader.ok() && event.parent == event.exhibit) {
    reader.reject("parent", "is the exhibit itself");
  }
  ROG_TRY(reader.finish());
  return event;
}

}  // namespace rogatory::ledger
