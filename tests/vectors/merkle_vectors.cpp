// merkle_vectors DIR: runs the proof vectors of transparency-dev/merkle (RFC 6962 trees) against crypto/merkle.
//
// Every *.json below DIR is one probe: of inclusion (leafIdx, treeSize, root, leafHash, proof) or of consistency
// (size1, size2, root1, root2, proof), hashes in base64, with wantErr. nlohmann-json reads them, since sizes go up to
// 2^64-1 and the project's own profile ends at 2^53-1.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "crypto/merkle.hpp"
#include "tests/vectors/tally.hpp"

namespace rogatory::vectors {
namespace {

using Probe = nlohmann::json;
using crypto::Sha256;

constexpr std::size_t k_file_limit = 1024 * 1024;

// Hashes of another length than 32 bytes are no hashes for us: malformed.
Result<Sha256> hash_in(const Probe& text) {
  ROG_TRY_ASSIGN(const Bytes raw, base::from_base64(text.get<std::string>()));
  return Sha256::from_bytes(raw);
}

Result<std::vector<Sha256>> proof_in(const Probe& probe) {
  std::vector<Sha256> proof;
  // null, absent and [] are all a proof without hashes.
  for (const Probe& text : probe.value("proof", Probe())) {
    ROG_TRY_ASSIGN(const Sha256 hash, hash_in(text));
    proof.push_back(hash);
  }
  return proof;
}

Result<std::uint64_t> number_in(const Probe& number) {
  if (!number.is_number_unsigned()) {
    return fail(ErrorCode::malformed, "not a number of 64 bits");
  }
  return number.get<std::uint64_t>();
}

Result<void> check_inclusion_probe(const Probe& probe) {
  ROG_TRY_ASSIGN(const std::uint64_t index, number_in(probe.at("leafIdx")));
  ROG_TRY_ASSIGN(const std::uint64_t size, number_in(probe.at("treeSize")));
  ROG_TRY_ASSIGN(const Sha256 root, hash_in(probe.at("root")));
  ROG_TRY_ASSIGN(const Sha256 leaf, hash_in(probe.at("leafHash")));
  ROG_TRY_ASSIGN(const std::vector<Sha256> proof, proof_in(probe));
  return crypto::check_inclusion(index, size, leaf, proof, root);
}

// Where both trees have one size nothing is hashed: roots are compared. The suite then also uses short texts as roots;
// their hashes stand for them here, which keeps what is equal equal.
Result<Sha256> compared_root_in(const Probe& text) {
  ROG_TRY_ASSIGN(const Bytes raw, base::from_base64(text.get<std::string>()));
  return raw.size() == 32 ? Sha256::from_bytes(raw) : crypto::sha256(raw);
}

Result<void> check_consistency_probe(const Probe& probe) {
  ROG_TRY_ASSIGN(const std::uint64_t size1, number_in(probe.at("size1")));
  ROG_TRY_ASSIGN(const std::uint64_t size2, number_in(probe.at("size2")));
  const auto root_in = size1 == size2 ? compared_root_in : hash_in;
  ROG_TRY_ASSIGN(const Sha256 root1, root_in(probe.at("root1")));
  ROG_TRY_ASSIGN(const Sha256 root2, root_in(probe.at("root2")));
  ROG_TRY_ASSIGN(const std::vector<Sha256> proof, proof_in(probe));
  return crypto::check_consistency(size1, size2, root1, root2, proof);
}

Outcome judge(const Probe& probe) {
  const bool want_error = probe.at("wantErr").get<bool>();
  const Result<void> result = probe.contains("leafIdx") ? check_inclusion_probe(probe) : check_consistency_probe(probe);
  if (result.has_value() != want_error) {
    return passed();
  }
  return failed(want_error ? "a wrong proof passed" : "refused: " + result.error().sentence());
}

Outcome run_probe(ByteView bytes) {
  try {
    return judge(Probe::parse(base::as_text(bytes)));
  } catch (const nlohmann::json::exception& exception) {
    return failed(std::string("not a probe: ") + exception.what());
  }
}

std::vector<std::string> probes_below(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator it(directory, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".json") {
      names.push_back(it->path().lexically_relative(directory).string());
    }
  }
  std::ranges::sort(names);
  return names;
}

int run(const std::string& directory) {
  const std::vector<std::string> names = probes_below(directory);
  if (names.empty()) {
    std::fprintf(stderr, "merkle_vectors: no vectors below %s\n", directory.c_str());
    return 2;
  }
  Tally tally;
  for (const std::string& name : names) {
    const Result<Bytes> bytes = base::load_file(FileSystem::real(), directory + "/" + name, k_file_limit);
    if (!bytes) {
      std::fprintf(stderr, "merkle_vectors: %s\n", base::safe_text(bytes.error().sentence()).c_str());
      return 2;
    }
    tally.add(name, run_probe(*bytes));
  }
  return tally.finish();
}

}  // namespace
}  // namespace rogatory::vectors

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: merkle_vectors DIR\n", stderr);
    return 2;
  }
  return rogatory::vectors::run(argv[1]);
}
