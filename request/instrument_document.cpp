// An instrument and its rows as JSON: the keys of the file, absent ones left out.
#include <algorithm>

#include "request/instrument_file.hpp"

namespace rogatory::request {
namespace {

Json::Array texts(const std::vector<std::string>& values) { return {values.begin(), values.end()}; }

template <class Row>
void put_rows(Json::Object& into, const char* key, const std::vector<Row>& rows) {
  if (rows.empty()) {
    return;
  }
  Json::Array array;
  std::ranges::transform(rows, std::back_inserter(array), [](const Row& row) { return document_of(row); });
  into[key] = std::move(array);
}

Json::Object members_of(const Provision& provision) {
  Json::Object object{
      {"ref", provision.ref}, {"text", provision.text}, {"verified", std::string(text_of(provision.verified))}};
  if (!provision.url.empty()) {
    object["url"] = provision.url;
  }
  if (!provision.source.empty()) {
    object["source"] = provision.source;
  }
  return object;
}

void put_applicability(Json::Object& into, const Applicability& applies) {
  if (!applies.when.empty()) {
    into["when"] = texts(applies.when);
  }
  if (!applies.unless.empty()) {
    into["unless"] = texts(applies.unless);
  }
}

Json suspensions_of(const std::vector<Suspension>& suspensions) {
  Json::Array array;
  for (const Suspension& one : suspensions) {
    array.emplace_back(Json::Object{{"from", one.from}, {"to", one.to}, {"ref", one.ref}});
  }
  return array;
}

}  // namespace

Json document_of(const Party& party) {
  Json::Object object{{"state", party.state}, {"verified", std::string(text_of(party.verified))}};
  if (party.since) {
    object["since"] = *party.since;
  }
  return object;
}

Json document_of(const LimitChange& change) {
  Json::Object object{{"id", change.id}};
  if (change.n) {
    object["n"] = *change.n;
  }
  if (change.effect) {
    object["effect"] = std::string(text_of(*change.effect));
  }
  if (!change.suspends.empty()) {
    object["suspends"] = suspensions_of(change.suspends);
  }
  return object;
}

Json document_of(const GroundChange& change) {
  return Json::Object{{"ground", change.ground}, {"force", std::string(text_of(change.force))}};
}

Provision provision_of(const Limit& limit) {
  return {.ref = limit.ref, .text = limit.text, .url = limit.url, .verified = limit.verified, .source = limit.source};
}

Json document_of(const Provision& provision) { return members_of(provision); }

Json document_of(const Content& content) {
  Json::Object object = members_of(content.provision);
  object["name"] = content.name;
  object["force"] = std::string(text_of(content.duty));
  put_applicability(object, content.applies);
  return object;
}

Json document_of(const RequiredDocument& document) {
  Json::Object object = members_of(document.provision);
  object["name"] = document.name;
  object["types"] = texts(document.types);
  object["form"] = document.form;
  object["force"] = std::string(text_of(document.duty));
  put_applicability(object, document.applies);
  return object;
}

Json document_of(const Limit& limit) {
  Json::Object object = members_of(provision_of(limit));
  object["id"] = limit.id;
  if (limit.n) {
    object["n"] = *limit.n;
  } else {
    object["n_by"] = limit.n_by;
  }
  object["unit"] = std::string(text_of(limit.unit));
  object["from"] = limit.from;
  object["to"] = texts(limit.to);
  object["on"] = std::string(text_of(limit.on));
  object["effect"] = std::string(text_of(limit.effect));
  object["counting"] = std::string(text_of(limit.counting));
  if (limit.extends) {
    object["extends"] = *limit.extends;
  }
  if (!limit.suspends.empty()) {
    object["suspends"] = suspensions_of(limit.suspends);
  }
  return object;
}

Json document_of(const Ground& ground) {
  Json::Object object = members_of(ground.provision);
  object["ground"] = ground.ground;
  object["force"] = std::string(text_of(ground.force));
  object["scope"] = ground.scope;
  return object;
}

Json document_of(const Rule& rule) {
  Json::Object object = members_of(rule.provision);
  object["topic"] = rule.topic;
  return object;
}

Json document_of(const Channel& channel) {
  Json::Object object = members_of(channel.provision);
  object["type"] = channel.type;
  if (channel.urgent_only) {
    object["urgent_only"] = true;
  }
  return object;
}

Json document_of(const Declaration& declaration) {
  Json::Object object = members_of(declaration.provision);
  object["state"] = declaration.state;
  put_rows(object, "limits", declaration.limits);
  put_rows(object, "refusal", declaration.grounds);
  return object;
}

Json document_of(const Instrument& instrument) {
  Json::Object object{{"format", "rogatory-instrument/1"}, {"id", instrument.id},
                      {"title", instrument.title},         {"kind", instrument.kind},
                      {"citation", instrument.citation},   {"signed", instrument.signed_on},
                      {"text_url", instrument.text_url},   {"as_of", instrument.as_of},
                      {"machine", instrument.machine}};
  if (instrument.in_force) {
    object["in_force"] = *instrument.in_force;
  }
  if (instrument.layered_on) {
    object["layered_on"] = *instrument.layered_on;
  }
  if (!instrument.replaces.empty()) {
    object["replaces"] = texts(instrument.replaces);
  }
  if (instrument.order) {
    Json::Object order = members_of(instrument.order->provision);
    order["rank"] = instrument.order->rank;
    object["order"] = std::move(order);
  }
  if (instrument.parties_complete) {
    object["parties_complete"] = true;
  }
  if (!instrument.parties_note.empty()) {
    object["parties_note"] = instrument.parties_note;
  }
  put_rows(object, "parties", instrument.parties);
  put_rows(object, "contents", instrument.contents);
  put_rows(object, "documents", instrument.documents);
  put_rows(object, "limits", instrument.limits);
  put_rows(object, "refusal", instrument.grounds);
  put_rows(object, "rules", instrument.rules);
  put_rows(object, "channels", instrument.channels);
  put_rows(object, "declarations", instrument.declarations);
  if (instrument.language) {
    object["language"] = document_of(*instrument.language);
  }
  if (instrument.authentication) {
    object["authentication"] = document_of(*instrument.authentication);
  }
  return object;
}

}  // namespace rogatory::request
