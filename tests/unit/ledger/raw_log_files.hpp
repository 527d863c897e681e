// A log of the kit (tests/kit/raw_log.hpp) as the files of a branch.
#pragma once

#include "tests/kit/raw_log.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::test {

inline Files files_of(const RawLog& log) {
  using namespace ledger;
  Files files;
  const auto put = [&](FileKind kind, std::uint64_t number, const Bytes& bytes) {
    files[LogPath{.kind = kind, .number = number}.text()] = std::string(base::as_text(bytes));
  };
  for (std::uint64_t seq = 0; seq < log.entries.size(); ++seq) {
    put(FileKind::entry, seq, log.entries[seq].entry);
    put(FileKind::entry_signature, seq, log.entries[seq].signature);
    if (log.entries[seq].body) {
      put(FileKind::body, seq, *log.entries[seq].body);
    }
  }
  for (std::uint64_t version = 1; version <= log.cards.size(); ++version) {
    put(FileKind::card, version, log.cards[version - 1].card);
    put(FileKind::card_signature, version, log.cards[version - 1].sig);
  }
  put(FileKind::checkpoint, 0, *log.checkpoint);
  return files;
}

}  // namespace rogatory::test
