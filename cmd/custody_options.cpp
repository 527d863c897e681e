#include "cmd/custody_options.hpp"

#include <algorithm>
#include <cctype>

#include "cmd/text_option.hpp"
#include "cmd/time_option.hpp"
#include "crypto/card_fields.hpp"
#include "crypto/hash.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;
using ledger::HappenedAt;
using ledger::Method;
using ledger::Person;
using ledger::ScopedHash;
using ledger::SealSeen;

/// Whether the seal that is named is one that the act puts on, and not one that it found.
bool puts_seal_on(CustodyAct act) {
  return act == CustodyAct::sealed || ledger::row_of(act).effect == ledger::CustodyEffect::takes;
}

Result<ScopedHash> parse_hash_option(const std::string& text) {
  Result<ScopedHash> hash = ledger::parse_scoped_hash(text);
  if (!hash) {
    return fail(Error(ErrorCode::usage, "--hash: " + hash.error().sentence())
                    .next("scopes: media, file, container, chunk, set; algorithms: md5, sha1, sha256, sha384, sha512, "
                          "sha3-256, sha3-512"));
  }
  return hash;
}

}  // namespace

void CustodyOptions::setup(Options& options) {
  options.text("--at", m_at, "TIME", "when it happened, with Z or an offset (default: now)");
  options.text("--zone", m_zone, "ZONE", "the civil time that matters beside it (default: ours)");
  options.choice("--known", m_known, {"observed", "device", "document", "reported", "estimated"}, "HOW",
                 "how the time is known (default: observed)");
  options.text("--place", m_place, "where; where the exhibit is afterwards");
  options.text("--by", m_by, "the person or post who did it (default: the officer)");
  options.text("--role", m_role, "his role");
  options.text("--organisation", m_organisation, "his organisation");
  options.text("--for", m_for, "for whom a clerk enters it");
  options.text("--warrant", m_warrant, "the order or decision under which it was done");
  options.text("--request", m_request, "ID", "the request under which it was done: 64 hexadecimal digits");
  options.text("--purpose", m_purpose, "what for");
  options.text("--reason", m_reason, "why; of an unavoidable change its justification");
  options.text("--seal", m_seal, "the number of the seal on it: put on, or found on it");
  options.text("--new-seal", m_new_seal, "the number of the seal that replaced it");
  options.choice("--seal-intact", m_seal_intact, {"yes", "no"}, "yes|no", "whether the seal was whole");
  options.text("--condition", m_condition, "the state in which it was seen");
  options.text("--container", m_container, "what it is packed in");
  options.text("--tool", m_tool, "the tool it was done with");
  options.text("--tool-version", m_version, "its version");
  options.text("--tool-settings", m_settings, "its settings, a write blocker too");
  options.list("--hash", m_hashes, "SCOPE:ALG:HEX", "a hash, e.g. media:sha256:9f86…; may be given several times");
  options.number("--size", m_size, 0, static_cast<std::uint64_t>(base::k_json_integer_limit), "BYTES", "its size");
  options.number("--copies", m_copies, 1, ledger::k_most_copies, "N", "how many copies were made");
  options.choice("--on", m_on, {"original", "working-copy"}, "WHICH", "which of them was worked on");
  options.text("--witness", m_witness, "who saw it");
}

Result<void> CustodyOptions::check() const {
  ROG_TRY(time({}));
  ROG_TRY(hashes());
  ROG_TRY(request());
  return {};
}

Result<void> CustodyOptions::check_value(std::string_view option, const std::string& value) {
  if (option == "--at") {
    ROG_TRY(parse_moment_option(option, value));
  } else if (option == "--hash") {
    ROG_TRY(parse_hash_option(value));
  }
  return {};
}

Result<HappenedAt> CustodyOptions::time(const Defaults& defaults) const {
  HappenedAt time{.at = defaults.now, .known = ledger::TimeKnown::observed, .zone = {}};
  if (m_at) {
    ROG_TRY_ASSIGN(time.at, parse_moment_option("--at", *m_at));
  }
  if (!m_known.empty()) {
    ROG_TRY_ASSIGN(time.known, ledger::parse_time_known(m_known));
  }
  time.zone = m_zone.value_or(defaults.zone);
  if (time.zone->empty()) {
    time.zone.reset();
  } else if (!crypto::is_zone(*time.zone)) {
    return fail(Error(ErrorCode::usage, "--zone: not a zone: " + *time.zone).next("write e.g. Europe/Paris"));
  }
  return time;
}

Result<std::vector<ScopedHash>> CustodyOptions::hashes() const {
  std::vector<ScopedHash> hashes;
  for (const std::string& text : m_hashes) {
    ROG_TRY_ASSIGN(hashes.emplace_back(), parse_hash_option(text));
  }
  std::ranges::sort(hashes);
  return hashes;
}

Result<std::optional<std::string>> CustodyOptions::request() const {
  if (!m_request) {
    return std::optional<std::string>();
  }
  std::string digits = *m_request;
  std::ranges::transform(digits, digits.begin(), [](unsigned char c) { return std::tolower(c); });
  if (crypto::Sha256::from_hex(digits)) {
    return std::optional(digits);
  }
  Error error(ErrorCode::usage, "--request: not the id of a request: " + *m_request);
  if (digits.starts_with("r-") || digits.starts_with("d-")) {
    error =
        std::move(error).because("R-… and D-… are short forms for people; of a draft there is no entry to point at");
  }
  return fail(std::move(error).next("write the 64 hexadecimal digits of the hash of its request.filed entry"));
}

Result<Person> CustodyOptions::actor(Context& context, const Defaults& defaults) const {
  Person person;
  ROG_TRY_ASSIGN(person.name, read_optional_text(context, m_by));
  ROG_TRY_ASSIGN(person.role, read_optional_text(context, m_role));
  ROG_TRY_ASSIGN(person.organisation, read_optional_text(context, m_organisation));
  if (!person.name) {
    person.name = defaults.officer;
  }
  return person;
}

Result<std::optional<Method>> CustodyOptions::method(Context& context) const {
  ROG_TRY_ASSIGN(std::optional<std::string> tool, read_optional_text(context, m_tool));
  ROG_TRY_ASSIGN(std::optional<std::string> version, read_optional_text(context, m_version));
  ROG_TRY_ASSIGN(std::optional<std::string> settings, read_optional_text(context, m_settings));
  if (!tool && (version || settings)) {
    return fail(Error(ErrorCode::usage, "--tool-version and --tool-settings are those of a tool").next("--tool TEXT"));
  }
  if (!tool) {
    return std::optional<Method>();
  }
  return std::optional(Method{.settings = std::move(settings), .tool = *tool, .version = std::move(version)});
}

Result<std::optional<SealSeen>> CustodyOptions::seal(Context& context, CustodyAct act) const {
  SealSeen seen;
  ROG_TRY_ASSIGN(seen.before, read_optional_text(context, m_seal));
  ROG_TRY_ASSIGN(seen.after, read_optional_text(context, m_new_seal));
  if (puts_seal_on(act) && seen.before && !seen.after) {
    std::swap(seen.before, seen.after);
  }
  if (!m_seal_intact.empty()) {
    seen.intact = m_seal_intact == "yes";
  }
  return seen == SealSeen{} ? std::nullopt : std::optional(seen);
}

Result<ledger::CustodyEvent> CustodyOptions::read(Context& context, CustodyAct act, ledger::ExhibitId exhibit,
                                                  const Defaults& defaults) {
  ledger::CustodyEvent event;
  event.act = act;
  event.exhibit = std::move(exhibit);
  ROG_TRY_ASSIGN(event.actor, actor(context, defaults));
  ROG_TRY_ASSIGN(event.happened_at, time(defaults));
  ROG_TRY_ASSIGN(event.hashes, hashes());
  ROG_TRY_ASSIGN(event.method, method(context));
  ROG_TRY_ASSIGN(event.request, request());
  ROG_TRY_ASSIGN(event.seal, seal(context, act));
  ROG_TRY_ASSIGN(event.condition, read_optional_text(context, m_condition));
  ROG_TRY_ASSIGN(event.container, read_optional_text(context, m_container));
  ROG_TRY_ASSIGN(event.entered_for, read_optional_text(context, m_for));
  ROG_TRY_ASSIGN(event.place, read_optional_text(context, m_place));
  ROG_TRY_ASSIGN(event.purpose, read_optional_text(context, m_purpose));
  ROG_TRY_ASSIGN(event.reason, read_optional_text(context, m_reason));
  ROG_TRY_ASSIGN(event.warrant, read_optional_text(context, m_warrant));
  ROG_TRY_ASSIGN(event.witness, read_optional_text(context, m_witness));
  event.copies = m_copies;
  event.size = m_size;
  if (!m_on.empty()) {
    event.on = m_on == "original" ? ledger::WorkedOn::original : ledger::WorkedOn::working_copy;
  }
  return event;
}

}  // namespace rogatory::cmd
