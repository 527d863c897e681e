// How a verification is told: to people and as JSON.
#pragma once

#include "bundle/verify.hpp"
#include "cmd/ui.hpp"

namespace rogatory::cmd {

/// Findings first, then what was checked, the verdict in one word, and what is not proven.
void show_report(Ui& ui, const std::string& file, const bundle::Report& report);

/// {"checks","file","findings","id","name","not_proven",…}: schemas/bundle-verify.json, one bundle.
Json report_document(const std::string& file, const bundle::Report& report);

/// The same two for a file of several that could not be checked at all.
void show_not_checked(Ui& ui, const std::string& file, const Error& error);
Json not_checked_document(const std::string& file, const Error& error);

/// What is said of such a file instead of a verdict.
constexpr std::string_view k_not_checked = "NOT CHECKED";
Tone tone_of(bundle::Verdict verdict);

/// The fields of a seal that people read: name, officer, authority, sealed_at, case, previous.
void show_seal(Ui& ui, const bundle::Seal& seal, const bundle::BundleId& id);

/// What to do about the first finding, or about no key that fits.
std::string next_step(const bundle::Report& report);

}  // namespace rogatory::cmd
