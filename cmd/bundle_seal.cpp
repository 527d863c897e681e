// rogatory bundle seal PATH… [--to ID|age1…]… [-o FILE]
#include "base/text.hpp"
#include "bundle/device.hpp"
#include "cmd/command.hpp"
#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"
#include "registry/cases.hpp"
#include "registry/seal.hpp"

namespace rogatory::cmd {
namespace {

using registry::ExhibitTie;
using registry::SealResult;

/// "3", "fr-ca:3" or "3=PATH": a bare number means ours.
Result<ExhibitTie> parse_exhibit(const std::string& text, const std::string& authority) {
  const std::size_t equals = text.find('=');
  std::string exhibit = text.substr(0, equals);
  if (exhibit.find(':') == std::string::npos) {
    exhibit = authority + ":" + exhibit;
  }
  const std::size_t colon = exhibit.find(':');
  const std::string number = exhibit.substr(colon + 1);
  if (!base::is_id(exhibit.substr(0, colon)) || !parse_number(number, 1, 999'999'999, "the exhibit's number") ||
      number.front() == '0') {
    return fail(Error(ErrorCode::usage, "no exhibit is named " + text)
                    .next("--exhibit N or --exhibit N=PATH, e.g. --exhibit 3=phone.dd"));
  }
  ExhibitTie tie{exhibit, std::nullopt};
  if (equals != std::string::npos) {
    tie.path = text.substr(equals + 1);
  }
  return tie;
}

class BundleSeal : public Command {
 public:
  void setup(Options& options) override {
    options.arguments("PATH", m_request.paths, "files and directories to seal");
    options.text("--case", m_case, "CASE", "seal into a case, for whoever holds its key; an entry names the bundle");
    options.text("--compartment", m_compartment, "C", "of the case (default: main)");
    options.list("--to", m_request.to, "ID|age1…", "a peer of this home, or an age recipient");
    options.flag("--not-to-self", m_not_to_self, "do not encrypt to our own evidence key too");
    options.text("-o,--output", m_request.output, "FILE", "the bundle to write (default: NAME.rog here)");
    options.text("--name", m_request.name, "NAME", "the name that everybody sees (default: random)");
    options.list("--exhibit", m_exhibits, "N[=PATH]", "tie a file to its exhibit");
    options.flag("--follow", m_request.follow, "seal what symbolic links lead to");
    options.list("--also-hash", m_also_hash, "md5,sha1", "record these beside SHA-256, to match a foreign report");
    options.flag("--device", m_request.device, "seal the block devices that are named as images of them");
    options.flag("--verify", m_request.verify, "read the written bundle again before it is kept (always in a case)");
    options.flag("--force", m_request.replace, "replace an existing bundle");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Seals files and directories into one encrypted, signed bundle that only the recipients can open and "
            "everybody can verify. Names, times and contents are inside; outside stand a random name, the officer "
            "and the time. Nothing is visible before everything is on the disk.",
        .examples = {{"rogatory bundle seal --case 3f9a phone.dd", "into a case of this home"},
                     {"rogatory bundle seal --to de-ca phone.dd statements/", "seal for a peer and for ourselves"},
                     {"rogatory bundle seal --to age1… -o evidence.rog disk.img", "seal for an age recipient"},
                     {"rogatory bundle seal --also-hash md5,sha1 phone.dd", "with what the laboratory's report names"},
                     {"rogatory bundle seal --to de-ca --device /dev/sdb", "a disk behind a write blocker"}},
        .exits = {{0, "sealed"},
                  {4, "the officer may not seal, or is expired or revoked"},
                  {5, "a file changed while it was read; or the home came back from a copy (ledger reopen)"},
                  {10, "no such path, peer, case or home"},
                  {11, "another program is writing into the case"},
                  {12, "wrong passphrase"},
                  {30, "the case is closed"},
                  {31, "a link, FIFO, socket or device; or the bundle exists already"},
                  {50, "no space left"}},
    };
  }

  Result<void> check() override {
    if (m_case && !m_request.to.empty()) {
      return fail(
          Error(ErrorCode::usage, "--case and --to exclude each other")
              .because("a bundle of a case is for whoever holds the case's key, and for nobody else")
              .next("give somebody the key of this bundle alone afterwards: rogatory bundle key FILE --for WHOM"));
    }
    if (m_case && m_request.replace) {
      return fail(Error(ErrorCode::usage, "--case and --force exclude each other")
                      .because("what is in a case's chain is never replaced")
                      .next("name another file: -o FILE"));
    }
    if (m_compartment && !m_case) {
      return fail(Error(ErrorCode::usage, "--compartment is one of a case").next("say which: --case CASE"));
    }
    if (m_request.output == "-") {
      return fail(Error(ErrorCode::usage, "a bundle is not written to stdout")
                      .because("its last part's size is written where it begins, so it needs a file")
                      .next("-o FILE"));
    }
    for (const std::string& given : m_also_hash) {
      for (const std::string_view name : base::split(given, ',')) {
        ROG_TRY_ASSIGN(const crypto::LegacyHash algorithm, crypto::parse_legacy_hash(name));
        m_request.also_hash.insert(algorithm);
      }
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    for (const std::string& exhibit : m_exhibits) {
      ROG_TRY_ASSIGN(ExhibitTie tie, parse_exhibit(exhibit, home.authority()));
      m_request.exhibits.push_back(std::move(tie));
    }
    warn_of_devices(context);
    m_request.to_self = !m_not_to_self;
    m_request.clock_ok = context.options.clock_ok;
    if (!context.options.officer.empty()) {
      m_request.officer = context.options.officer;
    }
    registry::KeyRing keys(home, context.passphrases);
    if (m_case) {
      ROG_TRY_ASSIGN(m_request.case_id, registry::find_case(home, keys, *m_case));
      m_request.compartment = m_compartment.value_or("main");
      m_request.state_root = context.options.states;
      m_request.verify = true;
    }
    Result<SealResult> result = registry::seal(home, keys, m_request, context.clock, context.progress);
    if (!result) {
      return fail(after_interrupt(std::move(result).error()));
    }
    show(context.ui, *result);
    return 0;
  }

 private:
  /// Before the hours of reading, not after.
  void warn_of_devices(Context& context) const {
    for (const std::string& path : m_request.paths) {
      const auto status = context.fs.stat_at(AT_FDCWD, path, 0);
      if (!m_request.device || !status || !S_ISBLK(status->st_mode)) {
        continue;
      }
      const char* const what =
          bundle::is_in_use(context.fs, path)
              ? " is in use by this system (mounted, or swap): while it is read, it changes. Unmount it first"
              : " is a device: nothing proves that it stood still while it is read. Use a write blocker";
      context.ui.warn(path + what);
    }
  }

  /// Whoever interrupted it wants to know what is left and how to go on.
  static Error after_interrupt(Error error) {
    if (error.code() != ErrorCode::interrupted) {
      return error;
    }
    return std::move(error)
        .because("nothing was left: a bundle is there whole, or not at all")
        .next("run the same command again; it begins anew");
  }

  static void show(Ui& ui, const SealResult& result) {
    ui.line({{"sealed ", Tone::good}, {result.path, Tone::strong}});
    ui.line("  bundle     " + result.id.hex());
    ui.line("  sealed by  " + result.seal.principal() + " at " + result.seal.sealed_at.text());
    if (result.written) {
      warn_of_clock(ui, result.written->appended);
      ui.line("  case       " + result.seal.case_id.value_or("") + ", entry " + result.written->name());
    }
    ui.line("  content    " + base::counted(result.files, "file") + ", " +
            base::counted(result.directories, "directory", "directories") + ", " + base::human_size(result.item_bytes));
    ui.line("  for        " + base::join(result.recipients, ", "));
    ui.line("  verified   " + std::string(result.verified ? "yes, after writing" : "no (--verify reads it again)"));
    Json::Object document{
        {"authority", result.seal.authority},
        {"bundle", result.id.hex()},
        {"directories", result.directories},
        {"file", base::to_utf8_lossy(result.path)},
        {"file_size", result.file_size},
        {"files", result.files},
        {"item_bytes", result.item_bytes},
        {"name", result.seal.name},
        {"officer", result.seal.officer},
        {"recipients", Json::Array(result.recipients.begin(), result.recipients.end())},
        {"sealed_at", result.seal.sealed_at.text()},
        {"verified", result.verified},
    };
    if (result.written) {
      document["case"] = result.seal.case_id.value_or("");
      document["entry"] = result.written->name();
    }
    if (result.seal.previous) {
      document["previous"] = result.seal.previous->hex();
    }
    ui.document(std::move(document));
  }

  registry::SealRequest m_request;
  std::optional<std::string> m_case;
  std::optional<std::string> m_compartment;
  std::vector<std::string> m_exhibits;
  std::vector<std::string> m_also_hash;
  bool m_not_to_self = false;
};

}  // namespace

std::unique_ptr<Command> make_bundle_seal() { return std::make_unique<BundleSeal>(); }

}  // namespace rogatory::cmd
