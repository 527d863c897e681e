// What entries tell: the bodies of each event type of a case and its bundles that is written so far, as types
// (schemas/body-<type>.json has the JSON of each). Parties and keys: party_event.hpp; exhibits: exhibit_event.hpp; what
// happens to them: custody_event.hpp; requests: request_event.hpp. Fields are those of an entry's body without the ones that every body has
// (body.hpp).
//
// parse() takes what fields() writes and nothing else: unknown keys are refused. Texts are UTF-8 and at most
// k_text_limit bytes; they may be foreign.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "ledger/event_fields.hpp"
#include "ledger/names.hpp"

namespace rogatory::ledger {

/// case.opened: the first entry of a case.
struct CaseOpened {
  static constexpr std::string_view k_type = "case.opened";
  std::optional<std::string> reference;  ///< the opener's own file number
  std::string title;
  std::optional<CaseId> under;  ///< the case that this one was opened for

  [[nodiscard]] Json::Object fields() const;
  static Result<CaseOpened> parse(const Json::Object& fields);
};

/// case.closed: by the opener the case, by another party its own part in it.
struct CaseClosed {
  static constexpr std::string_view k_type = "case.closed";
  std::optional<std::string> reason;

  [[nodiscard]] Json::Object fields() const;
  static Result<CaseClosed> parse(const Json::Object& fields);
};

/// case.restored: why a log goes on under another number.
struct CaseRestored {
  static constexpr std::string_view k_type = "case.restored";
  std::string reason;

  [[nodiscard]] Json::Object fields() const;
  static Result<CaseRestored> parse(const Json::Object& fields);
};

enum class GrantMeans : std::uint8_t { printed, file, pouch };
std::string_view text_of(GrantMeans means);

/// case.granted: somebody was given a key, of a compartment or of one bundle.
struct CaseGranted {
  static constexpr std::string_view k_type = "case.granted";
  std::optional<std::string> bundle;  ///< 64 hexadecimal digits; absent: the whole compartment
  std::string compartment;
  GrantMeans means = GrantMeans::printed;
  std::optional<std::string> reason;
  std::string to;  ///< an authority's id, or whoever it is in words

  [[nodiscard]] Json::Object fields() const;
  static Result<CaseGranted> parse(const Json::Object& fields);
};

/// bundle.sealed: a bundle of this case, and the key that opens it and no other.
struct BundleSealed {
  static constexpr std::string_view k_type = "bundle.sealed";
  std::string bundle;    ///< its id, 64 hexadecimal digits
  std::string identity;  ///< AGE-SECRET-KEY-1…
  std::uint64_t items = 0;
  std::string name;                     ///< NAME, as in its seal
  std::optional<std::string> previous;  ///< the id of our bundle before it in this case
  UtcTime sealed_at;
  std::uint64_t size = 0;  ///< of the file, in bytes

  [[nodiscard]] Json::Object fields() const;
  static Result<BundleSealed> parse(const Json::Object& fields);
};

/// Whether a service officer may sign an entry of this type: the three of delivery that its daemon sees, nothing else.
bool is_for_service(std::string_view type);

/// Whether `type` is one of those above, of exhibits, of custody or of requests, and its fields are of its form: malformed says what
/// is wrong. A type that this version does not know is no error: true says that it was looked at.
Result<bool> check_event(std::string_view type, const Json::Object& fields);

}  // namespace rogatory::ledger
