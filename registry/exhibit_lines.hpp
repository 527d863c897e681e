// The lines of a list of exhibits as the index keeps them (custody_index.hpp), many in one piece: a list is read as a
// whole, and ten thousand rows of a table take longer to step over than to decrypt. A line says what is other than in
// the line before it, which of the things of one seizure is little:
//
//   line    = which  value*          values in the order of the bits of `which`
//   which   = varint                 bit 0 authority, 1 number, 2 title, 3 kind, 4 state, 5 and 6 the custodian's
//                                    authority and name, 7 place, 8 seal, 9 findings, 10 steps, 11 witnessed
//   number  = varint                 absent where it is one more than before
//   findings, steps, witnessed = varint
//   others  = varint  bytes          0: there is none; else one more than the number of bytes that follow
//   varint  = seven bits a byte, least first, the high bit set in all but the last
//
// Before the first line everything is as in ExhibitRow(). Written and read by the same version of the
// program only.
#pragma once

#include <functional>

#include "ledger/exhibit_row.hpp"

namespace rogatory::registry {

class ExhibitLines {
 public:
  /// Adds a line behind the others.
  void add(const ledger::ExhibitRow& row);
  /// So far.
  [[nodiscard]] const Bytes& bytes() const { return m_bytes; }

 private:
  Bytes m_bytes;
  ledger::ExhibitRow m_before;
};

/// Gives the rows one by one, in order. malformed: not what ExhibitLines writes; rows before the fault were given.
Result<void> read_exhibit_lines(ByteView bytes, const std::function<void(const ledger::ExhibitRow&)>& take);

}  // namespace rogatory::registry
