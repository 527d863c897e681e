// rogatory exhibit add CASE TITLE [--kind KIND] [--file PATH] [--event EVENT] [OPTION]…
#include <algorithm>

#include "base/text.hpp"
#include "cmd/custody_command.hpp"
#include "cmd/custody_details.hpp"
#include "registry/file_hash.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;
using ledger::CustodyTable;
using ledger::ExhibitKind;
using Events = std::vector<ledger::ExhibitEvent>;

class ExhibitAdd : public CustodyCommand {
 public:
  void setup_own(Options& options) override {
    options.argument("TITLE", m_title, "what it is called: TEXT, @FILE or -", Need::optional);
    options.choice("--kind", m_kind, {"physical", "digital", "document"}, "KIND",
                   "default: physical; with --file digital");
    options.text("--description", m_description, "make, model, serial number, marks");
    options.text("--file", m_file, "PATH", "the file that it is: its name, size and SHA-256 are entered");
    options.number("--number", m_number, 1, ledger::k_most_exhibits, "N", "its number (default: the next one)");
    options.text("--parent", m_parent, "N", "the exhibit that it was taken from");
    options.choice("--event", m_event,
                   {"identified", "seized", "collected", "acquired", "received_from_third_party", "generated"}, "EVENT",
                   "how it came here (default: identified; with --file collected)");
    options.text("--from", m_from, "from whom it was received");
    m_options.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Registers an exhibit, and records how it came here: two entries, both or none. Custody begins with "
            "what takes it (seized, collected, acquired, received_from_third_party, generated); identified says "
            "that it was seen, and no more. A file is hashed, not copied; bundle seal seals it. At a terminal you are "
            "asked for what is missing.",
        .examples = {{"rogatory exhibit add 3f9a @title.txt --event seized --by 'Lt. Martin' --place Lyon --seal 4471",
                      "a thing"},
                     {"rogatory exhibit add 3f9a 'Image of the telephone' --file phone.E01 --event acquired --parent 1",
                      "a file, taken from exhibit 1"}},
        .exits = exits()};
  }

  Result<void> check() override { return m_options.check(); }

 protected:
  Result<Json::Object> enter(Context& context, CustodyDesk& desk) override {
    std::optional<registry::FileHash> file;
    if (m_file) {
      ROG_TRY_ASSIGN(file, registry::hash_file(context.fs, *m_file, context.progress));
    }
    CustodyGuide asking = guide(context);
    if (is_guided(context)) {
      ROG_TRY(ask(desk, asking));
    }
    ROG_TRY_ASSIGN(ledger::ExhibitRegistered item, read_item(context, desk.home().authority()));
    ROG_TRY_ASSIGN(ledger::CustodyEvent event, read_event(context, desk));
    if (file) {
      ROG_TRY(take_file(*file, item, event));
    }
    if (asking.has_asked()) {
      std::vector<std::string> lines = summary_of(item);
      std::ranges::move(summary_of(event), std::back_inserter(lines));
      ROG_TRY(asking.confirm(desk.signer(), lines));
    }
    ROG_TRY_ASSIGN(const registry::WrittenCustody written, desk.write([&](const CustodyTable& table) -> Result<Events> {
      ROG_TRY_ASSIGN(item.exhibit, place_in(table, desk.home().authority()));
      event.exhibit = item.exhibit;
      return Events{item, event};
    }));
    Json::Object document = desk.show(written);
    document["kind"] = text_of(item.kind);
    document["title"] = item.title;
    if (item.file) {
      document["file"] = *item.file;
    }
    return document;
  }

 private:
  static std::vector<ExitLine> exits() {
    std::vector<ExitLine> exits = custody_exits({0, "registered"});
    exits.back() = {31,
                    "the number is taken; no regular file, or another hash; the clock looks wrong (--clock-ok); or "
                    "nobody said that it be signed"};
    return exits;
  }

  [[nodiscard]] ExhibitKind kind() const {
    const ExhibitKind unless_said = m_file ? ExhibitKind::digital : ExhibitKind::physical;
    return m_kind.empty() ? unless_said : ledger::parse_exhibit_kind(m_kind).value_or(unless_said);
  }

  [[nodiscard]] CustodyAct act() const {
    if (m_event.empty()) {
      return m_file ? CustodyAct::collected : CustodyAct::identified;
    }
    return ledger::find_custody_act(m_event).value_or(CustodyAct::identified);  // one of the choices
  }

  /// The id that it gets; not_found, refused.
  [[nodiscard]] Result<ledger::ExhibitId> place_in(const CustodyTable& table, const std::string& ourselves) const {
    if (m_parent) {
      ROG_TRY_ASSIGN(const ledger::ExhibitId parent, registry::exhibit_named(*m_parent, ourselves));
      ROG_TRY(registry::find_exhibit(table, parent));
    }
    return registry::new_exhibit(table, ourselves, m_number);
  }

  /// What it is and how it came here, then what the latter wants recorded.
  Result<void> ask(CustodyDesk& desk, CustodyGuide& asking) const {
    ROG_TRY_ASSIGN(const CustodyTable table, desk.look(ledger::ExhibitRegistered::k_type));
    ROG_TRY(place_in(table, desk.home().authority()));
    for (const CustodyQuestion& question : registration_questions()) {
      if (!given().contains(question.option)) {
        ROG_TRY(asking.ask(question, empty_answer(question)));
      }
    }
    const std::string_view known = m_file ? "--hash" : "";
    return ask_of(act(), {.is_digital = kind() == ExhibitKind::digital, .known = known}, desk.defaults().officer,
                  asking);
  }

  [[nodiscard]] CustodyGuide::Empty empty_answer(const CustodyQuestion& question) const {
    if (question.option == "--kind") {
      return {.means = std::string(text_of(kind()))};
    }
    return question.option == "--event" ? CustodyGuide::Empty{.means = std::string(text_of(act()))}
                                        : CustodyGuide::Empty{.is_allowed = question.option != "TITLE"};
  }

  Result<ledger::CustodyEvent> read_event(Context& context, CustodyDesk& desk) {
    ROG_TRY_ASSIGN(ledger::CustodyEvent event, m_options.read(context, act(), {}, desk.defaults()));
    ROG_TRY_ASSIGN(const std::optional<std::string> from, read_optional_text(context, m_from));
    if (from) {
      ROG_TRY_ASSIGN(event.counterpart, desk.counterpart(*from));
    }
    return event;
  }

  Result<ledger::ExhibitRegistered> read_item(Context& context, const std::string& ourselves) {
    ledger::ExhibitRegistered item;
    ROG_TRY_ASSIGN(item.title, read_text(context, m_title, "Title of the exhibit:"));
    ROG_TRY_ASSIGN(item.description, read_optional_text(context, m_description));
    item.kind = kind();
    if (m_parent) {
      ROG_TRY_ASSIGN(item.parent, registry::exhibit_named(*m_parent, ourselves));
    }
    return item;
  }

  static Result<void> take_file(const registry::FileHash& file, ledger::ExhibitRegistered& item,
                                ledger::CustodyEvent& event) {
    item.file = base::to_utf8_lossy(file.name);
    event.size = file.size;
    const ledger::ScopedHash ours{ledger::HashScope::file, ledger::HashAlgorithm::sha256, file.sha256.hex()};
    for (const ledger::ScopedHash& said : event.hashes) {
      if (said.scope == ours.scope && said.algorithm == ours.algorithm && said.value != ours.value) {
        return fail(Error(ErrorCode::refused, "the SHA-256 of " + file.name + " is " + ours.value)
                        .because("--hash says " + said.value)
                        .next("look for the file that was meant"));
      }
    }
    std::erase(event.hashes, ours);
    event.hashes.push_back(ours);
    std::ranges::sort(event.hashes);
    return {};
  }

  std::string m_kind, m_event;
  std::optional<std::string> m_file, m_parent;
  std::optional<std::uint64_t> m_number;
  FreeText m_title, m_description, m_from;
  CustodyOptions m_options;
};

}  // namespace

std::unique_ptr<Command> make_exhibit_add() { return std::make_unique<ExhibitAdd>(); }

}  // namespace rogatory::cmd
