// json_vectors DIR: the verdicts of nst/JSONTestSuite. Every file of DIR, sorted: y_ must be accepted, n_ refused, i_
// may be either. What the profile of signed JSON accepts must be JSON in every case.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace {

using namespace rogatory;
namespace fs = std::filesystem;

constexpr std::size_t k_size_limit = 64U << 20U;

std::vector<fs::path> sorted_files(const char* directory, std::error_code& error) {
  std::vector<fs::path> files;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    if (it->is_regular_file(error)) {
      files.push_back(it->path());
    }
  }
  std::ranges::sort(files);
  return files;
}

/// What is wrong with our verdict on the file, or nothing.
std::optional<std::string> complaint(std::string_view name, ByteView text) {
  const Result<void> syntax = base::check_json_syntax(text, k_size_limit);
  if (name.starts_with("y_") && !syntax) {
    return "must be accepted, was refused: " + syntax.error().sentence();
  }
  if (name.starts_with("n_") && syntax) {
    return "must be refused, was accepted";
  }
  if (!name.starts_with("y_") && !name.starts_with("n_") && !name.starts_with("i_")) {
    return "its name says no verdict (y_, n_ or i_)";
  }
  if (!syntax && base::parse_json(text, k_size_limit)) {
    return "the profile accepts what is not JSON";
  }
  return std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: json_vectors DIR\n", stderr);
    return 2;
  }
  std::error_code error;
  const std::vector<fs::path> files = sorted_files(argv[1], error);
  if (error || files.empty()) {
    std::fprintf(stderr, "json_vectors: %s: %s\n", argv[1], error ? error.message().c_str() : "no files");
    return 2;
  }
  std::size_t failed = 0;
  for (const fs::path& path : files) {
    const Result<Bytes> text = base::load_file(base::FileSystem::real(), path.string(), k_size_limit);
    if (!text) {
      std::fprintf(stderr, "json_vectors: %s\n", base::safe_text(text.error().sentence()).c_str());
      return 2;
    }
    const std::string name = path.filename().string();
    const std::optional<std::string> wrong = complaint(name, *text);
    failed += static_cast<std::size_t>(wrong.has_value());
    std::printf("%s %s%s%s\n", wrong ? "FAIL" : "ok", base::safe_text(name).c_str(), wrong ? " " : "",
                wrong ? base::safe_text(*wrong).c_str() : "");
  }
  std::printf("%zu passed, %zu failed\n", files.size() - failed, failed);
  return failed == 0 ? 0 : 1;
}
