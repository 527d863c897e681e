#include "cmd/case_view.hpp"

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

Json parties_document(const std::vector<ledger::Party>& parties) {
  Json::Array array;
  for (const ledger::Party& party : parties) {
    array.push_back(Json::Object{{"id", party.id}, {"root", crypto::fingerprint_text(party.root)}});
  }
  return array;
}

Json logs_document(const std::vector<registry::LogGlance>& logs) {
  Json::Array array;
  for (const registry::LogGlance& log : logs) {
    Json::Object one{{"entries", log.entries}, {"log", log.log.text()}};
    if (log.last_made_at) {
      one["last_made_at"] = log.last_made_at->text();
    }
    array.push_back(std::move(one));
  }
  return array;
}

}  // namespace

std::string short_id(const ledger::CaseId& case_id) { return case_id.text().substr(0, 12); }

Piece title_of(const registry::CaseGlance& glance) {
  return glance.opened ? Piece{glance.opened->title, Tone::strong} : Piece{"(no key here opens its title)", Tone::dim};
}

std::string standing_of(const registry::CaseGlance& glance, const std::string& ourselves) {
  if (const auto by_opener = glance.closed.find(glance.opener); by_opener != glance.closed.end()) {
    return "closed " + by_opener->second.text();
  }
  return glance.closed.contains(ourselves) ? "our part closed" : "open";
}

Json case_document(const registry::CaseGlance& glance, const std::vector<std::string>& keys) {
  Json::Object closed;
  for (const auto& [by, at] : glance.closed) {
    closed[by] = at.text();
  }
  Json::Object recipients;
  for (const auto& [compartment, recipient] : glance.recipients) {
    recipients[compartment] = recipient.text();
  }
  Json::Object document{{"case", glance.id.text()},
                        {"closed", std::move(closed)},
                        {"keys", Json::Array(keys.begin(), keys.end())},
                        {"logs", logs_document(glance.logs)},
                        {"opened_at", glance.opened_at.text()},
                        {"opener", glance.opener},
                        {"parties", parties_document(glance.parties)},
                        {"recipients", std::move(recipients)}};
  if (glance.opened) {
    document["title"] = glance.opened->title;
    if (glance.opened->reference) {
      document["reference"] = *glance.opened->reference;
    }
    if (glance.opened->under) {
      document["under"] = glance.opened->under->text();
    }
  }
  return document;
}

std::string party_list(const std::vector<ledger::Party>& parties, const std::string& except) {
  std::vector<std::string> ids;
  for (const ledger::Party& party : parties) {
    if (party.id != except) {
      ids.push_back(party.id);
    }
  }
  return base::join(ids, ", ");
}

}  // namespace rogatory::cmd
