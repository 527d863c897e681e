// rogatory bundle key FILE --for WHOM --reason TEXT
#include "bundle/verify.hpp"
#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"
#include "registry/case_bundles.hpp"
#include "registry/cases.hpp"

namespace rogatory::cmd {
namespace {

class BundleKeyCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "a bundle that was sealed into a case");
    options.text("--for", m_for, "who is given it");
    options.text("--reason", m_reason, "why");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Prints the age identity of one bundle, after recording in the case's ledger who is given it and why: "
                "it opens this bundle and nothing else. Only bundles of a case have one (bundle seal --case).",
            .examples = {{"rogatory bundle key phone.rog --for 'Dr. Moreau, expert' --reason @order.txt > phone.key",
                          "rogatory bundle open phone.rog --identity phone.key opens it"}},
            .exits = {{0, "recorded and printed"},
                      {4, "the officer may not sign entries, or is expired or revoked"},
                      {5, "the home came back from a copy (ledger reopen)"},
                      {10, "no such file or case, or no entry here names the bundle"},
                      {11, "another program is writing into the case"},
                      {12, "wrong passphrase"},
                      {24, "not a bundle"},
                      {31, "the bundle is of no case; or the clock looks wrong (--clock-ok)"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const Named named, name_of_file(context));
    ROG_TRY_ASSIGN(const ledger::CaseId case_id, registry::find_case(home, keys, named.case_id.text()));
    ledger::CaseGranted event;
    ROG_TRY_ASSIGN(event.to, read_text(context, m_for, "Who is given the key?"));
    ROG_TRY_ASSIGN(event.reason, read_text(context, m_reason, "Why?"));
    ROG_TRY_ASSIGN(registry::CaseWriter writer,
                   registry::CaseWriter::open(home, keys, case_id, writing_of(context), context.clock));
    ROG_TRY_ASSIGN(const registry::NamedBundle bundle, find(writer, named));
    ROG_TRY_ASSIGN(const crypto::age::Identity identity, crypto::age::Identity::parse(bundle.event.identity));
    event.bundle = bundle.event.bundle;
    event.compartment = bundle.compartment;
    event.means = ledger::GrantMeans::printed;
    ROG_TRY_ASSIGN(const registry::WrittenEvent written,
                   writer.append({.type = std::string(ledger::CaseGranted::k_type),
                                  .fields = event.fields(),
                                  .compartment = bundle.compartment}));
    warn_of_clock(context.ui, written.appended);
    return show_granted_key(context, home,
                            {.case_id = case_id,
                             .officer = writer.signers().officer().id,
                             .event = event,
                             .written = written,
                             .identity = identity});
  }

 private:
  /// What the seal says of the bundle; whether that is true, its entry shows.
  struct Named {
    bundle::BundleId id;
    ledger::CaseId case_id;
    std::string authority;
  };

  Result<Named> name_of_file(Context& context) const {
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(context.fs, m_file));
    const crypto::Trust nobody;
    ROG_TRY_ASSIGN(const bundle::Outline outline, bundle::read_outline(context.fs, fd.get(), m_file, nobody));
    if (!outline.seal) {
      return fail(Error(ErrorCode::malformed, m_file + " is not a bundle").next("rogatory bundle verify " + m_file));
    }
    if (!outline.seal->case_id) {
      return fail(Error(ErrorCode::refused, m_file + " was sealed outside any case")
                      .because("it was encrypted to its recipients' own keys, and has none of its own")
                      .next("give a key of theirs, or seal it into a case: rogatory bundle seal --case CASE"));
    }
    ROG_TRY_ASSIGN(const ledger::CaseId case_id, ledger::CaseId::parse(*outline.seal->case_id));
    return Named{.id = outline.id, .case_id = case_id, .authority = outline.seal->authority};
  }

  Result<registry::NamedBundle> find(const registry::CaseWriter& writer, const Named& named) const {
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, writer.source());
    ROG_TRY_ASSIGN(std::optional<registry::NamedBundle> found,
                   registry::find_bundle(*source, named.authority, writer.held().identities, named.id));
    if (!found) {
      return fail(Error(ErrorCode::not_found,
                        "no entry of " + named.authority + " that is here names the bundle " + named.id.hex())
                      .because("its entry is not here yet, its compartment's key is not, or it is an orphan")
                      .next("rogatory ledger log " + named.case_id.text()));
    }
    return *std::move(found);
  }

  std::string m_file;
  FreeText m_for;
  FreeText m_reason;
};

}  // namespace

std::unique_ptr<Command> make_bundle_key() { return std::make_unique<BundleKeyCommand>(); }

}  // namespace rogatory::cmd
