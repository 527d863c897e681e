#include "request/layers.hpp"

#include <algorithm>

#include "request/data_rows.hpp"
#include "request/instrument_file.hpp"
#include "request/instrument_rules.hpp"
#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

template <class Row>
std::string_view ref_in(const Row& row) {
  if constexpr (std::same_as<Row, Limit>) {
    return row.ref;
  } else {
    return row.provision.ref;
  }
}

template <class Row>
void mark(std::vector<Row>& rows, const std::string& id) {
  for (Row& row : rows) {
    if constexpr (std::same_as<Row, Limit>) {
      row.source = id;
    } else {
      row.provision.source = id;
    }
  }
}

/// The instrument with each row naming it, and without what only concerns itself.
Instrument marked(const Instrument& instrument) {
  Instrument copy = instrument;
  mark(copy.contents, copy.id);
  mark(copy.documents, copy.id);
  mark(copy.limits, copy.id);
  mark(copy.grounds, copy.id);
  mark(copy.rules, copy.id);
  mark(copy.channels, copy.id);
  mark(copy.declarations, copy.id);
  if (copy.language) {
    copy.language->source = copy.id;
  }
  if (copy.authentication) {
    copy.authentication->source = copy.id;
  }
  copy.order.reset();
  copy.parties.clear();
  copy.parties_complete = false;
  copy.parties_note.clear();
  return copy;
}

template <class Row>
void lay_rows(std::vector<Row>& below, const std::vector<Row>& above, const std::vector<std::string>& replaced) {
  std::erase_if(below, [&](const Row& row) {
    return std::ranges::any_of(replaced, [&](const std::string& article) { return is_below(ref_in(row), article); });
  });
  std::ranges::copy(above, std::back_inserter(below));
}

void lay(Instrument& law, const Instrument& layer) {
  std::erase_if(law.limits, [&](const Limit& limit) {
    return std::ranges::find(layer.limits, limit.id, &Limit::id) != layer.limits.end();
  });
  lay_rows(law.contents, layer.contents, layer.replaces);
  lay_rows(law.documents, layer.documents, layer.replaces);
  lay_rows(law.limits, layer.limits, layer.replaces);
  lay_rows(law.grounds, layer.grounds, layer.replaces);
  lay_rows(law.rules, layer.rules, layer.replaces);
  lay_rows(law.channels, layer.channels, layer.replaces);
  lay_rows(law.declarations, layer.declarations, layer.replaces);
  law.language = layer.language ? layer.language : law.language;
  law.authentication = layer.authentication ? layer.authentication : law.authentication;
}

/// A rule is known no better than what it was changed by, and says by what.
void say_changed(std::string& text, Verified& verified, const Declaration& by) {
  const std::string said = "; " + by.state + ", " + by.provision.ref + ": " + by.provision.text;
  // What is longer could not be read back from the frozen bytes.
  text += text.size() + said.size() <= k_plain_size ? said : "";
  verified = std::max(verified, by.provision.verified);
}

void change_limit(Instrument& law, const Declaration& by, const LimitChange& change, Side side) {
  for (Limit& limit : law.limits) {
    if (limit.id == change.id && limit.on == side) {
      limit.n = change.n ? change.n : limit.n;
      limit.n_by = limit.n ? "" : limit.n_by;
      limit.effect = change.effect.value_or(limit.effect);
      std::ranges::copy(change.suspends, std::back_inserter(limit.suspends));
      say_changed(limit.text, limit.verified, by);
    }
  }
}

/// Applies what either State declared, and keeps only that.
void declare(Instrument& law, const RuleChoice& choice) {
  std::erase_if(law.declarations, [&](const Declaration& declaration) {
    return declaration.state != choice.requesting && declaration.state != choice.requested;
  });
  for (const Declaration& declaration : law.declarations) {
    const bool is_requested = declaration.state == choice.requested;
    for (const LimitChange& change : declaration.limits) {
      change_limit(law, declaration, change, is_requested ? Side::requested : Side::requesting);
    }
    for (const GroundChange& change : declaration.grounds) {
      for (Ground& ground : law.grounds) {
        if (is_requested && ground.ground == change.ground) {
          ground.force = change.force;
          say_changed(ground.provision.text, ground.provision.verified, declaration);
        }
      }
    }
  }
}

Result<std::vector<const Instrument*>> layers_of(const InstrumentSet& instruments, const RuleChoice& choice) {
  std::vector<const Instrument*> layers;
  for (const std::string& id : choice.layers) {
    ROG_TRY_ASSIGN(const Instrument* layer, instruments.get(id));
    if (layer->layered_on != choice.base) {
      return fail(Error(ErrorCode::refused, id + " is not layered on " + choice.base)
                      .next("rogatory request instruments show " + id));
    }
    layers.push_back(layer);
  }
  const auto order = [](const Instrument* layer) {
    return std::tuple(layer->parties.size() == 2, layer->signed_on, layer->id);
  };
  std::ranges::sort(layers, {}, order);
  const auto [same, end] = std::ranges::unique(layers);
  layers.erase(same, end);
  return layers;
}

}  // namespace

Result<RuleSet> resolve_rules(const InstrumentSet& instruments, const RuleChoice& choice) {
  ROG_TRY_ASSIGN(const Instrument* base, instruments.get(choice.base));
  if (!is_base(*base)) {
    return fail(Error(ErrorCode::refused, base->id + " stands on " + *base->layered_on + " and not alone")
                    .next("name " + *base->layered_on + " and " + base->id + " as a layer of it"));
  }
  if (!is_state(choice.requesting) || !is_state(choice.requested)) {
    return fail(ErrorCode::usage, "a State is two capital letters (ISO 3166)");
  }
  ROG_TRY_ASSIGN(const auto layers, layers_of(instruments, choice));
  RuleSet rules{.law = marked(*base), .requesting = choice.requesting, .requested = choice.requested};
  for (const Instrument* layer : layers) {
    lay(rules.law, marked(*layer));
    rules.layers.push_back(layer->id);
  }
  declare(rules.law, choice);
  const Machine* const machine = find_machine(base->machine);
  ROG_ASSERT(machine != nullptr);  // no instrument is in the set without
  rules.machine = *machine;
  ROG_TRY_DOING(check_instrument(rules.law, rules.machine), "laying the layers on " + base->id);
  return rules;
}

Json document_of(const RuleSet& rules) {
  return Json::Object{{"format", "rogatory-rules/1"},
                      {"law", document_of(rules.law)},
                      {"layers", Json::Array(rules.layers.begin(), rules.layers.end())},
                      {"machine", document_of(rules.machine)},
                      {"requested", rules.requested},
                      {"requesting", rules.requesting}};
}

Result<RuleSet> parse_rules(ByteView canonical) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(canonical, k_rules_size));
  base::JsonReader reader(value, "rules");
  if (reader.text("format") != "rogatory-rules/1") {
    reader.reject("format", "is not rogatory-rules/1");
  }
  RuleSet rules{
      .layers = reader.texts("layers"), .requesting = reader.text("requesting"), .requested = reader.text("requested")};
  const Json& law = reader.value("law");
  const Json& machine = reader.value("machine");
  ROG_TRY(reader.finish());
  ROG_TRY_ASSIGN(rules.machine, parse_machine(machine));
  ROG_TRY_ASSIGN(rules.law, parse_instrument(law, rules.machine));
  return rules;
}

crypto::Sha256 hash_of(const RuleSet& rules) { return crypto::sha256(document_of(rules).canonical()); }

const Limit* find_limit(const RuleSet& rules, std::string_view id) {
  const auto found = std::ranges::find(rules.law.limits, id, &Limit::id);
  return found == rules.law.limits.end() ? nullptr : &*found;
}

const Ground* find_ground(const RuleSet& rules, std::string_view ground) {
  const auto found = std::ranges::find(rules.law.grounds, ground, &Ground::ground);
  return found == rules.law.grounds.end() ? nullptr : &*found;
}

std::string name_of(const RuleSet& rules, const Provision& provision) {
  return (provision.source.empty() ? rules.law.id : provision.source) + " " + provision.ref;
}

std::string address_of(const InstrumentSet& instruments, const RuleSet& rules, const Provision& provision) {
  if (!provision.url.empty() || provision.verified == Verified::unverified) {
    return provision.url;
  }
  if (provision.source.empty() || provision.source == rules.law.id) {
    return rules.law.text_url;
  }
  const Instrument* const from = instruments.find(provision.source);
  return from == nullptr ? "" : from->text_url;
}

}  // namespace rogatory::request
