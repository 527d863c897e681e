// Making excerpts. The case is verified in one pass, which also gathers what goes into the excerpt.
#include "ledger/excerpt.hpp"

#include <algorithm>

#include "crypto/merkle.hpp"
#include "crypto/tlog_proof.hpp"

namespace rogatory::ledger {
namespace {

/// An entry that saw the chosen log.
struct Seen {
  LogName by;
  std::uint64_t seq = 0;
  UtcTime made_at;
  EntryFiles files;
  Head head;
};

/// What the pass gathers.
class Gathering {
 public:
  explicit Gathering(const ExcerptChoice& choice) : m_choice(choice) {}

  Result<void> see(const SeenEntry& seen) {
    leaves[seen.log].push_back(seen.files.leaf());
    if (seen.log == m_choice.log) {
      if (std::ranges::binary_search(m_choice.entries, seen.entry.seq)) {
        chosen.emplace(seen.entry.seq, seen.files);
      }
      return {};
    }
    const auto head = seen.entry.heads.find(m_choice.log);
    if (seen.log.authority == m_choice.log.authority || head == seen.entry.heads.end() || !seen.counts) {
      return {};
    }
    auto& first = sights[seen.log];
    for (const std::uint64_t seq : m_choice.entries) {
      if (head->second.size > seq && !first.contains(seq)) {
        first.emplace(seq, Seen{seen.log, seen.entry.seq, seen.entry.made_at, seen.files, head->second});
      }
    }
    return {};
  }

  std::map<LogName, std::vector<crypto::Sha256>> leaves;
  std::map<std::uint64_t, EntryFiles> chosen;
  std::map<LogName, std::map<std::uint64_t, Seen>> sights;  ///< the first of each log that saw each chosen entry

 private:
  const ExcerptChoice& m_choice;
};

bool is_broken(const LogReport& log) {
  return std::ranges::any_of(log.findings, [](const Finding& found) {
    const ErrorCode code = found.check->code;
    return code == ErrorCode::altered || code == ErrorCode::fork || code == ErrorCode::malformed;
  });
}

class ExcerptMaker {
 public:
  ExcerptMaker(CaseSource& source, const VerifyOptions& options, const ExcerptChoice& choice)
      : m_source(source), m_options(options), m_choice(choice), m_gathered(choice) {}

  Result<Excerpt> run(Progress& progress) {
    const auto visitor = [this](const SeenEntry& seen) { return m_gathered.see(seen); };
    ROG_TRY_ASSIGN(m_report, verify_case(m_source, m_options, visitor, progress));
    ROG_TRY(check_log());
    ROG_ASSERT(m_report.case_id.has_value());  // an entry of the log read, and names it
    m_excerpt.case_id = *m_report.case_id;
    m_excerpt.log = m_choice.log;
    m_excerpt.entries = m_choice.entries;
    for (const std::uint64_t seq : m_choice.entries) {
      ROG_TRY(add_chosen(seq));
    }
    for (ExcerptLog& log : m_excerpt.logs) {
      ROG_TRY(add_cards(log));
    }
    return std::move(m_excerpt);
  }

 private:
  [[nodiscard]] const LogReport* report_of(const LogName& log) const {
    const auto found = std::ranges::find(m_report.logs, log, &LogReport::log);
    return found == m_report.logs.end() ? nullptr : &*found;
  }

  Result<void> check_log() const {
    const LogReport* log = report_of(m_choice.log);
    if (log == nullptr) {
      return fail(Error(ErrorCode::not_found, "there is no log " + m_choice.log.text() + " in this case")
                      .next("rogatory ledger verify names the logs"));
    }
    if (is_broken(*log)) {
      return fail(Error(ErrorCode::refused, "the log " + m_choice.log.text() + " does not verify")
                      .because(log->findings.front().detail)
                      .next("rogatory ledger verify shows what is wrong with it"));
    }
    for (const std::uint64_t seq : m_choice.entries) {
      if (!m_gathered.chosen.contains(seq)) {
        return fail(Error(ErrorCode::not_found, "there is no entry " + m_choice.log.text() + ":" + std::to_string(seq))
                        .next("rogatory ledger log lists them"));
      }
    }
    return {};
  }

  ExcerptLog& log_of(const LogName& name) {
    auto place = std::ranges::lower_bound(m_excerpt.logs, name, {}, &ExcerptLog::name);
    if (place == m_excerpt.logs.end() || place->name != name) {
      place = m_excerpt.logs.insert(place, ExcerptLog{name, {}, {}, {}});
    }
    return *place;
  }

  Result<void> add_chosen(std::uint64_t seq) {
    const Seen* seen = earliest_sight(seq);
    ExcerptEntry entry{seq, {}, {}, {}, std::nullopt};
    entry.entry = m_gathered.chosen.at(seq).entry;
    entry.signature = m_gathered.chosen.at(seq).signature;
    ROG_TRY_ASSIGN(const std::string note, seen != nullptr ? note_of(seen->head) : checkpoint_of(m_choice.log));
    const auto& leaves = m_gathered.leaves.at(m_choice.log);
    const std::size_t size = seen != nullptr ? seen->head.size : leaves.size();
    entry.proof = proof_of(std::span(leaves).first(size), seq, note);
    if (m_choice.bodies) {
      ROG_TRY_ASSIGN(entry.body, body_of(seq));
    }
    log_of(m_choice.log).entries.push_back(std::move(entry));
    return seen != nullptr ? add_sight(*seen) : Result<void>();
  }

  /// The first to see it, of those whom somebody who checks the excerpt has a reason to believe.
  [[nodiscard]] const Seen* earliest_sight(std::uint64_t seq) const {
    const Seen* earliest = nullptr;
    for (const auto& [log, sights] : m_gathered.sights) {
      const auto seen = sights.find(seq);
      const LogReport* report = report_of(log);
      if (seen == sights.end() || is_broken(*report) || report->trusted_by.empty() ||
          seen->second.head.size > m_gathered.leaves.at(m_choice.log).size()) {
        continue;
      }
      if (earliest == nullptr || seen->second.made_at < earliest->made_at) {
        earliest = &seen->second;
      }
    }
    return earliest;
  }

  Result<void> add_sight(const Seen& seen) {
    ExcerptLog& log = log_of(seen.by);
    const auto place = std::ranges::lower_bound(log.entries, seen.seq, {}, &ExcerptEntry::seq);
    if (place != log.entries.end() && place->seq == seen.seq) {
      return {};
    }
    ROG_TRY_ASSIGN(const std::string note, checkpoint_of(seen.by));
    log.entries.insert(place, {seen.seq, seen.files.entry, seen.files.signature,
                               proof_of(m_gathered.leaves.at(seen.by), seen.seq, note), std::nullopt});
    return {};
  }

  static Bytes proof_of(std::span<const crypto::Sha256> leaves, std::uint64_t seq, const std::string& note) {
    return base::to_bytes(crypto::TlogProof{seq, crypto::inclusion_proof(leaves, seq), note}.serialize());
  }

  /// The head as the note that it was taken from.
  [[nodiscard]] Result<std::string> note_of(const Head& head) const {
    const std::string origin = origin_of(m_excerpt.case_id, m_choice.log);
    ROG_TRY_ASSIGN(crypto::NoteSignature signature, crypto::NoteSignature::from_fields(origin, head.sig));
    const crypto::Checkpoint checkpoint{origin, head.size, head.root, {}};
    return crypto::Note{checkpoint.serialize(), {std::move(signature)}}.serialize();
  }

  Result<std::string> checkpoint_of(const LogName& name) {
    ROG_TRY_ASSIGN(const auto log, m_source.open(name));
    ROG_TRY_ASSIGN(const Bytes note, log->checkpoint());
    return std::string(base::as_text(note));
  }

  Result<std::optional<Bytes>> body_of(std::uint64_t seq) {
    ROG_TRY_ASSIGN(const auto log, m_source.open(m_choice.log));
    ROG_TRY_ASSIGN(const EntryFiles files, log->entry(seq));
    if (!files.body) {
      return std::optional<Bytes>();
    }
    const auto body = crypto::age::decrypt(*files.body, m_options.identities);
    if (!body) {
      return fail(Error(body.error().code(), "the body of " + m_choice.log.text() + ":" + std::to_string(seq) +
                                                 " does not open: " + body.error().sentence())
                      .next("give the key of its compartment, or leave bodies out"));
    }
    return std::optional(Bytes(body->expose().begin(), body->expose().end()));
  }

  Result<void> add_cards(ExcerptLog& log) {
    ROG_TRY_ASSIGN(const auto source, m_source.open(log.name));
    ROG_TRY_ASSIGN(log.cards, source->cards());
    for (std::uint64_t version = 1; version <= log.cards.size(); ++version) {
      log.card_versions.push_back(version);
    }
    return {};
  }

  CaseSource& m_source;
  const VerifyOptions& m_options;
  const ExcerptChoice& m_choice;
  Gathering m_gathered;
  CaseReport m_report;
  Excerpt m_excerpt;
};

}  // namespace

Result<Excerpt> make_excerpt(CaseSource& source, const VerifyOptions& options, const ExcerptChoice& choice,
                             Progress& progress) {
  ExcerptChoice sorted = choice;
  std::ranges::sort(sorted.entries);
  sorted.entries.erase(std::ranges::unique(sorted.entries).begin(), sorted.entries.end());
  if (sorted.entries.empty() || sorted.entries.size() > k_excerpt_entries) {
    return fail(Error(ErrorCode::refused, "an excerpt is of 1 to " + std::to_string(k_excerpt_entries) + " entries")
                    .next("name the entries that are to be shown"));
  }
  return ExcerptMaker(source, options, sorted).run(progress);
}

Result<void> save_excerpt(FileSystem& fs, const std::string& path, const Excerpt& excerpt, bool replace) {
  const Bytes bytes = excerpt.serialize();
  if (bytes.size() > k_excerpt_limit) {
    return fail(Error(ErrorCode::refused, "the excerpt would be longer than 256 MiB").next("choose fewer entries"));
  }
  return base::save_file(fs, path, bytes, {.mode = 0600, .replace = replace});
}

Result<Excerpt> load_excerpt(FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(const Bytes bytes, base::load_file(fs, path, k_excerpt_limit));
  return Excerpt::parse(bytes);
}

}  // namespace rogatory::ledger
