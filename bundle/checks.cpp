#include "bundle/checks.hpp"

#include <array>

namespace rogatory::bundle {
namespace {

constexpr std::array k_checks{
    Check{"container.header", ErrorCode::malformed, "every tar header has its one accepted spelling"},
    Check{"container.order", ErrorCode::malformed, "the members stand in their order, and no others"},
    Check{"container.end", ErrorCode::malformed, "the file ends after two zero blocks, not earlier and not later"},
    Check{"seal.form", ErrorCode::malformed, "seal.json is canonical and complete"},
    Check{"signature.form", ErrorCode::malformed, "seal.json.sig has the one accepted form of SSHSIG"},
    Check{"card.form", ErrorCode::malformed, "every card is canonical and complete"},
    Check{"card.chain", ErrorCode::incomplete, "the cards run from version 1 to the one that the seal names"},
    Check{"card.signature", ErrorCode::altered, "every card is signed by its root, a new root by the one before"},
    Check{"card.fork", ErrorCode::fork, "no two different cards of one version are known"},
    Check{"seal.signature", ErrorCode::altered, "the officer named in the seal signed these bytes"},
    Check{"verify_txt.binding", ErrorCode::altered, "VERIFY.txt is the one that was sealed"},
    Check{"manifest.binding", ErrorCode::altered, "the seal speaks of this manifest and these parts"},
    Check{"part.missing", ErrorCode::incomplete, "every part that the manifest lists is there"},
    Check{"part.hash", ErrorCode::altered, "every part has the SHA-256 that the manifest lists"},
    Check{"chain.previous", ErrorCode::incomplete, "the predecessor it names is at hand, of its authority and case"},
    Check{"content.age", ErrorCode::altered, "the content decrypts, every tag is right, and it ends where it should"},
    Check{"inner.order", ErrorCode::malformed, "the content's members, records and padding have their one form"},
    Check{"context.binding", ErrorCode::altered, "the content was made by the one who sealed it, for this bundle"},
    Check{"item.hash", ErrorCode::altered, "every item has the size and every hash of its record"},
    Check{"items.root", ErrorCode::altered, "the records are those that the seal counts and whose root it names"},
    Check{"card.trust", ErrorCode::untrusted, "the authority's root is one that was pinned out of band"},
    Check{"officer.validity", ErrorCode::untrusted, "the officer was in the card, entitled and in time, not revoked"},
};

}  // namespace

base::CheckTable all_checks() { return k_checks; }

const Check& check_named(std::string_view name) { return base::check_named(k_checks, name); }

Finding finding(std::string_view check_name, std::string detail) {
  return {&check_named(check_name), std::move(detail)};
}

}  // namespace rogatory::bundle
