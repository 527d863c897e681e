// sshsig_vectors DIR: runs a folder laid out as openssh-portable's regress/unittests/sshsig/testdata.
//
// Each NAME.pub with its NAME.sig is one vector; the files `namespace` and `signed-data` are what was signed, byte for
// byte. An Ed25519 signature must verify, and must not verify for other data, another namespace or another key. Every
// other kind of key is unsupported, and its key and signature must be refused as malformed, by that name. Exit status:
// 0, 1 where a verdict is wrong, 2 for usage, a folder without vectors, or a file that cannot be read.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <vector>

#include "crypto/sign.hpp"

namespace rogatory::crypto {
namespace {

namespace fs = std::filesystem;

struct Vector {
  std::string name;
  std::string public_line;
  std::string signature;
};

struct Folder {
  std::string name_space;
  std::string data;
  std::vector<Vector> vectors;
};

struct Counts {
  int passed = 0;
  int failed = 0;
  int unsupported = 0;
};

std::optional<std::string> load(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    std::fprintf(stderr, "sshsig_vectors: %s: not a file\n", path.c_str());
    return std::nullopt;
  }
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.good() && !file.eof()) {
    std::fprintf(stderr, "sshsig_vectors: %s: cannot be read\n", path.c_str());
    return std::nullopt;
  }
  return content;
}

std::vector<fs::path> public_files(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    if (at->path().extension() == ".pub") {
      paths.push_back(at->path());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

std::optional<Folder> load_folder(const fs::path& path) {
  const std::vector<fs::path> keys = public_files(path);
  if (keys.empty()) {
    std::fprintf(stderr, "sshsig_vectors: %s: no *.pub to be read there\n", path.c_str());
    return std::nullopt;
  }
  const auto name_space = load(path / "namespace");
  const auto data = load(path / "signed-data");
  if (!name_space || !data) {
    return std::nullopt;
  }
  Folder folder{*name_space, *data, {}};
  for (const fs::path& key : keys) {
    const auto public_line = load(key);
    const auto signature = load(fs::path(key).replace_extension(".sig"));
    if (!public_line || !signature) {
      return std::nullopt;
    }
    folder.vectors.push_back({key.stem(), *public_line, *signature});
  }
  return folder;
}

// The kind and the base64 of a public key line, whose comment parse_openssh() does not take.
std::string without_comment(const std::string& line) {
  const std::size_t kind_end = line.find(' ');
  return line.substr(0, kind_end == std::string::npos ? line.find_last_not_of("\r\n") + 1
                                                      : line.find_first_of(" \t\r\n", kind_end + 1));
}

bool verifies(const Vector& vector, std::string_view name_space, std::string_view data, const PublicKey& key) {
  return sshsig_verify_any(base::as_bytes(vector.signature), name_space, base::as_bytes(data), key).has_value();
}

// Empty where every verdict is right, else what was wrong.
std::string judge_ed25519(const Vector& vector, const Folder& folder, const PublicKey& key) {
  const auto verdict =
      sshsig_verify_any(base::as_bytes(vector.signature), folder.name_space, base::as_bytes(folder.data), key);
  if (!verdict) {
    return "does not verify: " + verdict.error().sentence();
  }
  std::string changed = folder.data.empty() ? "x" : folder.data;
  changed.back() = static_cast<char>(changed.back() ^ 1);
  if (verifies(vector, folder.name_space, changed, key) ||
      verifies(vector, folder.name_space, folder.data + "\n", key)) {
    return "verifies for other data";
  }
  if (verifies(vector, folder.name_space + "x", folder.data, key) ||
      verifies(vector, "x" + folder.name_space, folder.data, key)) {
    return "verifies in another namespace";
  }
  if (verifies(vector, folder.name_space, folder.data, SigningKey::generate().public_key())) {
    return "verifies for another key";
  }
  return {};
}

// The same for a kind of key that is not ours: it must be refused for being of that kind.
std::string judge_other(const Vector& vector, const Error& key_error) {
  if (key_error.code() != ErrorCode::malformed || !key_error.sentence().starts_with("unsupported")) {
    return "the key is refused for another reason: " + key_error.sentence();
  }
  const auto parsed = parse_sshsig(base::as_bytes(vector.signature));
  if (parsed) {
    return "the signature is accepted";
  }
  if (parsed.error().code() != ErrorCode::malformed) {
    return "the signature is refused for another reason: " + parsed.error().sentence();
  }
  return {};
}

void judge(const Vector& vector, const Folder& folder, Counts& counts) {
  const auto key = PublicKey::parse_openssh(without_comment(vector.public_line));
  const std::string wrong = key ? judge_ed25519(vector, folder, *key) : judge_other(vector, key.error());
  if (!wrong.empty()) {
    ++counts.failed;
    std::printf("FAIL %s: %s\n", vector.name.c_str(), wrong.c_str());
  } else if (key) {
    ++counts.passed;
    std::printf("ok %s\n", vector.name.c_str());
  } else {
    ++counts.unsupported;
    std::printf("unsupported %s: %s\n", vector.name.c_str(), key.error().sentence().c_str());
  }
}

int run(const fs::path& path) {
  const auto folder = load_folder(path);
  if (!folder) {
    return 2;
  }
  Counts counts;
  for (const Vector& vector : folder->vectors) {
    judge(vector, *folder, counts);
  }
  std::printf("%d passed, %d failed, %d unsupported\n", counts.passed, counts.failed, counts.unsupported);
  std::printf("%d passed, %d failed\n", counts.passed, counts.failed);
  return counts.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace rogatory::crypto

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: sshsig_vectors DIR\n");
    return 2;
  }
  return rogatory::crypto::run(argv[1]);
}
