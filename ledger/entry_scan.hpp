// Reads most entries in one pass over their bytes. The canonical form of an entry is one text: its members stand in one
// order, without white space, and none of their values needs an escape. So whatever this takes is canonical, and a log
// of a hundred thousand entries need not be made into JSON values and written again to prove it.
#pragma once

#include <optional>

#include "ledger/entry.hpp"

namespace rogatory::ledger {

/// An entry without nonce, parties, recipients and restart, exactly as Entry::parse reads it. Nothing for any other
/// bytes, also for those that are no entry: the reader of all entries then says what is wrong.
std::optional<Entry> scan_entry(std::string_view text);

}  // namespace rogatory::ledger
