// tamper_matrix --table        prints the section of rogatory-bundle(5) that holds the matrix
// tamper_matrix --write DIR    forges every cell into DIR, for the stock recipe and the program to judge:
//
//   DIR/files/CELL.rog         DIR/honest.rog is the bundle that they were made of, DIR/officer.key whoever sealed it
//   DIR/cells                  a line each: CELL TAB status TAB checks, by commas TAB line of the recipe or 0 TAB court
//   DIR/COURT/                 the trust of rogatory; DIR/COURT.signers that of the recipe
//   DIR/identity               the age identity that opens the content
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "crypto/keyfile.hpp"
#include "tests/matrix/matrix.hpp"

namespace {

using rogatory::ByteView;
using rogatory::base::as_bytes;
namespace test = rogatory::test;
namespace fs = std::filesystem;

void write(const fs::path& path, ByteView bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << rogatory::base::as_text(bytes);
  file.close();
  if (!file.good() || ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0) {
    std::cerr << "tamper_matrix: cannot write " << path << "\n";
    std::exit(1);
  }
}

void write_court(const fs::path& directory, const std::string& name, const test::Court& court) {
  write(directory / name / "roots", as_bytes(rogatory::crypto::write_roots(court.trust.roots())));
  for (const auto& [authority, root] : court.trust.roots()) {
    if (const rogatory::crypto::CardChain* chain = court.trust.chain_of(authority)) {
      write(directory / name / "cards" / (authority + ".tar"), rogatory::crypto::chain_to_tar(*chain));
    }
  }
  write(directory / (name + ".signers"), as_bytes(court.allowed_signers));
}

/// The cell's line, its file written.
std::string write_cell(const fs::path& directory, test::Workshop& workshop, const test::Row& row,
                       const test::Cell& cell) {
  std::string name = cell.id;
  for (char& c : name) {
    c = c == ' ' || c == '/' ? '_' : c;
  }
  write(directory / "files" / (name + ".rog"), cell.forge(workshop));
  std::string checks;
  for (const std::string& check : row.outcome.checks) {
    checks += (checks.empty() ? "" : ",") + check;
  }
  return name + "\t" + std::to_string(row.outcome.status) + "\t" + checks + "\t" +
         std::to_string(row.outcome.recipe.stops_at) + "\t" + name_of(row.outcome.court) + "\n";
}

void write_matrix(const fs::path& directory) {
  test::Workshop workshop;
  for (const test::CourtId id : test::k_courts) {
    write_court(directory, name_of(id), workshop.court(id));
  }
  write(directory / "identity", workshop.ours.evidence().text().expose());
  write(directory / "officer.key",
        rogatory::crypto::write_openssh_private(workshop.ours.officer(), test::k_officer).expose());
  write(directory / "honest.rog", workshop.bundle.bytes());
  std::string cells;
  for (const test::Row& row : test::tamper_matrix()) {
    for (const test::Cell& cell : row.cells) {
      cells += write_cell(directory, workshop, row, cell);
    }
  }
  write(directory / "cells", as_bytes(cells));
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 1 && words[0] == "--table") {
    std::cout << test::manual_section();
  } else if (words.size() == 2 && words[0] == "--write") {
    write_matrix(words[1]);
  } else {
    std::cerr << "usage: tamper_matrix --table | --write DIR\n";
    return 2;
  }
  return 0;
}
