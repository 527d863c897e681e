// An instrument: what a treaty or act asks of a request, as data (rogatory-instrument(5)). The engine knows none by
// name. A protocol is an instrument that is layered on another (request/layers.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "request/limit.hpp"

namespace rogatory::request {

/// What every rule carries: where it stands, what it says in plain words, how that is known.
struct Provision {
  std::string ref{};   ///< the article: "18(15)(c)"
  std::string text{};  ///< paraphrased
  std::string url{};   ///< where it was read; empty: the instrument's text_url, or nowhere (unverified)
  Verified verified = Verified::unverified;
  std::string source{};  ///< id of the instrument it comes from; set where several were resolved, else empty
  bool operator==(const Provision&) const = default;
};

/// must: an error where it is missing; should: a warning.
enum class Duty : std::uint8_t { must, should };
std::string_view text_of(Duty duty);
Result<Duty> parse_duty(std::string_view text);

/// When something is asked for. A circumstance is the kind of person (accused, convicted, in_absentia) or a measure
/// (service, search, provisional_arrest …), deadline, oral, simplified …: see circumstances_of (request/draft.hpp).
struct Applicability {
  std::vector<std::string> when{};    ///< one of these circumstances; empty: always
  std::vector<std::string> unless{};  ///< not where one of these is there; a measure: not where there is no other
};

/// What a request must say: a field of the draft, known by its ref.
struct Content {
  Provision provision{};
  std::string name{};  ///< "facts"; with its ref it names the field
  Duty duty = Duty::must;
  Applicability applies{};
};

/// What has to be enclosed.
struct RequiredDocument {
  Provision provision{};
  std::string name{};                ///< "warrant"
  std::vector<std::string> types{};  ///< any of these will do
  std::string form{};                ///< original, authenticated_copy or copy: the least that suffices
  Duty duty = Duty::must;
  Applicability applies{};
};

enum class Force : std::uint8_t {
  shall,
  may,
  out_of_scope,                ///< the instrument does not apply
  may_unless_then_shall_grant  ///< may be refused, but not after a sufficient assurance (ETS 98 Art 3)
};
std::string_view text_of(Force force);
Result<Force> parse_force(std::string_view text);

struct Ground {
  Provision provision{};
  std::string ground{};  ///< "political_offence": what a refusal names
  Force force = Force::may;
  std::string scope{};  ///< whole or part
};

struct Rule {
  Provision provision{};
  std::string topic{};  ///< dual_criminality, speciality …
};

struct Channel {
  Provision provision{};
  std::string type{};  ///< diplomatic, moj, central_authority, direct_judicial, interpol …
  bool urgent_only = false;
};

/// What a State's declaration or law changes of a limit; absent: as it is.
struct LimitChange {
  std::string id{};
  std::optional<int> n{};
  std::optional<Effect> effect{};
  std::vector<Suspension> suspends{};  ///< added
};
struct GroundChange {
  std::string ground{};
  Force force = Force::may;
};

/// Of a State: a declaration, a reservation, or its law where that goes another way.
struct Declaration {
  Provision provision{};
  std::string state{};  ///< ISO 3166, two letters
  std::vector<LimitChange> limits{};
  std::vector<GroundChange> grounds{};
};

struct Party {
  std::string state{};
  std::optional<std::string> since{};  ///< a day
  Verified verified = Verified::unverified;
};

/// Which of several instruments that apply goes first.
struct Order {
  Provision provision{};
  int rank = 50;  ///< 0 to 100; the lower goes first
};

struct Instrument {
  std::string id{};
  std::string title{};
  std::string kind{};  ///< extradition, mla, surrender, order, preservation, jit, scheme or comity
  std::string citation{};
  std::string signed_on{};                ///< a day; of two protocols that replace one article, the later stands
  std::optional<std::string> in_force{};  ///< a day
  std::string text_url{};
  std::string as_of{};    ///< the day on which this was looked at
  std::string machine{};  ///< id of the machine that its requests follow
  std::optional<std::string> layered_on{};
  std::vector<std::string> replaces{};  ///< articles of the instrument below that are gone
  std::optional<Order> order{};
  std::vector<Party> parties{};
  bool parties_complete = false;  ///< who is not listed is not bound; else it is not known
  std::string parties_note{};
  std::vector<Content> contents{};
  std::vector<RequiredDocument> documents{};
  std::vector<Limit> limits{};
  std::vector<Ground> grounds{};
  std::vector<Rule> rules{};
  std::optional<Provision> language{};
  std::optional<Provision> authentication{};
  std::vector<Channel> channels{};
  std::vector<Declaration> declarations{};
};

/// Whether it stands alone, and is no protocol.
inline bool is_base(const Instrument& instrument) { return !instrument.layered_on; }
/// What a limit says of itself.
Provision provision_of(const Limit& limit);
/// The party of that State; null where it is not listed: not a party, or not known.
const Party* find_party(const Instrument& instrument, std::string_view state);
/// Two capital letters.
bool is_state(std::string_view text);
/// Whether `ref` is `article` or stands below it: 12(2)(a) is below 12 and 12(2), not below 1 or 12(20).
bool is_below(std::string_view ref, std::string_view article);

}  // namespace rogatory::request
