#include "ledger/checks.hpp"

#include <array>

namespace rogatory::ledger {
namespace {

constexpr std::array k_checks{
    Check{"tree.form", ErrorCode::malformed, "every file of the log has its name and kind, and there are no others"},
    Check{"card.form", ErrorCode::malformed, "every card is canonical and complete"},
    Check{"card.chain", ErrorCode::incomplete, "the cards run from version 1 to every one that an entry names"},
    Check{"card.signature", ErrorCode::altered, "every card is signed by its root, a new root by the one before"},
    Check{"card.fork", ErrorCode::fork, "no two different cards of one version are known"},
    Check{"entry.form", ErrorCode::malformed, "every entry is canonical and complete"},
    Check{"signature.form", ErrorCode::malformed, "every entry's signature has the one accepted form of SSHSIG"},
    Check{"entry.order", ErrorCode::altered, "entries follow one another: number, hash, case, log, time and card"},
    Check{"case.id", ErrorCode::altered, "the opener's first entry yields the id of the case"},
    Check{"entry.signature", ErrorCode::altered, "the officer whom the entry names signed these bytes"},
    Check{"body.missing", ErrorCode::incomplete, "every body that an entry names is there"},
    Check{"body.hash", ErrorCode::altered, "every body has the SHA-256 and the size that its entry names"},
    Check{"body.commitment", ErrorCode::findings, "every body that opens is the one its author committed to"},
    Check{"checkpoint.form", ErrorCode::malformed, "the checkpoint is a signed note of this log"},
    Check{"checkpoint.signature", ErrorCode::altered, "the log's key signed the checkpoint"},
    Check{"checkpoint.root", ErrorCode::altered, "the checkpoint speaks of just these entries"},
    Check{"head.signature", ErrorCode::altered, "every head of another log is signed by that log's key"},
    Check{"head.order", ErrorCode::altered, "heads never become smaller and never go"},
    Check{"head.ahead", ErrorCode::incomplete, "what a head covers is at hand"},
    Check{"log.fork", ErrorCode::fork, "no two signed histories of one log are known"},
    Check{"card.trust", ErrorCode::untrusted, "the authority's root was pinned, or introduced by a pinned opener"},
    Check{"entry.officer", ErrorCode::untrusted, "every officer was in the card, entitled and in time, not revoked"},
    Check{"entry.disputed", ErrorCode::findings, "no entry is disputed by its own authority"},
};

}  // namespace

base::CheckTable all_checks() { return k_checks; }

}  // namespace rogatory::ledger
