#include "ledger/overlay_source.hpp"

#include <algorithm>

namespace rogatory::ledger {
namespace {

class OverlaySource : public CaseSource {
 public:
  OverlaySource(std::unique_ptr<CaseSource> here, std::string repository, std::string quarantine,
                std::map<LogName, Oid> instead)
      : m_here(std::move(here)),
        m_repository(std::move(repository)),
        m_quarantine(std::move(quarantine)),
        m_instead(std::move(instead)) {}

  Result<std::vector<LogName>> logs(std::vector<std::string>& strange) override {
    ROG_TRY_ASSIGN(std::vector<LogName> all, m_here->logs(strange));
    for (const auto& [log, commit] : m_instead) {
      all.push_back(log);
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
  }

  Result<std::unique_ptr<LogSource>> open(const LogName& log) override {
    const auto found = m_instead.find(log);
    return found == m_instead.end() ? m_here->open(log) : open_branch(m_quarantine, log, found->second, m_repository);
  }

 private:
  std::unique_ptr<CaseSource> m_here;
  std::string m_repository;
  std::string m_quarantine;
  std::map<LogName, Oid> m_instead;
};

}  // namespace

Result<std::unique_ptr<CaseSource>> open_overlay(const std::string& repository, const std::string& quarantine,
                                                 std::map<LogName, Oid> instead) {
  ROG_TRY_ASSIGN(std::unique_ptr<CaseSource> here, open_repository(repository));
  return std::make_unique<OverlaySource>(std::move(here), repository, quarantine, std::move(instead));
}

}  // namespace rogatory::ledger
