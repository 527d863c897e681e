#include "ledger/entry.hpp"

#include <algorithm>

#include "crypto/merkle.hpp"
#include "ledger/entry_fields.hpp"
#include "ledger/entry_scan.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;
using crypto::Sha256;

constexpr std::string_view k_type = "rogatory-entry/1";

/// What belongs to entry 0 of a log that was started anew, and only there; what the opener alone says comes as a pair.
void check_together(JsonReader& reader, const Entry& entry) {
  if (entry.prev.has_value() != (entry.seq > 0)) {
    reader.reject("prev", "is null at entry 0, and only there");
  }
  if (entry.nonce && (entry.seq > 0 || entry.log.number > 1)) {
    reader.reject("nonce", "belongs to the first entry of a case only");
  }
  if (entry.nonce && !(entry.parties && entry.recipients)) {
    reader.reject("nonce", "comes with parties and recipients");
  }
  if (entry.restart.has_value() != (entry.seq == 0 && entry.log.number > 1)) {
    reader.reject("restart", "belongs to entry 0 of a log with a number, and only there");
  }
  if (entry.restart &&
      (entry.restart->log.authority != entry.log.authority || entry.restart->log.number + 1 != entry.log.number)) {
    reader.reject("restart", "does not name the log before this one");
  }
  if (entry.heads.contains(entry.log)) {
    reader.reject("heads", "has the entry's own log");
  }
}

}  // namespace

std::string_view text_of(RestartReason reason) { return reason == RestartReason::fork ? "fork" : "restored"; }

std::string Entry::serialize() const {
  Json::Object object{
      {"body", body ? body_json(*body) : Json()},
      {"card", card.hex()},
      {"case", case_id.text()},
      {"heads", heads_json(heads)},
      {"log", log.text()},
      {"made_at", made_at.text()},
      {"officer", officer},
      {"prev", prev ? Json(prev->hex()) : Json()},
      {"seq", seq},
      {"type", k_type},
  };
  if (clock_behind) {
    object["clock_behind"] = *clock_behind;
  }
  if (nonce) {
    object["nonce"] = nonce->hex();
  }
  if (parties) {
    object["parties"] = parties_json(*parties);
  }
  if (recipients) {
    object["recipients"] = recipients_json(*recipients);
  }
  if (restart) {
    object["restart"] = restart_json(*restart);
  }
  return Json(std::move(object)).canonical();
}

Result<Entry> read_entry(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_entry_limit));
  JsonReader reader(value, "entry");
  Entry entry;
  entry.body = read_body(reader);
  entry.card = reader.parsed<Sha256>("card", Sha256::from_hex);
  entry.case_id = reader.parsed<CaseId>("case", CaseId::parse);
  entry.clock_behind = reader.optional_integer("clock_behind", 1, k_most_seconds_behind);
  entry.heads = read_heads(reader);
  entry.log = reader.parsed<LogName>("log", LogName::parse);
  entry.made_at = reader.parsed<UtcTime>("made_at", UtcTime::parse);
  entry.nonce = reader.optional_parsed<Sha256>("nonce", Sha256::from_hex);
  entry.officer = read_officer(reader);
  entry.parties = read_parties(reader);
  entry.prev = read_prev(reader);
  entry.recipients = read_recipients(reader);
  entry.restart = read_restart(reader);
  entry.seq = static_cast<std::uint64_t>(reader.integer("seq", 0, std::int64_t{k_most_entries} - 1));
  if (const std::string type = reader.text("type"); reader.ok() && type != k_type) {
    reader.reject("type", "is " + type + ", not " + std::string(k_type));
  }
  if (reader.ok()) {
    check_together(reader, entry);
  }
  ROG_TRY(reader.finish());
  return entry;
}

Result<Entry> Entry::parse(ByteView bytes) {
  if (std::optional<Entry> entry = scan_entry(base::as_text(bytes))) {
    return *std::move(entry);
  }
  return read_entry(bytes);
}

crypto::Sha256 EntryFiles::leaf() const { return crypto::leaf_hash(entry, signature); }

}  // namespace rogatory::ledger
