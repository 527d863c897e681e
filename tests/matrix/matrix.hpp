// The tamper matrix: what a forger can do to a bundle, the checks that name it, and what the stock recipe says of it.
// One table, judged three times: by verify in process, by the program beside the recipe, and printed in
// rogatory-bundle(5).
#pragma once

#include "tests/matrix/workshop.hpp"

namespace rogatory::test {

/// Why the recipe passes what verify refuses, in the order in which the manual page numbers the reasons.
enum class Reason : std::uint8_t {
  tar,
  bagit,
  verify_txt,
  signature,
  cards,
  root,
  revoked,
  dated,
  seal,
  records,
  form
};
/// One sentence of the manual page (scdoc); the number is the row's, from 1.
struct ReasonText {
  Reason reason;
  std::string_view text;
};
std::span<const ReasonText> all_reasons();

/// What the stock recipe makes of a forgery.
struct Recipe {
  int stops_at = 0;               ///< the line that fails; 0: it passes
  std::optional<Reason> because;  ///< why it passes
};
Recipe stops_at(int line);
Recipe passes(Reason because);

/// One forgery: a file.
struct Cell {
  std::string id;  ///< unique in the matrix
  std::function<Bytes(Workshop&)> forge;
};

/// What every cell of a row comes to.
struct Outcome {
  std::vector<std::string> checks;  ///< those that fail where the content can be opened, in the table's order
  int status = 0;                   ///< of the program
  Recipe recipe;
  CourtId court = CourtId::pinned;
};

/// Forgeries that are judged alike.
struct Row {
  std::string id;    ///< the test's name
  std::string what;  ///< as it stands in the manual page (scdoc)
  std::vector<Cell> cells;
  Outcome outcome;
};

/// Every row; each names at least one check.
std::vector<Row> tamper_matrix();
/// The rows by what the forger laid hands on: members and tar outside, the seal and its signature, cards and trust, the
/// parts and the tar inside, and the records in it. What is inside takes an officer who seals what he forged.
std::vector<Row> member_rows();
std::vector<Row> container_rows();
std::vector<Row> seal_rows();
std::vector<Row> signature_rows();
std::vector<Row> signatory_rows();
std::vector<Row> content_rows();
std::vector<Row> record_rows();

/// The reasons and the table as rogatory-bundle(5) holds them between its marks.
std::string manual_section();

}  // namespace rogatory::test
