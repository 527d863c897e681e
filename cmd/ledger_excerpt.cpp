// rogatory ledger excerpt CASE|DIR SEQ… -o FILE [--bodies]
#include "ledger/excerpt.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"
#include "ledger/event.hpp"

namespace rogatory::cmd {
namespace {

using ledger::LogName;

class LedgerExcerpt : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE|DIR", m_case, "a case, by id, reference or title; or a cloned ledger");
    options.arguments("SEQ", m_entries, "entries of one log: 7, or fr-ca:7; a bare number is ours");
    options.text("-o,--output", m_output, "FILE", "the excerpt to write", Need::required);
    options.flag("--bodies", m_bodies, "with what the entries say, decrypted");
    options.flag("--force", m_force, "replace an existing file");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Writes chosen entries of one log to a file, for a court that may see these and nothing else: with "
            "their signatures and cards, a path from each to a signed checkpoint, and one entry of another party "
            "that saw it. ledger verify FILE checks it with nothing but trust. With --bodies whoever has the file "
            "reads what these entries say, and of bundle.sealed the key that opens that bundle; no other key is in it.",
        .examples = {{"rogatory ledger excerpt 3f9a 4 7 --bodies -o excerpt.rogx", "two entries of ours"},
                     {"rogatory ledger excerpt 3f9a de-ca:12 -o receipt.rogx", "one of a peer, sealed as it is"}},
        .exits = {{0, "written"},
                  {10, "no such case, log or entry"},
                  {12, "no key here opens a body that was asked for"},
                  {31, "FILE exists, or the ledger does not verify: nobody would believe the excerpt"},
                  {50, "no space left"}}};
  }

  Result<void> check() override {
    if (m_output == "-") {
      return fail(Error(ErrorCode::usage, "an excerpt is not written to stdout").next("-o FILE"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    const registry::KeyUse use = m_bodies ? registry::KeyUse::required : registry::KeyUse::if_open;
    ROG_TRY_ASSIGN(const registry::CaseAccess access, m_reading.case_access(context, m_case, use));
    ROG_TRY_ASSIGN(const ledger::ExcerptChoice choice, chosen(access));
    ROG_TRY_ASSIGN(
        const ledger::Excerpt excerpt,
        ledger::make_excerpt(*access.source,
                             {.trust = access.trust, .identities = access.identities, .expected = access.case_id},
                             choice, context.progress));
    ROG_TRY(ledger::save_excerpt(context.fs, m_output, excerpt, m_force));
    const ledger::ExcerptReport report = ledger::verify_excerpt(excerpt, access.trust);
    show(context.ui, choice, report);
    return 0;
  }

 private:
  /// "7" or "fr-ca:7".
  Result<ledger::ExcerptChoice> chosen(const registry::CaseAccess& access) const {
    ROG_TRY_ASSIGN(const LogName default_log, log_of_bare_numbers(access));
    ledger::ExcerptChoice choice{.log = default_log, .entries = {}, .bodies = m_bodies};
    bool is_first = true;
    for (const std::string& text : m_entries) {
      const std::size_t colon = text.rfind(':');
      LogName log = default_log;
      if (colon != std::string::npos) {
        ROG_TRY_ASSIGN(log, LogName::parse(text.substr(0, colon)));
      } else if (log.authority.empty()) {
        return fail(
            Error(ErrorCode::usage, "of which log is entry " + text + "?").next("say it with its log: fr-ca:" + text));
      }
      if (!is_first && log != choice.log) {
        return fail(
            Error(ErrorCode::usage, "an excerpt is of one log, not of " + choice.log.text() + " and " + log.text())
                .next("write one for each"));
      }
      choice.log = log;
      is_first = false;
      const std::string digits = colon == std::string::npos ? text : text.substr(colon + 1);
      ROG_TRY_ASSIGN(const std::uint64_t seq,
                     parse_number(digits, 0, ledger::k_most_entries - 1, "the entry's number"));
      choice.entries.push_back(seq);
    }
    return choice;
  }

  /// Our newest log; in a ledger that is not of our home the only one there is.
  static Result<LogName> log_of_bare_numbers(const registry::CaseAccess& access) {
    std::vector<std::string> strange;
    ROG_TRY_ASSIGN(std::vector<LogName> logs, access.source->logs(strange));
    if (access.home) {
      const auto is_ours = [&](const LogName& log) { return log.authority == access.home->authority(); };
      if (std::ranges::any_of(logs, is_ours)) {
        std::erase_if(logs, [&](const LogName& log) { return !is_ours(log); });
        return logs.back();
      }
    }
    return logs.size() == 1 ? logs.front() : LogName{};
  }

  void show(Ui& ui, const ledger::ExcerptChoice& choice, const ledger::ExcerptReport& report) const {
    ui.line({{"wrote ", Tone::good}, {m_output, Tone::strong}});
    Json::Array entries;
    for (const ledger::ProvenEntry& entry : report.entries) {
      if (entry.body && entry.body->type == ledger::BundleSealed::k_type) {
        ui.warn(entry.log.text() + ":" + std::to_string(entry.seq) +
                " holds the key of the bundle that it names: whoever has the excerpt can open that bundle");
      }
      if (entry.log == choice.log) {
        entries.emplace_back(entry.log.text() + ":" + std::to_string(entry.seq));
      }
    }
    ui.line("  case       " + report.case_id.text());
    ui.line("  entries    " + base::counted(entries.size(), "entry", "entries") + " of " + choice.log.text());
    ui.line("  bodies     " + std::string(m_bodies ? "yes, in the clear" : "no"));
    ui.line("Not proven: " + (report.not_proven.empty() ? "nothing" : base::join(report.not_proven, "; ")));
    ui.document(Json::Object{{"bodies", m_bodies},
                             {"case", report.case_id.text()},
                             {"entries", std::move(entries)},
                             {"file", base::to_utf8_lossy(m_output)},
                             {"log", choice.log.text()},
                             {"not_proven", Json::Array(report.not_proven.begin(), report.not_proven.end())}});
  }

  std::string m_case;
  std::vector<std::string> m_entries;
  std::string m_output;
  bool m_bodies = false;
  bool m_force = false;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_ledger_excerpt() { return std::make_unique<LedgerExcerpt>(); }

}  // namespace rogatory::cmd
