// rogatory exhibit add CASE TITLE [--kind KIND] [--file PATH] [--event EVENT] [OPTION]…
#include <algorithm>

#include "base/text.hpp"
#include "cmd/custody_command.hpp"
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
            "that it was seen, and no more. A file is hashed, not copied; bundle seal seals it.",
        .examples = {{"rogatory exhibit add 3f9a @title.txt --event seized --by 'Lt. Martin' --place Lyon --seal 4471",
                      "a thing"},
                     {"rogatory exhibit add 3f9a 'Image of the telephone' --file phone.E01 --event acquired --parent 1",
                      "a file, taken from exhibit 1"}},
        .exits = exits()};
  }

  Result<void> check() override { return m_options.check(); }

 protected:
  Result<Json::Object> enter(Context& context, CustodyDesk& desk) override {
    ROG_TRY_ASSIGN(ledger::ExhibitRegistered item, read_item(context, desk.home().authority()));
    ROG_TRY_ASSIGN(ledger::CustodyEvent event, m_options.read(context, act(), {}, desk.defaults()));
    ROG_TRY_ASSIGN(const std::optional<std::string> from, read_optional_text(context, m_from));
    if (from) {
      ROG_TRY_ASSIGN(event.counterpart, desk.counterpart(*from));
    }
    if (m_file) {
      ROG_TRY(take_file(context, *m_file, item, event));
    }
    ROG_TRY_ASSIGN(const registry::WrittenCustody written, desk.write([&](const CustodyTable& table) -> Result<Events> {
      ROG_TRY_ASSIGN(item.exhibit, registry::new_exhibit(table, desk.home().authority(), m_number));
      if (item.parent) {
        ROG_TRY(registry::find_exhibit(table, *item.parent));
      }
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
    exits.back() = {31, "the number is taken; no regular file, or another hash; or the clock looks wrong (--clock-ok)"};
    return exits;
  }

  [[nodiscard]] CustodyAct act() const {
    if (m_event.empty()) {
      return m_file ? CustodyAct::collected : CustodyAct::identified;
    }
    return ledger::find_custody_act(m_event).value_or(CustodyAct::identified);  // one of the choices
  }

  Result<ledger::ExhibitRegistered> read_item(Context& context, const std::string& ourselves) {
    ledger::ExhibitRegistered item;
    const FreeText title{m_title.empty() ? std::nullopt : std::optional(m_title)};
    ROG_TRY_ASSIGN(item.title, read_text(context, title, "Title of the exhibit:"));
    ROG_TRY_ASSIGN(item.description, read_optional_text(context, m_description));
    item.kind = m_file ? ExhibitKind::digital : ExhibitKind::physical;
    if (!m_kind.empty()) {
      ROG_TRY_ASSIGN(item.kind, ledger::parse_exhibit_kind(m_kind));
    }
    if (m_parent) {
      ROG_TRY_ASSIGN(item.parent, registry::exhibit_named(*m_parent, ourselves));
    }
    return item;
  }

  static Result<void> take_file(Context& context, const std::string& path, ledger::ExhibitRegistered& item,
                                ledger::CustodyEvent& event) {
    ROG_TRY_ASSIGN(const registry::FileHash file, registry::hash_file(context.fs, path, context.progress));
    item.file = base::to_utf8_lossy(file.name);
    event.size = file.size;
    const ledger::ScopedHash ours{ledger::HashScope::file, ledger::HashAlgorithm::sha256, file.sha256.hex()};
    for (const ledger::ScopedHash& said : event.hashes) {
      if (said.scope == ours.scope && said.algorithm == ours.algorithm && said.value != ours.value) {
        return fail(Error(ErrorCode::refused, "the SHA-256 of " + path + " is " + ours.value)
                        .because("--hash says " + said.value)
                        .next("look for the file that was meant"));
      }
    }
    std::erase(event.hashes, ours);
    event.hashes.push_back(ours);
    std::ranges::sort(event.hashes);
    return {};
  }

  std::string m_title, m_kind, m_event;
  std::optional<std::string> m_file, m_parent;
  std::optional<std::uint64_t> m_number;
  FreeText m_description, m_from;
  CustodyOptions m_options;
};

}  // namespace

std::unique_ptr<Command> make_exhibit_add() { return std::make_unique<ExhibitAdd>(); }

}  // namespace rogatory::cmd
