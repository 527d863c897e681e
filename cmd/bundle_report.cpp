#include "cmd/bundle_report.hpp"

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

using bundle::Finding;
using bundle::Report;
using bundle::Verdict;

std::string what_was_read(const Report& report) {
  std::string text = base::counted(report.parts_read, "part") + " (" + base::human_size(report.bytes_read) + ")";
  if (report.opened && report.outline.seal) {
    text += ", " + base::counted(report.outline.seal->item_count, "item") + " inside";
  }
  return text;
}

std::string joined(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) {
    text += (text.empty() ? "" : " ") + std::string(name);
  }
  return text;
}

Json finding_document(const Finding& found) {
  return Json::Object{{"check", found.check->name},
                      {"code", base::word(found.check->code)},
                      {"detail", base::to_utf8_lossy(found.detail)},
                      {"status", base::exit_status(found.check->code)}};
}

}  // namespace

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::pass_outside:
      return Tone::good;
    case Verdict::fail:
      return Tone::bad;
    case Verdict::incomplete:
    case Verdict::untrusted:
      return Tone::warning;
  }
  return Tone::plain;
}

void show_seal(Ui& ui, const bundle::Seal& seal, const bundle::BundleId& id) {
  ui.line("  bundle     " + id.hex());
  ui.line("  name       " + seal.name);
  ui.line("  sealed by  " + seal.principal() + " at " + seal.sealed_at.text());
  if (seal.case_id) {
    ui.line("  case       " + *seal.case_id);
  }
  if (seal.previous) {
    ui.line("  previous   " + seal.previous->hex());
  }
}

std::string next_step(const Report& report) {
  if (report.wrong_key && report.findings.empty()) {
    return "rogatory bundle verify --identity FILE with the key it was sealed for";
  }
  if (report.findings.empty()) {
    return "";
  }
  const Finding& first = report.findings.front();
  if (report.outline.layout.name.empty()) {
    return "not a bundle, or one whose beginning is damaged or whose end is missing: "
           "check its name and size, or ask the sender for it again";
  }
  if (first.check->name == "card.trust") {
    return "rogatory peer add FILE pins the authority's card; or name whom you trust: --trust DIR|FILE";
  }
  if (first.check->name == "chain.previous" && report.outline.seal) {
    return "ask " + report.outline.seal->authority + " which of its bundles came before this one, and for that file";
  }
  switch (report.verdict) {
    case Verdict::incomplete:
      return "ask " + (report.outline.seal ? report.outline.seal->authority : "the sender") + " to send the file again";
    case Verdict::untrusted:
      return "ask the authority, over a channel you know, whether the officer could seal at that time";
    case Verdict::fail:
      return "do not use it; keep the file as it is, and ask the authority for the bundle's id and another copy";
    case Verdict::pass:
    case Verdict::pass_outside:
      break;
  }
  return "";
}

void show_report(Ui& ui, const std::string& file, const Report& report) {
  ui.line({{file, Tone::strong}});
  if (report.outline.seal) {
    show_seal(ui, *report.outline.seal, report.outline.id);
  }
  if (!report.outline.root_fingerprint.empty()) {
    ui.line("  root       " + report.outline.root_fingerprint);
  }
  for (const Finding& found : report.findings) {
    ui.line({{"  FAILED ", Tone::bad},
             {std::string(found.check->name), Tone::strong},
             {" (" + std::to_string(base::exit_status(found.check->code)) + "): " + found.detail}});
  }
  ui.line("  checked    " + what_was_read(report));
  if (ui.verbose()) {
    ui.line("  passed     " + joined(report.passed));
  }
  ui.line({{std::string(bundle::word(report.verdict)), tone_of(report.verdict)}});
  if (const std::string next = next_step(report); !next.empty()) {
    ui.line("  next: " + next);
  }
  ui.line("Not proven: " + (report.not_proven.empty() ? "nothing" : base::join(report.not_proven, "; ")));
}

Json report_document(const std::string& file, const Report& report) {
  Json::Array findings;
  for (const Finding& found : report.findings) {
    findings.push_back(finding_document(found));
  }
  Json::Object object{
      {"bytes", report.bytes_read},
      {"file", base::to_utf8_lossy(file)},
      {"findings", std::move(findings)},
      {"not_proven", Json::Array(report.not_proven.begin(), report.not_proven.end())},
      {"opened", report.opened},
      {"parts", report.parts_read},
      {"passed", Json::Array(report.passed.begin(), report.passed.end())},
      {"status", report.exit_status()},
      {"verdict", bundle::word(report.verdict)},
  };
  if (const auto& seal = report.outline.seal) {
    object["authority"] = seal->authority;
    object["id"] = report.outline.id.hex();
    object["items"] = seal->item_count;
    object["name"] = seal->name;
    object["officer"] = seal->officer;
    object["sealed_at"] = seal->sealed_at.text();
    if (seal->case_id) {
      object["case"] = *seal->case_id;
    }
    if (seal->previous) {
      object["previous"] = seal->previous->hex();
    }
  }
  if (!report.outline.root_fingerprint.empty()) {
    object["root"] = report.outline.root_fingerprint;
  }
  return object;
}

void show_not_checked(Ui& ui, const std::string& file, const Error& error) {
  ui.line({{file, Tone::strong}});
  ui.line("  " + error.sentence());
  if (!error.why().empty()) {
    ui.line("  " + error.why());
  }
  ui.line({{std::string(k_not_checked), Tone::bad}});
  if (!error.next_step().empty()) {
    ui.line("  next: " + error.next_step());
  }
}

Json not_checked_document(const std::string& file, const Error& error) {
  Json::Object object = *error_document(error).as_object();
  object["file"] = base::to_utf8_lossy(file);
  object["status"] = base::exit_status(error.code());
  return object;
}

}  // namespace rogatory::cmd
