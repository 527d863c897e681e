// rogatory bundle inspect FILE
#include "base/text.hpp"
#include "cmd/bundle_report.hpp"
#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"
#include "crypto/age.hpp"

namespace rogatory::cmd {
namespace {

using bundle::Outline;

class BundleInspect : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "the bundle to look at");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Shows what is written on the outside of a bundle: who sealed it, when, how much is inside and for how "
            "many recipients. It reads the labels only, so it is as fast for a terabyte; the parts are not checked.",
        .examples = {{"rogatory bundle inspect evidence.rog", ""}},
        .exits = {{0, "the labels are in order"},
                  {20, "a label's hash or signature is wrong"},
                  {21, "a card is missing"},
                  {22, "the authority or the officer is not trusted"},
                  {24, "not a bundle, or not in its one form"}},
    };
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(context.fs, m_file));
    ROG_TRY_ASSIGN(const registry::ReadingAccess access, m_reading.access(context, registry::KeyUse::if_open, {}));
    ROG_TRY_ASSIGN(const Outline outline, bundle::read_outline(context.fs, fd.get(), m_file, access.trust));
    const std::size_t recipients = count_recipients(context.fs, fd.get(), outline);
    show(context.ui, outline, recipients);
    context.ui.document(document(outline, recipients));
    const std::vector<bundle::Finding> findings = outline.checks.findings();
    return findings.empty() ? 0 : base::exit_status(bundle::worst(findings));
  }

 private:
  /// Stanzas of the age header at the start of the first part; 0 where there is none.
  static std::size_t count_recipients(FileSystem& fs, int fd, const Outline& outline) {
    if (outline.layout.parts.empty()) {
      return 0;
    }
    const bundle::Member& part = outline.layout.parts.front();
    Bytes start(static_cast<std::size_t>(std::min<std::uint64_t>(part.size, crypto::age::k_header_limit)));
    if (!base::pread_exact(fs, fd, start, part.offset, "the content")) {
      return 0;
    }
    const Result<crypto::age::Header> header = crypto::age::parse_header(start);
    return header ? header->stanzas.size() : 0;
  }

  void show(Ui& ui, const Outline& outline, std::size_t recipients) const {
    ui.line({{m_file, Tone::strong}});
    if (outline.seal) {
      show_seal(ui, *outline.seal, outline.id);
      ui.line("  content    " + base::counted(outline.seal->item_count, "item") + " in " +
              base::counted(outline.seal->parts, "part") + ", " + base::human_size(outline.seal->content_size) +
              " encrypted and padded");
      ui.line("  for        " + base::counted(recipients, "recipient"));
    }
    if (outline.cards) {
      const crypto::Card& card = outline.cards->newest();
      ui.line("  authority  " + card.name + " (" + card.country + "), card " + std::to_string(card.version));
      ui.line("  root       " + outline.root_fingerprint);
    }
    for (const bundle::Finding& found : outline.checks.findings()) {
      ui.line({{"  FAILED ", Tone::bad}, {std::string(found.check->name), Tone::strong}, {": " + found.detail}});
    }
    ui.line("Not proven: the content (labels only; next: rogatory bundle verify " + m_file + ")");
  }

  [[nodiscard]] Json document(const Outline& outline, std::size_t recipients) const {
    bundle::Report labels;
    labels.outline.seal = outline.seal;
    labels.outline.id = outline.id;
    labels.outline.root_fingerprint = outline.root_fingerprint;
    labels.findings = outline.checks.findings();
    Json::Object object = *report_document(m_file, labels).as_object();
    for (const char* of_a_verification : {"bytes", "not_proven", "opened", "parts", "passed", "status", "verdict"}) {
      object.erase(of_a_verification);
    }
    object["recipients"] = std::uint64_t{recipients};
    if (outline.seal) {
      object["content_size"] = outline.seal->content_size;
      object["parts"] = outline.seal->parts;
    }
    if (outline.cards) {
      object["card_version"] = outline.cards->newest().version;
      object["country"] = outline.cards->newest().country;
    }
    return object;
  }

  std::string m_file;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_bundle_inspect() { return std::make_unique<BundleInspect>(); }

}  // namespace rogatory::cmd
