// What the commands that read requests share: CASE or DIR where it is named, else all cases of the home.
#pragma once

#include "cmd/command.hpp"
#include "cmd/reading_options.hpp"
#include "registry/request_reading.hpp"

namespace rogatory::cmd {

class RequestReading {
 public:
  void setup(Options& options);
  /// All that are meant. A case that cannot be read is warned of and hides no other, where several are read.
  Result<std::vector<registry::CaseRequests>> read(Context& context) const;
  /// The worst of what their verifications say; else 0.
  static int status_of_all(const std::vector<registry::CaseRequests>& cases);
  /// What does not verify or could not be read, case by case; nothing of cases without requests that pass.
  static void show_verifications(Ui& ui, const std::vector<registry::CaseRequests>& cases);
  static Json verifications_document(const std::vector<registry::CaseRequests>& cases);

 private:
  std::optional<std::string> m_case;
  ReadingOptions m_reading;
};

/// Which case a request is in.
struct PlacedRequest {
  const registry::CaseRequests* in = nullptr;
  const registry::CaseRequest* request = nullptr;
};
std::vector<PlacedRequest> all_requests(const std::vector<registry::CaseRequests>& cases);
/// As find_request.
Result<PlacedRequest> placed_request(const std::vector<registry::CaseRequests>& cases, const std::string& which);

}  // namespace rogatory::cmd
