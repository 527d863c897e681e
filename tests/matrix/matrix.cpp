#include "tests/matrix/matrix.hpp"

#include <algorithm>

namespace rogatory::test {
namespace {

constexpr std::array k_reasons{
    ReasonText{
        Reason::tar,
        "another spelling of a tar header; members in another order, one more, one less that the recipe does not "
        "read, one twice, another top directory; bytes after the end, or an end that is cut short (24): tar "
        "extracts them all the same"},
    ReasonText{Reason::bagit, "another bagit.txt, outside or inside (24): the recipe does not read it"},
    ReasonText{Reason::verify_txt, "a VERIFY.txt that is not the sealed one (20): it is a convenience"},
    ReasonText{
        Reason::signature,
        "another form of SSHSIG that ssh-keygen accepts: sha256, other line lengths, white space, text after the "
        "armour, a reserved field, a second spelling of the number S (24)"},
    ReasonText{
        Reason::cards,
        "cards that are missing, altered, not signed by their root, of another authority or of two histories (20, "
        "21, 23, 24): the recipe takes the trust file instead"},
    ReasonText{Reason::root, "an authority whose root was not pinned (22), if the trust file came from elsewhere"},
    ReasonText{Reason::revoked,
               "an officer revoked by a newer card at hand, also where the seal says an earlier time, since nothing "
               "proves that time; and, if the trust file is an older one, an officer from whom a newer card took the "
               "right to seal (22)"},
    ReasonText{Reason::dated, "a seal that is dated before the card that it names was issued (22)"},
    ReasonText{
        Reason::seal,
        "a seal in another spelling, or one that speaks of another name, case or size (20, 24): the recipe reads "
        "authority, officer, time and manifest alone"},
    ReasonText{Reason::records,
               "records that do not match the files or the seal's count and root (20): the recipe does not read them"},
    ReasonText{Reason::form,
               "inside, another form of the tar, of its members or of its padding, or an armoured age file (20, 24)"},
};

}  // namespace

std::span<const ReasonText> all_reasons() { return k_reasons; }

Recipe stops_at(int line) { return {line, std::nullopt}; }
Recipe passes(Reason because) { return {0, because}; }

std::vector<Row> tamper_matrix() {
  std::vector<Row> all;
  for (const auto& rows :
       {member_rows, container_rows, seal_rows, signature_rows, signatory_rows, content_rows, record_rows}) {
    std::ranges::move(rows(), std::back_inserter(all));
  }
  return all;
}

}  // namespace rogatory::test
