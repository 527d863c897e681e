#include "ledger/excerpt_file.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/tar_members.hpp"
#include "crypto/tlog_proof.hpp"

namespace rogatory::ledger {
namespace {

namespace tar = base::tar;
using base::JsonReader;

constexpr std::string_view k_type = "rogatory-excerpt/1";
constexpr const char* k_about = "excerpt.json";
constexpr std::size_t k_about_limit = 256 * 1024;

std::string path_of(const LogName& log, FileKind kind, std::uint64_t number) {
  return log.text() + "/" + LogPath{kind, number}.text();
}

/// "…/AABBCC" of an entry, for the two members that a log does not have.
std::string stem_of(const LogName& log, std::uint64_t seq) {
  std::string path = path_of(log, FileKind::entry, seq);
  return path.substr(0, path.size() - std::string_view(".json").size());
}

void write_cards(Bytes& into, const ExcerptLog& log) {
  std::uint64_t version = 0;
  for (const crypto::SignedCard& card : log.cards) {
    ++version;
    tar::append_member(into, path_of(log.name, FileKind::card, version), card.card);
    tar::append_member(into, path_of(log.name, FileKind::card_signature, version), card.sig);
    if (card.prev_sig) {
      tar::append_member(into, path_of(log.name, FileKind::card_previous_signature, version), *card.prev_sig);
    }
  }
}

Result<void> read_cards(tar::Members& members, ExcerptLog& log) {
  for (std::uint64_t version = 1; members.is_next(path_of(log.name, FileKind::card, version)); ++version) {
    if (log.cards.size() == crypto::k_chain_limit) {
      return fail(ErrorCode::malformed, "more than " + std::to_string(crypto::k_chain_limit) + " cards");
    }
    crypto::SignedCard card;
    ROG_TRY_ASSIGN(card.card, members.take(members.name(), crypto::k_card_limit));
    ROG_TRY_ASSIGN(card.sig,
                   members.take(path_of(log.name, FileKind::card_signature, version), crypto::k_sshsig_limit));
    const std::string previous = path_of(log.name, FileKind::card_previous_signature, version);
    if (members.is_next(previous)) {
      ROG_TRY_ASSIGN(card.prev_sig, members.take(previous, crypto::k_sshsig_limit));
    }
    log.cards.push_back(std::move(card));
    log.card_versions.push_back(version);
  }
  return {};
}

void write_entry(Bytes& into, const LogName& log, const ExcerptEntry& entry) {
  tar::append_member(into, path_of(log, FileKind::entry, entry.seq), entry.entry);
  tar::append_member(into, path_of(log, FileKind::entry_signature, entry.seq), entry.signature);
  tar::append_member(into, stem_of(log, entry.seq) + ".tlog-proof", entry.proof);
  if (entry.body) {
    tar::append_member(into, stem_of(log, entry.seq) + ".body", *entry.body);
  }
}

Result<void> read_entry(tar::Members& members, ExcerptLog& log, std::uint64_t seq) {
  if (log.entries.size() == k_excerpt_entries || (!log.entries.empty() && seq <= log.entries.back().seq)) {
    return fail(ErrorCode::malformed, "entries that are too many or not in order");
  }
  ExcerptEntry entry;
  entry.seq = seq;
  ROG_TRY_ASSIGN(entry.entry, members.take(members.name(), k_entry_limit));
  ROG_TRY_ASSIGN(entry.signature,
                 members.take(path_of(log.name, FileKind::entry_signature, seq), crypto::k_sshsig_limit));
  ROG_TRY_ASSIGN(entry.proof, members.take(stem_of(log.name, seq) + ".tlog-proof", crypto::k_tlog_proof_limit));
  if (members.is_next(stem_of(log.name, seq) + ".body")) {
    ROG_TRY_ASSIGN(entry.body, members.take(members.name(), k_body_limit + 32));
  }
  log.entries.push_back(std::move(entry));
  return {};
}

/// A member's name in two: the log, and the path in it.
Result<std::pair<LogName, LogPath>> split(const std::string& member) {
  const std::size_t slash = member.find('/');
  const std::optional<LogPath> path =
      slash == std::string::npos ? std::nullopt : LogPath::parse(std::string_view(member).substr(slash + 1));
  if (!path) {
    return fail(ErrorCode::malformed, member + " does not belong into an excerpt");
  }
  ROG_TRY_ASSIGN(const LogName log, LogName::parse(std::string_view(member).substr(0, slash)));
  return std::pair(log, *path);
}

Result<void> read_log(tar::Members& members, Excerpt& excerpt) {
  ROG_TRY_ASSIGN(const auto first, split(members.name()));
  if (!excerpt.logs.empty() && first.first <= excerpt.logs.back().name) {
    return fail(ErrorCode::malformed, "its logs are not in order, each once");
  }
  ExcerptLog& log = excerpt.logs.emplace_back();
  log.name = first.first;
  ROG_TRY(read_cards(members, log));
  while (members.name().starts_with(log.name.text() + "/")) {
    ROG_TRY_ASSIGN(const auto next, split(members.name()));
    if (next.second.kind != FileKind::entry) {
      return fail(ErrorCode::malformed, members.name() + " is not where it belongs");
    }
    ROG_TRY(read_entry(members, log, next.second.number));
  }
  return {};
}

Result<void> read_about(ByteView bytes, Excerpt& excerpt) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_about_limit));
  JsonReader reader(value, k_about);
  excerpt.case_id = reader.parsed<CaseId>("case", CaseId::parse);
  excerpt.log = reader.parsed<LogName>("log", LogName::parse);
  for (const Json& seq : reader.array("entries")) {
    const std::int64_t* number = seq.as_integer();
    if (number == nullptr || *number < 0 || *number >= k_most_entries ||
        (!excerpt.entries.empty() && std::cmp_less_equal(*number, excerpt.entries.back()))) {
      reader.reject("entries", "are not numbers of entries in order");
      break;
    }
    excerpt.entries.push_back(static_cast<std::uint64_t>(*number));
  }
  if (const std::string type = reader.text("type"); reader.ok() && type != k_type) {
    reader.reject("type", "is not " + std::string(k_type));
  }
  return reader.finish();
}

/// Each chosen entry is there, and of the chosen log no other.
Result<void> check_choice(const Excerpt& excerpt) {
  const auto log = std::ranges::find(excerpt.logs, excerpt.log, &ExcerptLog::name);
  if (excerpt.entries.empty() || log == excerpt.logs.end() ||
      !std::ranges::equal(log->entries, excerpt.entries, {}, &ExcerptEntry::seq)) {
    return fail(ErrorCode::malformed, "it does not hold just the entries that excerpt.json lists");
  }
  return {};
}

Result<Excerpt> parse_excerpt(ByteView bytes) {
  if (bytes.size() > k_excerpt_limit) {
    return fail(ErrorCode::malformed, "longer than " + std::to_string(k_excerpt_limit) + " bytes");
  }
  ROG_TRY_ASSIGN(tar::Members members, tar::Members::open(bytes));
  Excerpt excerpt;
  ROG_TRY_ASSIGN(const Bytes about, members.take(k_about, k_about_limit));
  ROG_TRY(read_about(about, excerpt));
  while (!members.at_end()) {
    ROG_TRY(read_log(members, excerpt));
  }
  ROG_TRY(check_choice(excerpt));
  return excerpt;
}

}  // namespace

Bytes Excerpt::serialize() const {
  const Json about = Json::Object{{"case", case_id.text()},
                                  {"entries", Json::Array(entries.begin(), entries.end())},
                                  {"log", log.text()},
                                  {"type", k_type}};
  Bytes bytes;
  tar::append_member(bytes, k_about, base::as_bytes(about.canonical()));
  for (const ExcerptLog& one : logs) {
    write_cards(bytes, one);
    for (const ExcerptEntry& entry : one.entries) {
      write_entry(bytes, one.name, entry);
    }
  }
  tar::append_end(bytes);
  return bytes;
}

Result<Excerpt> Excerpt::parse(ByteView bytes) {
  Result<Excerpt> parsed = parse_excerpt(bytes);
  if (!parsed) {
    return fail(std::move(parsed).error().while_("excerpt"));
  }
  return parsed;
}

}  // namespace rogatory::ledger
