// request.…: a request between two States, and what becomes of it (design: requests.md; schemas/body-request*.json).
// The machine of a request, its articles and its clock are not known here: events are words, rules are JSON.
//
//   request.filed      {"addressed"?:PARTY,"because"?,"by"?,"confidential"?:true,"documents"?:[DOCUMENT…],
//                       "entered_for"?,"fields":{REF:TEXT…},"happened_at":TIME,"incomplete"?,"instruments":[ID…],
//                       "machine","measures":[WORD…],"oral"?:true,"person"?,"reported"?:TOLD,"requested":PARTY,
//                       "requesting":PARTY,"role","rules"?:{…},"rules_sha256","title","urgent"?:true}
//   request.EVENT      {"conditions"?:[TEXT…],"confirms"?:[ENTRY…],"consultation"?,"date"?,"documents"?:[DOCUMENT…],
//                       "entered_for"?,"ground"?,"happened_at":TIME,"note"?,"occurrence"?,"reason"?,"request","role"}
//   request.reported   the same, without "confirms", with "event" and "reported":TOLD
//   request.confirmed  {"confirms":ENTRY,"entered_for"?,"note"?,"request","role"}
//   request.disputed   {"disputes":ENTRY,"entered_for"?,"reason","request","role"}
//   request.corrected {"corrects":ENTRY,"entered_for"?,"happened_at"?:TIME,"reason","request","role","withdraws"?:true}
//   PARTY    = {"calendar","country","id","name","zone"}       with or without a card
//   DOCUMENT = {"bundle"|"sha256","form"?,"language"?,"name","ref"?,"type"?}   ref: the sub-paragraph that asks for it
//   TOLD     = {"by","means","ref"?}                            who told it, and how
//   TIME     = {"at","known","zone"?}                           as in custody_event.hpp
//
// Lists are not empty; texts are 1..k_text_limit bytes of UTF-8 and may be foreign.
#pragma once

#include <map>
#include <memory>
#include <variant>

#include "ledger/custody_event.hpp"

namespace rogatory::ledger {

constexpr std::size_t k_most_request_texts = 512;  ///< fields, documents, conditions, instruments: of each

/// By which means something was told.
enum class ToldMeans : std::uint8_t { telephone, interpol, sis, post, diplomatic, in_person, electronic };
std::string_view text_of(ToldMeans means);
Result<ToldMeans> parse_told_means(std::string_view text);

/// Who told it who keeps no ledger here, or has not entered it yet.
struct ToldBy {
  std::string by;
  ToldMeans means = ToldMeans::telephone;
  std::optional<std::string> ref{};  ///< the number of the message, the letter, the note
  bool operator==(const ToldBy&) const = default;
};

/// An authority as a party of a request, as it was known when the request was filed.
struct RequestAuthority {
  std::string calendar;  ///< ISO 3166-1 or 3166-2: whose holidays
  std::string country;   ///< ISO 3166-1 alpha-2
  std::string id;
  std::string name;
  std::string zone;  ///< IANA
  bool operator==(const RequestAuthority&) const = default;
};

/// A paper that belongs to a request or a step: a bundle by its id, or a file by its SHA-256.
struct RequestDocument {
  std::string name;
  std::optional<std::string> ref{};  ///< the sub-paragraph that asks for it
  std::string hash;                  ///< 64 hexadecimal digits
  bool is_bundle = false;
  std::optional<std::string> type{};  ///< warrant, judgment, translation …
  std::optional<std::string> form{};  ///< original, authenticated_copy or copy
  std::optional<std::string> language{};
  auto operator<=>(const RequestDocument&) const = default;
};

struct RequestFiled {
  static constexpr std::string_view k_type = "request.filed";
  std::optional<RequestAuthority> addressed;  ///< a provider to whom an order goes
  std::optional<std::string> because;         ///< why by then
  std::optional<std::string> by;              ///< the day on which an answer is wanted
  bool confidential = false;
  std::vector<RequestDocument> documents;  ///< ascending, each once
  std::optional<std::string> entered_for;
  std::map<std::string, std::string> texts;  ///< what the request says, by the sub-paragraph that asks for it
  HappenedAt happened_at;
  std::optional<std::string> incomplete;  ///< why it was filed although something is missing
  std::vector<std::string> instruments;   ///< ids, the one that leads first
  std::optional<std::string> language;    ///< in which it is written
  std::string machine;                    ///< the id of its table
  std::vector<std::string> measures;      ///< what is asked for: provisional_arrest, search, service …
  bool oral = false;                      ///< asked by word of mouth, to be confirmed in writing
  std::optional<std::string> person;      ///< accused, convicted …
  std::optional<ToldBy> reported;         ///< entered by the requested side, which was asked otherwise
  RequestAuthority requested;
  RequestAuthority requesting;
  std::string role;  ///< in a request (names.md): of who enters it
  /// The canonical text of the frozen rule set, an object; null where it is absent. Shared, for it is large.
  std::shared_ptr<const std::string> rules;
  std::string rules_sha256;  ///< of that text
  std::string title;
  std::vector<std::string> translations;  ///< languages into which it was translated
  bool urgent = false;

  [[nodiscard]] Json::Object fields() const;
  static Result<RequestFiled> parse(const Json::Object& fields);
};

/// A step of the machine, or a report of one.
struct RequestStepEvent {
  static constexpr std::string_view k_prefix = "request.";
  std::string event;                    ///< of a step in the entry's type
  std::vector<std::string> conditions;  ///< in the order in which they were set
  std::vector<EntryRef> confirms;       ///< reports that it answers; ascending, each once
  std::optional<std::string> consultation;
  std::optional<UtcTime> date;  ///< that it sets: of surrender, of an appearance
  std::vector<RequestDocument> documents;
  std::optional<std::string> entered_for;
  std::optional<std::string> ground;  ///< of a refusal: the article of the instrument's list
  HappenedAt happened_at;
  std::optional<std::string> note;
  int occurrence = 1;  ///< the first, second … time
  std::optional<std::string> reason;
  std::optional<ToldBy> reported;  ///< exactly of a report
  std::string request;             ///< 64 hexadecimal digits
  std::string role;

  [[nodiscard]] std::string type() const;
  [[nodiscard]] Json::Object fields() const;
  /// Of an entry of `type`, which is that of a step or request.reported.
  static Result<RequestStepEvent> parse(std::string_view type, const Json::Object& fields);
};
constexpr int k_most_occurrences = 1000;

enum class RemarkKind : std::uint8_t { confirmed, disputed, corrected };
std::string_view text_of(RemarkKind kind);

/// What is said of an entry of a request.
struct RequestRemark {
  RemarkKind kind = RemarkKind::confirmed;
  EntryRef about;
  std::optional<std::string> entered_for;
  std::optional<HappenedAt> happened_at;  ///< of a correction: when it happened
  std::optional<std::string> note;        ///< of a confirmation
  std::optional<std::string> reason;      ///< of the others
  std::string request;
  std::string role;
  bool withdraws = false;  ///< of a correction: it did not happen

  [[nodiscard]] std::string type() const;
  [[nodiscard]] Json::Object fields() const;
  static Result<RequestRemark> parse(RemarkKind kind, const Json::Object& fields);
};

/// What an entry's type says of a request.
enum class RequestEventKind : std::uint8_t { filed, step, reported, confirmed, disputed, corrected };
/// Nothing where it is of no request, or no word: [a-z][a-z0-9_]{0,63}.
std::optional<RequestEventKind> request_event_kind(std::string_view type);

using RequestEvent = std::variant<RequestFiled, RequestStepEvent, RequestRemark>;
std::string type_of(const RequestEvent& event);
Json::Object fields_of(const RequestEvent& event);
/// not_found where it is of no request; malformed.
Result<RequestEvent> parse_request_event(std::string_view type, const Json::Object& fields);

}  // namespace rogatory::ledger
