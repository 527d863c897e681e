// How a draft becomes a request: what people say of the filing, and the filing itself. request file and request new
// share it.
#pragma once

#include <string>
#include <vector>

#include "cmd/draft_place.hpp"
#include "cmd/request_act.hpp"
#include "registry/request_filing.hpp"

namespace rogatory::cmd {

class FilingOptions {
 public:
  void setup(Options& options);
  /// The same, with those of a request that somebody without a ledger made of us.
  void setup_with_report(Options& options);
  Result<void> check() const;
  [[nodiscard]] RequestActOptions& act() { return m_act; }
  /// Whether it is filed although something is missing.
  [[nodiscard]] bool is_incomplete() const { return m_incomplete; }
  /// It is, for this reason: the answer to a question.
  void file_incomplete(const std::string& reason);

  /// Files it, tells people and gives the document. A draft of the home is then taken away, since the ledger has it
  /// now, unless `keep`; where that fails it is warned of. refused (31): the draft has errors and nobody said that it
  /// is filed all the same; as write_request.
  Result<void> file(Context& context, RequestDesk& desk, registry::DraftToFile& prepared, DraftPlace& place,
                    bool keep) const;

 private:
  Result<void> complete(Context& context, RequestDesk& desk, ledger::RequestFiled& filed) const;
  Result<ledger::ToldBy> told(Context& context, const std::string& by) const;

  std::string m_means;
  FreeText m_title, m_reason, m_told_by, m_ref;
  std::optional<std::string> m_at;
  bool m_incomplete = false;
  RequestActOptions m_act;
};

/// What is not right with the draft, as an error that names the next step.
Error refused_draft(const std::vector<request::DraftFinding>& findings, const std::string& draft);

/// What a draft lacks, one line each, to people.
void note_findings(Ui& ui, const std::vector<request::DraftFinding>& findings);

}  // namespace rogatory::cmd
