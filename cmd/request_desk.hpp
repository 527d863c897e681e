// What the commands that enter something about a request share: the request that is meant is looked for in the cases of
// the home, its case opened for an officer, and what was written is told.
#pragma once

#include "cmd/command.hpp"
#include "registry/cases.hpp"
#include "registry/request_writing.hpp"

namespace rogatory::cmd {

class RequestDesk {
 public:
  /// Opens the case of request `which` for writing; in `case_option` only, where it is given. not_found, usage: there
  /// is none, or several; as find_case and CaseWriter::open.
  static Result<RequestDesk> open(Context& context, const std::string& which,
                                  const std::optional<std::string>& case_option, const std::string& compartment);
  /// The desks of several requests, one for each case, in the order in which they are named. Errors as open.
  static Result<std::vector<RequestDesk>> open_many(Context& context, const std::vector<std::string>& which,
                                                    const std::optional<std::string>& case_option,
                                                    const std::string& compartment);
  /// Opens CASE, in which a request is to be filed.
  static Result<RequestDesk> open_case(Context& context, const std::string& which_case, const std::string& compartment);

  [[nodiscard]] const registry::Home& home() const { return *m_home; }
  [[nodiscard]] const crypto::Card& card() { return m_writer.signers().cards().newest(); }
  [[nodiscard]] const crypto::Officer& officer() { return m_writer.signers().officer(); }
  [[nodiscard]] const ledger::CaseId& case_id() const { return m_writer.case_id(); }
  /// The request that is meant; of open_case there is none.
  [[nodiscard]] const std::string& request() const { return m_meant.front().id; }
  /// Those that are meant, and which word of open_many meant each.
  struct Meant {
    std::string id;
    std::size_t word = 0;
  };
  [[nodiscard]] const std::vector<Meant>& meant() const { return m_meant; }

  Result<registry::WrittenRequest> write(const registry::RequestPlan& plan);
  /// All of them or none; as write_requests.
  Result<std::vector<registry::WrittenRequest>> write_all(std::span<const registry::RequestPlan> plans,
                                                          std::optional<std::size_t>& failed);
  /// Tells people what was entered and where the request is now, and gives the document.
  [[nodiscard]] Json::Object show(const registry::WrittenRequest& written);
  /// The same in one line, of one among several.
  [[nodiscard]] Json::Object show_line(const registry::WrittenRequest& written);

 private:
  RequestDesk(Context& context, std::shared_ptr<registry::Home> home, registry::CaseWriter writer,
              std::string compartment)
      : m_context(&context),
        m_home(std::move(home)),
        m_writer(std::move(writer)),
        m_compartment(std::move(compartment)) {}
  Json::Object document(const registry::WrittenRequest& written);

  Context* m_context;
  std::shared_ptr<registry::Home> m_home;  // the writer points at it
  registry::CaseWriter m_writer;
  std::vector<Meant> m_meant;
  std::string m_compartment;
};

/// EXIT STATUS of each of these commands, that of its own first line.
std::vector<ExitLine> request_exits(ExitLine first);

}  // namespace rogatory::cmd
