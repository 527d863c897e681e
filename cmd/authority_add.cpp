// rogatory authority add ID --country CC --role R --source TEXT
#include "cmd/calendar_access.hpp"
#include "cmd/home_access.hpp"
#include "cmd/peer_view.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

class AuthorityAddCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ID", m_new.id, "the authority's id, such as de-bw-pros");
    options.text("--country", m_new.country, "CC", "two letters (ISO 3166)", Need::required);
    options.choice("--role", m_new.role,
                   {"auditor", "central-authority", "court", "expert", "ministry", "police", "prosecution", "provider",
                    "registry"},
                   "ROLE", "what it is");
    options.text("--zone", m_new.zone, "ZONE", "IANA time zone (default: the country's, where it has one only)");
    options.text("--calendar", m_new.calendar, "CC[-XX]", "whose holidays count (default: the country)");
    options.list("--language", m_new.languages, "LANG", "accepted in requests, the preferred first");
    options.text("--address", m_address, "postal address");
    options.text("--as-of", m_new.as_of, "DATE", "the day for which this is known (default: today)");
    options.text("--source", m_source, "where this is known from");
    options.flag("--force", m_force, "replace what is known");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Enters an authority that has no card: it gets letters, age bundles and paper. Says where the entry "
                "comes from and of which day it is. A peer needs no entry; its card says all this.",
            .examples = {{"rogatory authority add it-roma-pros --country IT --role prosecution --language it --source "
                          "'EJN Atlas'",
                          "Italy has one time zone"},
                         {"rogatory authority add de-bw-pros --country DE --calendar DE-BW --zone Europe/Berlin --role "
                          "prosecution --address @address.txt --source @source.txt",
                          "what is long comes from files"}},
            .exits = {{0, "entered, or known already exactly so"},
                      {10, "there is no home"},
                      {11, "another program changes the home"},
                      {31, "known already and different, or our own id"}}};
  }

  Result<void> check() override {
    if (m_new.role.empty()) {
      return fail(Error(ErrorCode::usage, "--role is missing").next("rogatory authority add --help names the roles"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(m_new.address, read_optional_text(context, m_address));
    ROG_TRY_ASSIGN(m_new.source, read_text(context, m_source, "Where is this known from?"));
    ROG_TRY(registry::complete_authority(context.fs, m_new, context.clock.now()));
    ROG_TRY(checked(registry::check_authority(context.fs, m_new)));
    const auto existing = m_force ? registry::Existing::replace : registry::Existing::refuse;
    ROG_TRY_ASSIGN(const registry::Kept kept, registry::add_authority(home, m_new, existing));
    context.ui.line("Known to " + speaker(home) + ", " + std::string(registry::text_of(kept)) + ":");
    show_authority(context.ui, m_new);
    registry::Calendars calendars(home);
    Json::Array warnings;
    if (const auto gap = warn_of_calendar(context.ui, calendars, m_new.calendar, m_new.country)) {
      warnings.push_back(document_of(*gap));
    }
    context.ui.document(Json::Object{{"authority", home.authority()},
                                     {"record", authority_document(m_new)},
                                     {"result", registry::text_of(kept)},
                                     {"warnings", std::move(warnings)}});
    return 0;
  }

 private:
  static Result<void> checked(Result<void> result) {
    return result ? std::move(result)
                  : fail(std::move(result).error().next("rogatory authority add --help shows each option's form"));
  }

  registry::Authority m_new;
  FreeText m_address;
  FreeText m_source;
  bool m_force = false;
};

}  // namespace

std::unique_ptr<Command> make_authority_add() { return std::make_unique<AuthorityAddCommand>(); }

}  // namespace rogatory::cmd
