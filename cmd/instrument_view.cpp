#include "cmd/instrument_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/draft_access.hpp"

namespace rogatory::cmd {
namespace {

using request::Provision;

class ProvisionTable {
 public:
  ProvisionTable(Ui& ui, const request::Instrument& instrument, const std::string& title)
      : m_ui(ui), m_instrument(instrument), m_title(title), m_table({{"REF"}, {"WHAT"}, {"KNOWN"}, {"TEXT"}}) {}
  ProvisionTable(const ProvisionTable&) = delete;
  ProvisionTable& operator=(const ProvisionTable&) = delete;
  ~ProvisionTable() {
    if (!m_table.empty()) {
      m_ui.line("");
      m_ui.line({{m_title, Tone::strong}});
      m_ui.table(m_table);
    }
  }

  void row(const Provision& provision, const std::string& what) {
    std::string text = provision.text;
    if (!provision.url.empty() && provision.url != m_instrument.text_url) {
      text += " <" + provision.url + ">";
    }
    m_table.row({{provision.ref, Tone::strong},
                 {what},
                 {request::known_words(provision.verified),
                  provision.verified == request::Verified::text ? Tone::plain : Tone::warning},
                 {text}});
  }

 private:
  Ui& m_ui;
  const request::Instrument& m_instrument;
  const std::string m_title;
  Table m_table;
};

std::string what_of(const request::Limit& limit) {
  std::string what =
      limit.n ? std::to_string(*limit.n) + " " + std::string(text_of(limit.unit)) : "fixed by " + limit.n_by;
  what += limit.extends ? " more than " + *limit.extends : "";
  return what + " from " + limit.from + ", on the " + std::string(text_of(limit.on)) + " side, " +
         std::string(text_of(limit.effect)) + ", " + std::string(text_of(limit.counting));
}

std::string condition_of(const request::Applicability& applies) {
  std::string text = applies.when.empty() ? "" : " when " + base::join(applies.when, ", ");
  return text + (applies.unless.empty() ? "" : " unless " + base::join(applies.unless, ", "));
}

void show_head(Ui& ui, const request::Instrument& one) {
  ui.line({{one.id, Tone::strong}, {": " + one.title}});
  ui.line(one.citation + ", " + one.kind + ", signed " + one.signed_on +
          (one.in_force ? ", in force " + *one.in_force : ""));
  ui.line("text: " + one.text_url + ", looked at " + one.as_of);
  if (one.layered_on) {
    ui.line("layered on " + *one.layered_on +
            (one.replaces.empty() ? "" : ", replaces its " + base::join(one.replaces, ", ")));
  }
  std::vector<std::string> parties;
  parties.reserve(one.parties.size());
  for (const request::Party& party : one.parties) {
    parties.push_back(
        party.state + (party.since ? " since " + *party.since : "") +
        (party.verified == request::Verified::text ? "" : " (" + request::known_words(party.verified) + ")"));
  }
  ui.line("parties" + std::string(one.parties_complete ? "" : " that are known") + ": " + base::join(parties, ", ") +
          (one.parties_note.empty() ? "" : "; " + one.parties_note));
}

void show_request_rules(Ui& ui, const request::Instrument& one) {
  {
    ProvisionTable table(ui, one, "What a request says");
    for (const request::Content& row : one.contents) {
      table.row(row.provision, std::string(text_of(row.duty)) + condition_of(row.applies));
    }
  }
  {
    ProvisionTable table(ui, one, "Documents");
    for (const request::RequiredDocument& row : one.documents) {
      table.row(row.provision, row.form + ", " + std::string(text_of(row.duty)) + condition_of(row.applies));
    }
  }
  {
    ProvisionTable table(ui, one, "Limits");
    for (const request::Limit& row : one.limits) {
      table.row(provision_of(row), what_of(row));
    }
  }
}

void show_answer_rules(Ui& ui, const request::Instrument& one) {
  {
    ProvisionTable table(ui, one, "Grounds of refusal");
    for (const request::Ground& row : one.grounds) {
      table.row(row.provision, row.ground + ", " + std::string(text_of(row.force)));
    }
  }
  {
    ProvisionTable table(ui, one, "Rules");
    for (const request::Rule& row : one.rules) {
      table.row(row.provision, row.topic);
    }
    if (one.language) {
      table.row(*one.language, "language");
    }
    if (one.authentication) {
      table.row(*one.authentication, "authentication");
    }
  }
  {
    ProvisionTable table(ui, one, "Channels");
    for (const request::Channel& row : one.channels) {
      table.row(row.provision, row.type + (row.urgent_only ? ", urgent only" : ""));
    }
  }
  ProvisionTable table(ui, one, "Declarations and national law");
  for (const request::Declaration& row : one.declarations) {
    table.row(row.provision, row.state);
  }
}

}  // namespace

Json instrument_line(const request::Instrument& instrument) {
  Json::Object object{{"as_of", instrument.as_of},
                      {"id", instrument.id},
                      {"kind", instrument.kind},
                      {"text_url", instrument.text_url},
                      {"title", instrument.title}};
  if (instrument.layered_on) {
    object["layered_on"] = *instrument.layered_on;
  }
  return object;
}

void show_instrument(Ui& ui, const request::Instrument& instrument) {
  show_head(ui, instrument);
  show_request_rules(ui, instrument);
  show_answer_rules(ui, instrument);
  ui.line("");
  ui.line(k_not_advice);
}

void show_applicable(Ui& ui, const std::vector<request::Applicable>& found, const std::string& one,
                     const std::string& other) {
  if (found.empty()) {
    ui.line("no instrument that is known here fits between " + one + " and " + other +
            "; without a treaty there are letters rogatory");
  }
  std::vector<std::string> unknown;
  int place = 0;
  for (const request::Applicable& applicable : found) {
    const request::Instrument& instrument = *applicable.instrument;
    ui.line({{std::to_string(++place) + ". "}, {instrument.id, Tone::strong}, {": " + instrument.title}});
    if (instrument.order) {
      const Provision& why = instrument.order->provision;
      ui.line("   " + why.ref + ": " + why.text + " (" + request::known_words(why.verified) + ")");
    }
    if (applicable.bound == request::Bound::not_known) {
      unknown.push_back("whether " + instrument.id + " binds both: " + instrument.text_url);
    }
    for (const request::ApplicableLayer& layer : applicable.layers) {
      if (layer.bound == request::Bound::yes) {
        ui.line("   with " + layer.instrument->id + ": " + layer.instrument->title);
      } else {
        unknown.push_back("whether both ratified " + layer.instrument->id + " (" + layer.instrument->title + ")");
      }
    }
  }
  unknown.emplace_back("declarations, reservations and bilateral treaties that nobody added here");
  ui.line("Not known:");
  for (const std::string& what : unknown) {
    ui.line("  " + what);
  }
  ui.line(k_not_advice);
}

Json applicable_document(const std::vector<request::Applicable>& found) {
  Json::Array array;
  for (const request::Applicable& applicable : found) {
    Json::Array layers;
    for (const request::ApplicableLayer& layer : applicable.layers) {
      layers.emplace_back(Json::Object{{"bound", std::string(text_of(layer.bound))}, {"id", layer.instrument->id}});
    }
    Json::Object object{{"bound", std::string(text_of(applicable.bound))},
                        {"id", applicable.instrument->id},
                        {"layers", std::move(layers)}};
    if (applicable.instrument->order) {
      object["why"] = applicable.instrument->order->provision.text;
      object["why_ref"] = applicable.instrument->order->provision.ref;
    }
    array.emplace_back(std::move(object));
  }
  return array;
}

}  // namespace rogatory::cmd
