// The stories of a case's exhibits, for the commands that show them: every entry is verified on the way.
#pragma once

#include "cmd/reading_options.hpp"
#include "ledger/custody.hpp"
#include "ledger/verify.hpp"

namespace rogatory::cmd {

struct CustodyRead {
  registry::CaseAccess access;
  ledger::CaseReport report;  ///< what verification found; the stories are told all the same
  ledger::CustodyTable table;
  std::uint64_t unread = 0;  ///< entries whose body no key at hand opens: what they tell is missing here

  /// What the verification ends with, or `else_status` where it found nothing.
  [[nodiscard]] int exit_status(int else_status) const {
    return report.exit_status() != 0 ? report.exit_status() : else_status;
  }
};

/// Errors as ReadingOptions::case_access and verify_case.
Result<CustodyRead> read_custody(Context& context, const ReadingOptions& reading, const std::string& which);

/// What does not verify, the verdict, and what could not be read.
void show_verification(Ui& ui, const CustodyRead& read);
/// The members {"name","status","unread","verdict","verification"} of each document.
Json::Object verification_document(const CustodyRead& read, int status);

}  // namespace rogatory::cmd
