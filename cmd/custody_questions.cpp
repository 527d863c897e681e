#include "cmd/custody_questions.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace rogatory::cmd {
namespace {

using ledger::CustodyAct;
using ledger::CustodyNeed;

constexpr std::array k_registration{
    CustodyQuestion{.option = "TITLE", .text = "What is it called?", .want = Want::description},
    CustodyQuestion{
        .option = "--kind", .text = "Of which kind is it: physical, digital, document?", .want = Want::description},
    CustodyQuestion{.option = "--description", .text = "Make, model, serial number, marks?", .want = Want::description},
    CustodyQuestion{.option = "--event",
                    .text = "How did it come here: identified, seized, collected, acquired, received_from_third_party, "
                            "generated?",
                    .want = Want::handling},
};

constexpr CustodyQuestion k_by{.option = "--by", .text = "Who did it, a person or post?", .want = Want::access};
constexpr CustodyQuestion k_at{.option = "--at", .text = "When?", .want = Want::access};
constexpr CustodyQuestion k_place{.option = "--place", .text = "Where; where is it afterwards?", .want = Want::access};
constexpr CustodyQuestion k_from{
    .option = "--from", .text = "From whom: a party's id, or a person or post?", .want = Want::handling};
constexpr CustodyQuestion k_to{
    .option = "--to", .text = "To whom: a party's id, or a person or post?", .want = Want::handling};
constexpr CustodyQuestion k_purpose{.option = "--purpose", .text = "What for?", .want = Want::purpose};
constexpr CustodyQuestion k_store_purpose{
    .option = "--purpose", .text = "What is it taken out for?", .want = Want::store};
constexpr CustodyQuestion k_warrant{
    .option = "--warrant", .text = "Under which order or decision?", .want = Want::authority};
constexpr CustodyQuestion k_reason{.option = "--reason", .text = "Why?", .want = Want::change};
constexpr CustodyQuestion k_original_reason{.option = "--reason",
                                            .text = "Why on the original?",
                                            .want = Want::change,
                                            .behind = "--on",
                                            .behind_value = "original"};
constexpr CustodyQuestion k_tool{.option = "--tool", .text = "With which tool?", .want = Want::tools};
constexpr CustodyQuestion k_version{
    .option = "--tool-version", .text = "Of which version?", .want = Want::tools, .behind = "--tool"};
constexpr CustodyQuestion k_settings{.option = "--tool-settings",
                                     .text = "With which settings; was there a write blocker?",
                                     .want = Want::tools,
                                     .behind = "--tool"};
constexpr CustodyQuestion k_seal_put{.option = "--seal",
                                     .text = "Which number has the seal that was put on?",
                                     .want = Want::packaging,
                                     .of = AskedOf::sealable};
constexpr CustodyQuestion k_seal_found{.option = "--seal",
                                       .text = "Which number has the seal that is on it?",
                                       .want = Want::packaging,
                                       .of = AskedOf::sealable};
constexpr CustodyQuestion k_intact{.option = "--seal-intact",
                                   .text = "Was the seal whole: yes, no?",
                                   .want = Want::packaging,
                                   .of = AskedOf::sealable};
constexpr CustodyQuestion k_container{
    .option = "--container", .text = "What is it packed in?", .want = Want::packaging};
constexpr CustodyQuestion k_condition{
    .option = "--condition", .text = "In which state was it seen?", .want = Want::state};
constexpr CustodyQuestion k_hash{.option = "--hash",
                                 .text = "Its hash, SCOPE:ALG:HEX, e.g. file:sha256:9f86…?",
                                 .want = Want::hashes,
                                 .of = AskedOf::digital};
constexpr CustodyQuestion k_medium_hash{.option = "--hash",
                                        .text = "The hash of the new medium, media:ALG:HEX?",
                                        .want = Want::medium,
                                        .of = AskedOf::digital};
constexpr CustodyQuestion k_copies{.option = "--copies", .text = "How many copies were made?", .want = Want::copies};
constexpr CustodyQuestion k_on{.option = "--on",
                               .text = "On which was it done: original, working-copy?",
                               .want = Want::copies,
                               .of = AskedOf::digital};
constexpr CustodyQuestion k_witness{.option = "--witness", .text = "Who watched?", .want = Want::witness};

/// The questions that the manual lists, in its order.
constexpr std::array k_questions{&k_by,          &k_at,        &k_place,           &k_from,
                                 &k_to,          &k_purpose,   &k_store_purpose,   &k_warrant,
                                 &k_reason,      &k_on,        &k_original_reason, &k_copies,
                                 &k_tool,        &k_version,   &k_settings,        &k_hash,
                                 &k_medium_hash, &k_seal_put,  &k_seal_found,      &k_intact,
                                 &k_container,   &k_condition, &k_witness};

/// What an act wants besides who, when and where.
struct ActAsks {
  CustodyAct act;
  std::array<const CustodyQuestion*, 7> asks{};  // behind the last one null
};

constexpr ActAsks asks(CustodyAct act, std::initializer_list<const CustodyQuestion*> questions) {
  ActAsks row{.act = act, .asks = {}};
  std::ranges::copy(questions, row.asks.begin());
  return row;
}

constexpr std::array k_act_asks{
    asks(CustodyAct::identified, {&k_condition}),
    asks(CustodyAct::seized, {&k_warrant, &k_seal_put, &k_container, &k_condition, &k_hash, &k_witness}),
    asks(CustodyAct::collected, {&k_warrant, &k_seal_put, &k_container, &k_condition, &k_hash}),
    asks(CustodyAct::acquired, {&k_warrant, &k_tool, &k_version, &k_settings, &k_hash}),
    asks(CustodyAct::received_from_third_party,
         {&k_from, &k_warrant, &k_seal_put, &k_container, &k_condition, &k_hash}),
    asks(CustodyAct::generated, {&k_tool, &k_version, &k_hash}),
    asks(CustodyAct::hashed, {&k_hash, &k_tool, &k_version}),
    asks(CustodyAct::verified, {&k_hash, &k_tool, &k_version}),
    asks(CustodyAct::sealed, {&k_seal_put, &k_container, &k_condition, &k_witness}),
    asks(CustodyAct::unsealed, {&k_seal_found, &k_intact, &k_condition, &k_purpose, &k_witness}),
    asks(CustodyAct::labelled, {}),
    asks(CustodyAct::photographed, {&k_condition}),
    asks(CustodyAct::stored, {&k_container, &k_seal_found, &k_condition}),
    asks(CustodyAct::checked_out, {&k_store_purpose, &k_warrant, &k_seal_found}),
    asks(CustodyAct::checked_in, {&k_seal_found, &k_intact, &k_condition}),
    asks(CustodyAct::copied, {&k_copies, &k_hash, &k_tool, &k_version, &k_settings, &k_purpose}),
    asks(CustodyAct::working_copy_made, {&k_copies, &k_hash, &k_tool, &k_version, &k_settings, &k_purpose}),
    asks(CustodyAct::format_converted, {&k_on, &k_original_reason, &k_tool, &k_version, &k_settings, &k_hash}),
    asks(CustodyAct::decrypted, {&k_on, &k_original_reason, &k_tool, &k_version, &k_settings, &k_hash, &k_warrant}),
    asks(CustodyAct::examined, {&k_on, &k_original_reason, &k_tool, &k_version, &k_settings, &k_purpose, &k_warrant}),
    asks(CustodyAct::analysed, {&k_on, &k_original_reason, &k_tool, &k_version, &k_settings, &k_purpose, &k_warrant}),
    asks(CustodyAct::sampled, {&k_reason, &k_condition, &k_witness}),
    asks(CustodyAct::redacted, {&k_on, &k_original_reason, &k_tool, &k_version, &k_hash, &k_warrant}),
    asks(CustodyAct::translated, {&k_purpose}),
    asks(CustodyAct::certified, {&k_purpose}),
    asks(CustodyAct::transferred_out, {&k_to, &k_purpose, &k_seal_found, &k_container, &k_condition}),
    asks(CustodyAct::handed_to_courier, {&k_to, &k_seal_found, &k_container}),
    asks(CustodyAct::received, {&k_from, &k_seal_found, &k_intact, &k_condition, &k_hash}),
    asks(CustodyAct::receipt_refused, {&k_reason, &k_seal_found, &k_intact, &k_condition}),
    asks(CustodyAct::discrepancy_reported, {&k_reason}),
    asks(CustodyAct::discrepancy_resolved, {&k_reason}),
    asks(CustodyAct::custodian_changed, {&k_to, &k_purpose}),
    asks(CustodyAct::migrated_media, {&k_reason, &k_medium_hash, &k_tool, &k_version, &k_settings}),
    asks(CustodyAct::quarantined, {&k_reason}),
    asks(CustodyAct::loaned, {&k_to, &k_purpose, &k_warrant, &k_seal_found}),
    asks(CustodyAct::returned, {&k_seal_found, &k_intact, &k_condition}),
    asks(CustodyAct::retained, {&k_warrant, &k_reason}),
    asks(CustodyAct::legal_hold_set, {&k_warrant, &k_reason}),
    asks(CustodyAct::legal_hold_lifted, {&k_warrant, &k_reason}),
    asks(CustodyAct::restituted, {&k_to, &k_warrant, &k_condition}),
    asks(CustodyAct::erased, {&k_reason, &k_warrant, &k_witness}),
    asks(CustodyAct::destroyed, {&k_reason, &k_warrant, &k_witness}),
    asks(CustodyAct::lost, {&k_reason}),
    asks(CustodyAct::stolen, {&k_reason}),
    asks(CustodyAct::found, {&k_seal_found, &k_intact, &k_condition}),
    asks(CustodyAct::opinion_attached, {}),
};

constexpr bool acts_are_in_order() {
  for (std::size_t i = 0; i < k_act_asks.size(); ++i) {
    if (static_cast<std::size_t>(k_act_asks[i].act) != i) {
      return false;
    }
  }
  return k_act_asks.back().act == CustodyAct::opinion_attached;
}
static_assert(acts_are_in_order());

}  // namespace

std::span<const CustodyQuestion> registration_questions() { return k_registration; }

std::vector<const CustodyQuestion*> questions_of(CustodyAct act) {
  std::vector<const CustodyQuestion*> questions{&k_by, &k_at, &k_place};
  for (const CustodyQuestion* question : k_act_asks[static_cast<std::size_t>(act)].asks) {
    if (question != nullptr) {
      questions.push_back(question);
    }
  }
  return questions;
}

std::vector<const CustodyQuestion*> act_questions() { return {k_questions.begin(), k_questions.end()}; }

bool is_needed(CustodyAct act, const CustodyQuestion& question) {
  switch (ledger::row_of(act).need) {
    case CustodyNeed::nothing:
      return false;
    case CustodyNeed::counterpart:
      return question.option == "--to" || question.option == "--from";
    case CustodyNeed::hashes:
      return question.option == "--hash";
    case CustodyNeed::new_seal:
      return question.option == "--seal";
    case CustodyNeed::reason:
      return question.option == "--reason";
  }
  return false;
}

bool is_asked(CustodyAct act, const CustodyQuestion& question, const Circumstances& circumstances) {
  if (circumstances.given.contains(question.option)) {
    return false;
  }
  if (!question.behind.empty()) {
    const auto before = circumstances.given.find(question.behind);
    if (before == circumstances.given.end() ||
        (!question.behind_value.empty() && before->second != question.behind_value)) {
      return false;
    }
  }
  switch (question.of) {
    case AskedOf::all:
      return true;
    case AskedOf::digital:
      return circumstances.is_digital || is_needed(act, question);
    case AskedOf::sealable:
      return !circumstances.is_digital || circumstances.is_sealed || is_needed(act, question);
  }
  return true;
}

}  // namespace rogatory::cmd
