// exhibit.registered: that there is an exhibit, and what it is. What happens to it are custody events
// (custody_event.hpp). schemas/body-exhibit.registered.json has the JSON.
#pragma once

#include <optional>
#include <string>

#include "ledger/event_fields.hpp"
#include "ledger/references.hpp"

namespace rogatory::ledger {

enum class ExhibitKind : std::uint8_t { physical, digital, document };
std::string_view text_of(ExhibitKind kind);
/// malformed for any other word.
Result<ExhibitKind> parse_exhibit_kind(std::string_view text);

/// Written once for each exhibit, in a log of the authority whose name it bears.
struct ExhibitRegistered {
  static constexpr std::string_view k_type = "exhibit.registered";
  std::optional<std::string> description;  ///< make, model, serial number, marks, state
  ExhibitId exhibit;
  std::optional<std::string> file;  ///< the name of the file that it is
  ExhibitKind kind = ExhibitKind::physical;
  std::optional<ExhibitId> parent;  ///< what it was taken from: the telephone of a card, the disk of an image
  std::string title;

  [[nodiscard]] Json::Object fields() const;
  /// malformed for what fields() does not write.
  static Result<ExhibitRegistered> parse(const Json::Object& fields);
};

}  // namespace rogatory::ledger
