// A directory of a test's own, removed with all that is in it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

namespace rogatory::test {

class TemporaryDirectory {
 public:
  TemporaryDirectory() : m_path(testing::TempDir() + "rogatory.XXXXXX") {
    if (::mkdtemp(m_path.data()) == nullptr) {
      ADD_FAILURE() << "no temporary directory " << m_path;
      std::abort();
    }
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }

  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return m_path + "/" + name; }

 private:
  std::string m_path;
};

}  // namespace rogatory::test
