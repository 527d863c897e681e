// custody.<act>: what happened to an exhibit, and custody.correction, which points at such an entry (design: ledger.md
// "Custody events"; schemas/body-custody.json, schemas/body-custody.correction.json). The members are those that
// ISO/IEC 27037, NIST SP 800-86 and NIST IR 8387 want recorded; rogatory-custody(1) has the table.
//
//   {"actor":PERSON,"condition"?,"container"?,"copies"?,"counterpart"?:PERSON,"entered_for"?,"exhibit","happened_at":{"at",
//    "known","zone"?},"hashes"?:[{"alg","scope","value"}…],"method"?:{"settings"?,"tool","version"?},"on"?,"place"?,
//    "purpose"?,"reason"?,"request"?,"seal"?:{"after"?,"before"?,"intact"?},"size"?,"warrant"?,"without_log"?:true,"witness"?}
//   PERSON = {"authority"?,"name"?,"organisation"?,"role"?}      a name or an authority at least
//
// Texts are 1..k_text_limit bytes of UTF-8; they may be foreign.
#pragma once

#include <vector>

#include "base/clock.hpp"
#include "ledger/custody_act.hpp"
#include "ledger/exhibit_event.hpp"

namespace rogatory::ledger {

/// How the time of an act is known: by who acted, off a device's clock, from a paper, from what somebody said, or not
/// better than by estimate.
enum class TimeKnown : std::uint8_t { observed, device, document, reported, estimated };
std::string_view text_of(TimeKnown known);
Result<TimeKnown> parse_time_known(std::string_view text);

struct HappenedAt {
  UtcTime at;
  TimeKnown known = TimeKnown::observed;
  std::optional<std::string> zone;  ///< IANA, where civil time matters beside it
  bool operator==(const HappenedAt&) const = default;
};

/// A person or a post. Of an actor there is a name and no authority: his is the one whose log it is.
struct Person {
  std::optional<std::string> authority;  ///< id, where it is another one with a ledger
  std::optional<std::string> name;
  std::optional<std::string> organisation;
  std::optional<std::string> role;
  bool operator==(const Person&) const = default;
};

enum class HashAlgorithm : std::uint8_t { md5, sha1, sha256, sha384, sha512, sha3_256, sha3_512 };
std::string_view text_of(HashAlgorithm algorithm);
enum class HashScope : std::uint8_t { media, file, container, chunk, set };
std::string_view text_of(HashScope scope);

/// A hash of the exhibit as somebody computed it: of the source medium, of a file, of the container it is in, of a
/// chunk of it, or of the set of its files.
struct ScopedHash {
  HashScope scope = HashScope::file;
  HashAlgorithm algorithm = HashAlgorithm::sha256;
  std::string value;  ///< lower-case hexadecimal digits, as many as the algorithm gives
  auto operator<=>(const ScopedHash&) const = default;
};
/// `scope:alg:hex`, as on the command line. malformed.
Result<ScopedHash> parse_scoped_hash(std::string_view text);
constexpr std::size_t k_most_hashes = 64;

struct Method {
  std::optional<std::string> settings;
  std::string tool;
  std::optional<std::string> version;
  bool operator==(const Method&) const = default;
};

/// What was seen of seals: the number that was on it, the number that is on it now, whether the old one was whole.
struct SealSeen {
  std::optional<std::string> after;
  std::optional<std::string> before;
  std::optional<bool> intact;
  bool operator==(const SealSeen&) const = default;
};

/// Which copy an act on the content of a digital exhibit was done to.
enum class WorkedOn : std::uint8_t { original, working_copy };
std::string_view text_of(WorkedOn on);
Result<WorkedOn> parse_worked_on(std::string_view text);

struct CustodyEvent {
  static constexpr std::string_view k_prefix = "custody.";
  CustodyAct act = CustodyAct::identified;  ///< in the entry's type
  Person actor;                             ///< who did it; who entered it is the officer of the entry
  std::optional<std::string> condition;
  std::optional<std::string> container;
  std::optional<std::uint64_t> copies;     ///< made by this act, 1..k_most_copies
  std::optional<Person> counterpart;       ///< to whom, from whom
  std::optional<std::string> entered_for;  ///< for whom a clerk entered it
  ExhibitId exhibit;
  HappenedAt happened_at;
  std::vector<ScopedHash> hashes;  ///< ascending; of each scope and algorithm one, of chunks several
  std::optional<Method> method;
  std::optional<WorkedOn> on;
  std::optional<std::string> place;  ///< where it is afterwards
  std::optional<std::string> purpose;
  std::optional<std::string> reason;
  std::optional<std::string> request;  ///< the request under which it was done: 64 hexadecimal digits
  std::optional<SealSeen> seal;
  std::optional<std::uint64_t> size;  ///< in bytes
  std::optional<std::string> warrant;
  bool without_log = false;  ///< of received: it came from the counterpart, who keeps no ledger; wants a reason
  std::optional<std::string> witness;

  [[nodiscard]] std::string type() const { return std::string(k_prefix) + std::string(text_of(act)); }
  [[nodiscard]] Json::Object fields() const;
  /// malformed for what fields() does not write, and for an act without what it needs (custody_act.hpp).
  static Result<CustodyEvent> parse(CustodyAct act, const Json::Object& fields);
};
constexpr std::uint64_t k_most_copies = 10'000;

/// An entry about an exhibit was wrong, and why. It edits nothing: both are shown.
struct CustodyCorrection {
  static constexpr std::string_view k_type = "custody.correction";
  EntryRef corrects;
  ExhibitId exhibit;
  std::string reason;  ///< what is wrong, and what is right

  [[nodiscard]] Json::Object fields() const;
  static Result<CustodyCorrection> parse(const Json::Object& fields);
};

}  // namespace rogatory::ledger
