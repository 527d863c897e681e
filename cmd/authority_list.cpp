// rogatory authority list [--country CC]
#include <map>

#include "base/text.hpp"
#include "cmd/home_access.hpp"
#include "cmd/peer_view.hpp"
#include "crypto/card_fields.hpp"

namespace rogatory::cmd {
namespace {

/// An authority as it is known: by its card, by a record, or by both; then the card holds.
struct Known {
  const registry::Peer* peer = nullptr;
  const registry::Authority* record = nullptr;

  [[nodiscard]] const std::string& country() const { return peer != nullptr ? peer->card().country : record->country; }
  [[nodiscard]] const std::string& role() const { return peer != nullptr ? peer->card().role : record->role; }
  [[nodiscard]] const std::string& zone() const { return peer != nullptr ? peer->card().zone : record->zone; }
  [[nodiscard]] const std::string& calendar() const {
    return peer != nullptr ? peer->card().calendar : record->calendar;
  }
  [[nodiscard]] const std::vector<std::string>& languages() const {
    return peer != nullptr ? peer->card().languages : record->languages;
  }
};

class AuthorityListCommand : public Command {
 public:
  void setup(Options& options) override { options.text("--country", m_country, "CC", "only those of this country"); }

  [[nodiscard]] Help help() const override {
    return {.about = "Lists the authorities that are known: peers by their cards, others by what was entered.",
            .examples = {{"rogatory authority list --country DE", "whom to write to in Germany"}},
            .exits = {{0, "listed"}, {10, "there is no home"}}};
  }

  Result<void> check() override {
    if (!m_country.empty() && !crypto::is_country(m_country)) {
      return fail(ErrorCode::usage, "--country: " + m_country + " is not two capital letters, such as DE");
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const std::vector<registry::Peer> peers, registry::list_peers(home));
    ROG_TRY_ASSIGN(const std::vector<registry::Authority> records, registry::list_authorities(home));
    std::map<std::string, Known> all;
    for (const registry::Peer& peer : peers) {
      all[peer.id].peer = &peer;
    }
    for (const registry::Authority& record : records) {
      all[record.id].record = &record;
    }
    std::erase_if(all, [this](const auto& entry) { return !m_country.empty() && entry.second.country() != m_country; });
    show(context.ui, home, all);
    context.ui.document(document(home, all));
    return 0;
  }

 private:
  void show(Ui& ui, const registry::Home& home, const std::map<std::string, Known>& all) const {
    const std::string where = m_country.empty() ? "" : " in " + m_country;
    ui.line(all.empty() ? speaker(home) + " knows no authority" + where
                        : "Authorities" + where + " known to " + speaker(home));
    Table table({{"AUTHORITY"}, {"COUNTRY"}, {"ROLE"}, {"CARD"}, {"ZONE"}, {"LANGUAGES"}, {"SOURCE"}, {"AS OF"}});
    for (const auto& [id, known] : all) {
      const bool has_card = known.peer != nullptr;
      table.row({{id, Tone::strong},
                 {known.country()},
                 {known.role()},
                 {has_card ? "version " + std::to_string(known.peer->card().version) : "none"},
                 {known.zone()},
                 {base::join(known.languages(), ", ")},
                 {has_card ? "its card" : known.record->source},
                 {has_card ? known.peer->card().issued_at.text().substr(0, 10) : known.record->as_of}});
    }
    ui.table(table);
  }

  static Json document(const registry::Home& home, const std::map<std::string, Known>& all) {
    Json::Array authorities;
    for (const auto& [id, known] : all) {
      const std::vector<std::string>& languages = known.languages();
      Json::Object one{{"calendar", known.calendar()},
                       {"country", known.country()},
                       {"id", id},
                       {"languages", Json::Array(languages.begin(), languages.end())},
                       {"role", known.role()},
                       {"zone", known.zone()}};
      if (known.peer != nullptr) {
        const crypto::Card& card = known.peer->card();
        one.emplace("card",
                    Json::Object{{"issued_at", card.issued_at.text()}, {"name", card.name}, {"version", card.version}});
      }
      if (known.record != nullptr) {
        one.emplace("record", Json::Object{{"as_of", known.record->as_of}, {"source", known.record->source}});
      }
      authorities.emplace_back(std::move(one));
    }
    return Json::Object{{"authorities", std::move(authorities)}, {"authority", home.authority()}};
  }

  std::string m_country;
};

}  // namespace

std::unique_ptr<Command> make_authority_list() { return std::make_unique<AuthorityListCommand>(); }

}  // namespace rogatory::cmd
