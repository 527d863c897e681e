#include "cmd/custody_details.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "cmd/event_text.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CustodyEvent;

void add_detail(std::vector<std::string>& parts, const char* label, const std::optional<std::string>& text) {
  if (text) {
    parts.push_back(label + *text);
  }
}

void add_seal(std::vector<std::string>& parts, const ledger::SealSeen& seal) {
  add_detail(parts, "seal ", seal.before);
  add_detail(parts, "new seal ", seal.after);
  if (seal.intact) {
    parts.emplace_back(*seal.intact ? "seal whole" : "SEAL NOT WHOLE");
  }
}

void add_hashes(std::vector<std::string>& parts, const std::vector<ledger::ScopedHash>& hashes) {
  for (const ledger::ScopedHash& hash : hashes) {
    parts.push_back(std::string(text_of(hash.algorithm)) + " of the " + std::string(text_of(hash.scope)) + " " +
                    hash.value);
  }
}

std::string method_text(const ledger::Method& method) {
  return "with " + method.tool + (method.version ? " " + *method.version : "") +
         (method.settings ? " (" + *method.settings + ")" : "");
}

}  // namespace

std::vector<std::string> details_of(const CustodyEvent& event) {
  std::vector<std::string> parts;
  add_detail(parts, "at ", event.place);
  if (event.seal) {
    add_seal(parts, *event.seal);
  }
  add_detail(parts, "under ", event.warrant);
  add_detail(parts, "request ", event.request);
  add_detail(parts, "for ", event.purpose);
  add_detail(parts, "because ", event.reason);
  add_detail(parts, "condition: ", event.condition);
  add_detail(parts, "in ", event.container);
  if (event.method) {
    parts.push_back(method_text(*event.method));
  }
  if (event.on) {
    parts.emplace_back(*event.on == ledger::WorkedOn::original ? "on the original" : "on a working copy");
  }
  add_hashes(parts, event.hashes);
  if (event.size) {
    parts.push_back(std::to_string(*event.size) + " bytes");
  }
  if (event.copies) {
    parts.push_back(base::counted(*event.copies, "copy", "copies"));
  }
  add_detail(parts, "witness ", event.witness);
  add_detail(parts, "entered for ", event.entered_for);
  if (event.without_log) {
    parts.emplace_back("from whom keeps no ledger");
  }
  return parts;
}

std::vector<std::string> details_of(const ledger::ExhibitLinked& link) {
  std::vector<std::string> parts{text_of_link(link)};
  if (const auto* from = std::get_if<ledger::LinkedFrom>(&link.other)) {
    add_detail(parts, "at ", from->custody.place);
    add_detail(parts, "seal ", from->custody.seal);
    add_hashes(parts, from->custody.hashes);
    parts.push_back("resting on the entry with SHA-256 " + from->entry.hex());
  }
  return parts;
}

std::vector<std::string> summary_of(const CustodyEvent& event) {
  const ledger::Person& actor = event.actor;
  std::string what = spoken(event.act) + " by " + name_of(actor);
  for (const std::optional<std::string>& more : {actor.role, actor.organisation}) {
    what += more ? ", " + *more : "";
  }
  std::vector<std::string> lines{std::move(what)};
  if (event.counterpart) {
    lines.push_back("other side: " + name_of(*event.counterpart));
  }
  const ledger::HappenedAt& at = event.happened_at;
  lines.push_back("on " + at.at.text() + " (" + std::string(text_of(at.known)) + ")");
  std::ranges::move(details_of(event), std::back_inserter(lines));
  return lines;
}

std::vector<std::string> summary_of(const ledger::ExhibitRegistered& item) {
  std::vector<std::string> lines{"exhibit: " + item.title + ", " + std::string(text_of(item.kind))};
  add_detail(lines, "described as: ", item.description);
  add_detail(lines, "file: ", item.file);
  if (item.parent) {
    lines.push_back("taken from " + item.parent->text());
  }
  return lines;
}

}  // namespace rogatory::cmd
