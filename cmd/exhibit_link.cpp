// rogatory exhibit link CASE N --into CASE2
#include "registry/exhibit_link.hpp"
#include "base/text.hpp"
#include "cmd/custody_view.hpp"
#include "cmd/custody_writer.hpp"
#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

using registry::LinkedExhibit;
using registry::LinkRequest;

class ExhibitLink : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("N", m_exhibit, "the exhibit: its number where it is ours, or AUTHORITY:NUMBER");
    options.text("--into", m_into, "CASE2", "the case in which it becomes an exhibit too", Need::required);
    options.number("--number", m_number, 1, ledger::k_most_exhibits, "N", "its number there (default: the next one)");
    options.text("--title", m_title, "what it is called there; then its description and file name are not told");
    options.text("--description", m_description, "how it is described there");
    options.text("--custodian", m_custodian, "who has it, as it is to be read there");
    options.text("--place", m_place, "where it is, as it is to be read there");
    options.flag("--without-hashes", m_without_hashes, "do not tell its hashes there");
    options.text("--compartment", m_compartment, "C", "of CASE (default: main)");
    options.text("--into-compartment", m_into_compartment, "C", "of CASE2 (default: main)");
  }

  [[nodiscard]] Help help() const override {
    std::vector<ExitLine> exits = custody_exits({0, "linked: both cases say so"});
    exits.insert(exits.begin() + 1, {3, "one half is written: type the same command again"});
    exits.back() = {31, "not in our custody; linked already; the number is taken; or the clock looks wrong"};
    return {.about =
                "Makes one thing an exhibit of a second case of this home, for a State that must not see the first. It "
                "is registered there, and custody begins there as it stands here: who has it, where, under which "
                "seal, with which hashes. Nothing else of the first case is told but its id, the exhibit's number in "
                "it and the hash of one entry. The thing must be in our custody.",
            .examples = {{"rogatory exhibit link 3f9a 3 --into 'Request of Bonn'", "under the same title"},
                         {"rogatory exhibit link 3f9a 3 --into 77c0 --title @title.txt --custodian registry",
                          "under another title; who has it is not named"}},
            .exits = std::move(exits)};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const LinkRequest request, read_request(context, home, keys));
    ROG_TRY_ASSIGN(const LinkedExhibit linked,
                   registry::link_exhibit(home, keys, request, writing_of(context), context.clock));
    show(context.ui, home, request, linked);
    return 0;
  }

 private:
  Result<LinkRequest> read_request(Context& context, const registry::Home& home, registry::KeyRing& keys) const {
    LinkRequest request;
    ROG_TRY_ASSIGN(request.from, registry::find_case(home, keys, m_case));
    ROG_TRY_ASSIGN(request.into, registry::find_case(home, keys, m_into));
    ROG_TRY_ASSIGN(request.exhibit, registry::exhibit_named(m_exhibit, home.authority()));
    ROG_TRY_ASSIGN(request.title, read_optional_text(context, m_title));
    ROG_TRY_ASSIGN(request.description, read_optional_text(context, m_description));
    ROG_TRY_ASSIGN(request.custodian, read_optional_text(context, m_custodian));
    ROG_TRY_ASSIGN(request.place, read_optional_text(context, m_place));
    request.number = m_number;
    request.without_hashes = m_without_hashes;
    request.from_compartment = m_compartment;
    request.into_compartment = m_into_compartment;
    return request;
  }

  static void show(Ui& ui, const registry::Home& home, const LinkRequest& request, const LinkedExhibit& linked) {
    warn_of_clock(ui, linked.written.appended);
    ui.line({{"linked ", Tone::good},
             {request.exhibit.text() + " of case " + request.from.text().substr(0, 12) + " is " +
                  linked.exhibit.text() + " of case " + request.into.text().substr(0, 12),
              Tone::strong}});
    ui.line("  entries    " + linked.written.name() + " here, " + linked.entry.text() + " there, by " +
            speaker(home, linked.officer));
    ui.line("  now there  " + told(linked.now));
    if (linked.was_begun) {
      ui.note("That half was there already, with what was told in it then; now the link is whole");
    }
    ui.note("From here on each case tells its own story: record a hand-over in the case in which it is made");
    Json::Object document = entry_document(home, request.from, linked.officer, linked.written);
    document["completed"] = linked.was_begun;
    document["exhibit"] = request.exhibit.text();
    document["into"] = Json::Object{{"case", request.into.text()},
                                    {"entry", linked.entry.text()},
                                    {"exhibit", linked.exhibit.text()},
                                    {"now", document_of(linked.now)}};
    ui.document(std::move(document));
  }

  std::string m_case, m_exhibit, m_into;
  std::string m_compartment = "main";
  std::string m_into_compartment = "main";
  std::optional<std::uint64_t> m_number;
  bool m_without_hashes = false;
  FreeText m_title, m_description, m_custodian, m_place;
};

}  // namespace

std::unique_ptr<Command> make_exhibit_link() { return std::make_unique<ExhibitLink>(); }

}  // namespace rogatory::cmd
