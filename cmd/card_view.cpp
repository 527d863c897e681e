#include "cmd/card_view.hpp"

#include <unistd.h>

#include <utility>

#include "base/text.hpp"
#include "cmd/qr.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::size_t k_words_in_line = 6;

/// "17 abandon" in a column as wide as the longest word of the list.
std::string numbered(std::size_t number, const std::string& word) {
  constexpr std::size_t k_longest = 8;
  const std::string digits = std::to_string(number);
  return std::string(2 - digits.size(), ' ') + digits + " " + word + std::string(k_longest - word.size() + 2, ' ');
}

void fact(Ui& ui, std::string_view name, const std::string& value) {
  constexpr std::size_t k_column = 12;
  std::string label(name);
  label.resize(k_column, ' ');
  ui.line({{std::move(label), Tone::dim}, {value}});
}

}  // namespace

Result<void> show_fingerprint(Ui& ui, const crypto::Sha256& fingerprint, Qr qr) {
  const std::string text = crypto::fingerprint_text(fingerprint);
  ui.line({{"Fingerprint "}, {text, Tone::strong}});
  std::string line;
  std::size_t number = 0;
  for (const std::string& word : crypto::fingerprint_words(fingerprint)) {
    line += numbered(++number, word);
    if (number % k_words_in_line == 0) {
      line.erase(line.find_last_not_of(' ') + 1);
      ui.line("  " + std::exchange(line, {}));
    }
  }
  if (qr == Qr::at_terminal && ::isatty(STDOUT_FILENO) == 1) {
    ROG_TRY_ASSIGN(const std::string block, qr_block(text, ui.painter().on()));
    ui.own_text(block);
  }
  return {};
}

void put_fingerprint(Json::Object& document, const crypto::Sha256& fingerprint) {
  const std::vector<std::string> words = crypto::fingerprint_words(fingerprint);
  document.insert_or_assign("fingerprint", crypto::fingerprint_text(fingerprint));
  document.insert_or_assign("words", Json::Array(words.begin(), words.end()));
}

std::string_view standing(const crypto::Officer& officer, UtcTime now) {
  if (officer.revoked_at && now >= *officer.revoked_at) {
    return "revoked";
  }
  if (now > officer.until) {
    return "expired";
  }
  return now < officer.from ? "not yet valid" : "valid";
}

std::string powers_text(const crypto::Officer& officer) {
  std::vector<std::string> powers;
  powers.reserve(officer.may.size());
  for (const crypto::May may : officer.may) {
    powers.emplace_back(crypto::text_of(may));
  }
  return base::join(powers, ", ");
}

Json officer_document(const crypto::Officer& officer, UtcTime now) {
  Json::Array may;
  for (const crypto::May power : officer.may) {
    may.emplace_back(crypto::text_of(power));
  }
  Json::Object document{{"from", officer.from.text()},
                        {"id", officer.id},
                        {"key", officer.key.openssh()},
                        {"may", std::move(may)},
                        {"roles", Json::Array(officer.roles.begin(), officer.roles.end())},
                        {"standing", standing(officer, now)},
                        {"until", officer.until.text()}};
  if (officer.name) {
    document.emplace("name", *officer.name);
  }
  if (officer.revoked_at) {
    document.emplace("revoked_at", officer.revoked_at->text());
  }
  return {std::move(document)};
}

void show_officers(Ui& ui, const std::vector<crypto::Officer>& officers, UtcTime now) {
  Table table({{"OFFICER"}, {"STANDING"}, {"MAY"}, {"ROLES"}, {"FROM"}, {"UNTIL"}, {"NAME"}});
  for (const crypto::Officer& officer : officers) {
    const bool valid = officer.valid_at(now);
    const bool revoked = officer.revoked_at.has_value();
    const std::string until = revoked ? "revoked " + officer.revoked_at->text() : officer.until.text();
    table.row({{officer.id, Tone::strong},
               {std::string(standing(officer, now)), valid ? Tone::good : Tone::bad},
               {powers_text(officer)},
               {base::join(officer.roles, ", ")},
               {officer.from.text()},
               {until},
               {officer.name.value_or("")}});
  }
  ui.table(table);
}

void show_card(Ui& ui, const crypto::CardChain& chain, UtcTime now) {
  const crypto::Card& card = chain.newest();
  ui.line({{card.id, Tone::strong}, {"  " + card.name}});
  fact(ui, "role", card.role + ", " + card.country);
  fact(ui, "card", "version " + std::to_string(card.version) + " of " + card.issued_at.text());
  fact(ui, "zone", card.zone + ", calendar " + card.calendar);
  if (!card.languages.empty()) {
    fact(ui, "languages", base::join(card.languages, ", "));
  }
  if (card.address) {
    fact(ui, "address", *card.address);
  }
  for (const std::string& url : card.urls) {
    fact(ui, "url", url);
  }
  fact(ui, "evidence", card.evidence.text());
  fact(ui, "transport", card.transport.text());
  show_officers(ui, card.officers, now);
}

}  // namespace rogatory::cmd
