// The logs of a case as directories of plain files.
#include <algorithm>

#include "ledger/folder.hpp"

namespace rogatory::ledger {
namespace {

class DirectoryCase : public CaseSource {
 public:
  explicit DirectoryCase(Folder folder) : m_folder(std::move(folder)) {}

  Result<std::vector<LogName>> logs(std::vector<std::string>& strange) override {
    ROG_TRY_ASSIGN(const std::vector<std::string> names, m_folder.names());
    std::vector<LogName> found;
    for (const std::string& one : names) {
      if (one == "case.git" || one == ".git") {
        continue;
      }
      ROG_TRY_ASSIGN(const auto there, m_folder.look(one));
      const Result<LogName> log = LogName::parse(one);
      if (log && there.first == Folder::Kind::folder) {
        found.push_back(*log);
      } else {
        strange.push_back(one);
      }
    }
    std::ranges::sort(found);
    return found;
  }

  Result<std::unique_ptr<LogSource>> open(const LogName& log) override {
    ROG_TRY_ASSIGN(std::optional<Folder> folder, m_folder.below(log.text()));
    if (!folder) {
      return fail(ErrorCode::not_found, m_folder.path() + " has no log " + log.text());
    }
    return directory_log(*std::move(folder), log);
  }

 private:
  Folder m_folder;
};

}  // namespace

Result<std::unique_ptr<CaseSource>> open_directory(FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(Folder folder, Folder::open(fs, path));
  return std::make_unique<DirectoryCase>(std::move(folder));
}

}  // namespace rogatory::ledger
