// The questions by which a person at a terminal is asked for what a record of custody must contain (custody_wants.hpp),
// and which act asks which: tables, and nothing else. rogatory-custody(1) has them under QUESTIONS, and a test
// compares. What is asked stands for an option: an answer is taken as that option would be. Who did it, when and where
// is asked of every act.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cmd/custody_wants.hpp"
#include "cmd/options.hpp"
#include "ledger/custody_act.hpp"

namespace rogatory::cmd {

/// Of which exhibits something is asked.
enum class AskedOf : std::uint8_t {
  all,
  digital,   ///< of what is digital: its hashes, which copy was worked on
  sealable,  ///< of what is not digital, and of what bears a seal
};

struct CustodyQuestion {
  std::string_view option;  ///< for which the answer stands: "--place", or "TITLE"
  std::string_view text;    ///< "Where?"
  Want want;
  AskedOf of = AskedOf::all;
  std::string_view behind = {};        ///< asked only where this option has a value
  std::string_view behind_value = {};  ///< and only where it is this one; empty: any
};

/// Of what is registered: asked by exhibit add, before how it came here.
std::span<const CustodyQuestion> registration_questions();
/// Of an act, in the order in which they are asked.
std::vector<const CustodyQuestion*> questions_of(ledger::CustodyAct act);
/// Every question of an act, once: the order of the manual.
std::vector<const CustodyQuestion*> act_questions();

/// Whether the act is refused by every reader without an answer (ledger::CustodyNeed).
bool is_needed(ledger::CustodyAct act, const CustodyQuestion& question);

/// What decides whether a question of the table is asked.
struct Circumstances {
  const Given& given;  ///< what options said, and answers since
  bool is_digital = false;
  bool is_sealed = false;
};
bool is_asked(ledger::CustodyAct act, const CustodyQuestion& question, const Circumstances& circumstances);

}  // namespace rogatory::cmd
