// Makes the seeds that nobody can write by hand, with the product itself: make_seeds DIRECTORY
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/fuzz/seeding/seeds.hpp"

namespace rogatory::fuzz {

void Seeds::put(const std::string& target, const std::string& name, ByteView bytes) const {
  const std::filesystem::path folder = std::filesystem::path(m_directory) / target;
  std::filesystem::create_directories(folder);
  if (!std::filesystem::exists(folder / name)) {
    std::ofstream(folder / name, std::ios::binary) << base::as_text(bytes);
  }
}

}  // namespace rogatory::fuzz

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: make_seeds DIRECTORY\n";
    return 2;
  }
  const rogatory::fuzz::Seeds seeds(argv[1]);
  rogatory::fuzz::seed_cards(seeds);
  rogatory::fuzz::seed_keys(seeds);
  rogatory::fuzz::seed_records(seeds);
  rogatory::fuzz::seed_ledger(seeds);
  rogatory::fuzz::seed_bundles(seeds);
}
