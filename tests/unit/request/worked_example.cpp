#include "worked_example.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace rogatory::request {
namespace {

using base::JsonReader;

/// Reads "2026-09-04 22:15", seconds if need be.
Result<CivilTime> parse_civil_time(std::string_view text) {
  if (text.size() != 16 && text.size() != 19) {
    return fail(ErrorCode::malformed, "not of the form YYYY-MM-DD HH:MM");
  }
  const std::string seconds(text.size() == 19 ? text.substr(16) : ":00");
  ROG_TRY_ASSIGN(const UtcTime as_utc, UtcTime::parse(std::string(text.substr(0, 10)) + "T" +
                                                      std::string(text.substr(11, 5)) + seconds + "Z"));
  return CivilTime{std::chrono::seconds{as_utc.seconds}};
}

Result<Standing> parse_standing(std::string_view text) {
  for (const Standing standing : {Standing::reported, Standing::claimed, Standing::agreed}) {
    if (text_of(standing) == text) {
      return standing;
    }
  }
  return fail(ErrorCode::malformed, "no such standing");
}

Result<RuleSet> parse_example_law(const std::string& name, const Json& value) {
  JsonReader reader(value, "law " + name);
  const RuleChoice choice{.base = reader.text("base"),
                          .layers = reader.texts("layers"),
                          .requesting = reader.text("requesting"),
                          .requested = reader.text("requested")};
  ROG_TRY(reader.finish());
  return resolve_rules(InstrumentSet::built_in(), choice);
}

Result<LimitApart> parse_limit_apart(const std::string& id, const Json& value) {
  JsonReader reader(value, "limit " + id);
  LimitApart apart{.why = reader.text("why"), .limit = {}};
  Limit& limit = apart.limit;
  limit.id = id;
  limit.ref = reader.text("ref");
  limit.text = reader.text("text");
  if (const std::optional<std::int64_t> n = reader.optional_integer("n", -1000, 1000)) {
    limit.n = static_cast<int>(*n);
  }
  limit.n_by = reader.optional_text("n_by").value_or("");
  limit.unit = reader.parsed<Unit>("unit", parse_unit);
  limit.from = reader.text("from");
  limit.to = reader.texts("to");
  limit.on = reader.parsed<Side>("on", parse_side);
  limit.effect = reader.parsed<Effect>("effect", parse_effect);
  limit.counting = reader.parsed<Counting>("counting", parse_counting);
  limit.extends = reader.optional_text("extends");
  if (const Json* const suspends = reader.optional_value("suspends")) {
    for (const Json& one : *suspends->as_array()) {
      JsonReader inner(one, "suspension");
      limit.suspends.push_back({inner.text("from"), inner.text("to"), inner.text("ref")});
      ROG_TRY(inner.finish());
    }
  }
  ROG_TRY(reader.finish());
  return apart;
}

Result<Act> parse_example_act(const Json& value, Side on) {
  JsonReader reader(value, "act");
  Act act;
  act.event = reader.text("event");
  act.occurrence = static_cast<int>(reader.optional_integer("occurrence", 1, 99).value_or(1));
  act.side = on;
  const CivilTime shown = reader.parsed<CivilTime>("at", parse_civil_time);
  act.zone = reader.text("zone");
  act.standing = reader.optional_parsed<Standing>("standing", parse_standing).value_or(Standing::claimed);
  act.entry = reader.optional_text("entry").value_or("xx-one:1");
  act.proven.not_before = reader.optional_parsed<UtcTime>("not_before", UtcTime::parse);
  act.proven.not_after = reader.optional_parsed<UtcTime>("not_after", UtcTime::parse);
  ROG_TRY(reader.finish());
  ROG_TRY_ASSIGN(const Zone zone, Zone::load(*act.zone));
  act.at = zone.instant(shown).at;
  return act;
}

Result<ExpectedDue> parse_expected(const Json& value) {
  JsonReader reader(value, "expect");
  ExpectedDue expect;
  expect.earliest = reader.optional_text("earliest");
  expect.latest = reader.optional_text("latest");
  expect.state = reader.optional_text("state");
  expect.stop = reader.optional_text("stop");
  expect.timeliness = reader.optional_text("timeliness");
  expect.warn = reader.optional_text("warn");
  expect.caveat = reader.optional_text("caveat");
  expect.extended = reader.optional_text("extended");
  expect.on = reader.optional_text("on");
  expect.effect = reader.optional_text("effect");
  expect.days_left = reader.optional_integer("days_left", -10000, 10000);
  expect.count = reader.optional_integer("count", 0, 99);
  if (const Json* const reported = reader.optional_value("reported")) {
    expect.reported = *reported->as_bool();
  }
  if (const Json* const others = reader.optional_value("others")) {
    expect.others.emplace();
    for (const Json& one : *others->as_array()) {
      JsonReader inner(one, "other");
      expect.others->push_back({inner.text("why"), inner.text("earliest"), inner.text("latest")});
      ROG_TRY(inner.finish());
    }
  }
  ROG_TRY(reader.finish());
  return expect;
}

/// "eaw.decision" is `decision` of the law `eaw`; what stands apart keeps its name whole.
Result<void> add_limits(WorkedExample& example, const std::vector<std::string>& names, const WorkedExamples& all) {
  const std::size_t dot = names.at(0).find('.');
  const auto law = all.laws.find(names.at(0).substr(0, dot));
  if (law != all.laws.end()) {
    example.law = law->first;
    example.asked = names.at(0).substr(dot + 1);
    example.limits = law->second.law.limits;
  } else {
    example.asked = names.at(0);
    for (const std::string& name : names) {
      if (const auto found = all.apart.find(name); found != all.apart.end()) {
        example.limits.push_back(found->second.limit);
      }
    }
  }
  const bool is_whole = example.law.empty() ? example.limits.size() == names.size() : names.size() == 1;
  if (!is_whole || find_limit(example, example.asked) == nullptr) {
    return fail(ErrorCode::malformed, example.name + ": there is no limit " + names.at(0));
  }
  return {};
}

Result<WorkedExample> parse_example(const Json& value, const WorkedExamples& all) {
  JsonReader reader(value, "example");
  WorkedExample example;
  example.name = reader.text("name");
  example.article = reader.text("article");
  example.reasoning = reader.text("reasoning");
  example.zone = reader.text("zone");
  example.calendar = reader.optional_text("calendar");
  example.occurrence = static_cast<int>(reader.integer("occurrence", 1, 99));
  example.now =
      reader.optional_parsed<UtcTime>("now", UtcTime::parse).value_or(UtcTime::parse("2030-01-01T00:00:00Z").value());
  const std::vector<std::string> names = reader.texts("limits");
  const Json::Array& acts = reader.array("acts");
  const Json& expect = reader.value("expect");
  ROG_TRY(reader.finish());
  ROG_TRY(add_limits(example, names, all));
  for (const Json& act : acts) {
    ROG_TRY_ASSIGN(Act parsed, parse_example_act(act, find_limit(example, example.asked)->on));
    example.acts.push_back(std::move(parsed));
  }
  ROG_TRY_ASSIGN(example.expect, parse_expected(expect));
  return example;
}

Result<WorkedExamples> read_worked_examples() {
  const std::string path = ROGATORY_SOURCE_DIR "/tests/unit/request/worked_examples.json";
  ROG_TRY_ASSIGN(const Bytes text, base::load_file(base::FileSystem::real(), path, std::size_t{1} << 20U));
  ROG_TRY_ASSIGN(const Json json, base::parse_json(text, std::size_t{1} << 20U));
  JsonReader reader(json, "worked examples");
  if (reader.text("format") != "rogatory-worked-examples-2") {
    reader.reject("format", "is another");
  }
  const Json::Object& laws = reader.object("laws");
  const Json::Object& apart = reader.object("apart");
  const Json::Array& rows = reader.array("examples");
  ROG_TRY(reader.finish());
  WorkedExamples all;
  for (const auto& [name, value] : laws) {
    ROG_TRY_ASSIGN(RuleSet law, parse_example_law(name, value));
    all.laws.emplace(name, std::move(law));
  }
  for (const auto& [id, value] : apart) {
    ROG_TRY_ASSIGN(LimitApart limit, parse_limit_apart(id, value));
    all.apart.emplace(id, std::move(limit));
  }
  for (const Json& row : rows) {
    ROG_TRY_ASSIGN(WorkedExample example, parse_example(row, all));
    all.rows.push_back(std::move(example));
  }
  return all;
}

}  // namespace

const Limit* find_limit(const WorkedExample& example, std::string_view id) {
  const auto found = std::ranges::find(example.limits, id, &Limit::id);
  return found == example.limits.end() ? nullptr : &*found;
}

WorkedExamples load_worked_examples() {
  Result<WorkedExamples> examples = read_worked_examples();
  if (!examples) {
    std::cerr << "worked examples: " << examples.error().sentence() << '\n';
    std::exit(1);
  }
  return *std::move(examples);
}

}  // namespace rogatory::request
