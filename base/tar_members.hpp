// Small ustars that are held in memory as a whole (base/tar.hpp has the grammar): written member by member, and taken
// apart in the order in which they stand.
#pragma once

#include <string>

#include "base/tar.hpp"

namespace rogatory::base::tar {

/// Appends one member below 8 GiB. `name` as is_member_name says, else it is our own bug.
void append_member(Bytes& into, const std::string& name, ByteView content);
/// Appends the two zero blocks.
void append_end(Bytes& into);

/// Walks the members; what it was opened with must outlive it. Every byte is checked: malformed where a header has
/// another spelling, the fill is not zero, or the tar ends early or goes on after its end.
class Members {
 public:
  static Result<Members> open(ByteView bytes);

  [[nodiscard]] bool at_end() const { return m_at_end; }
  /// Of the next member; empty at the end.
  [[nodiscard]] const std::string& name() const { return m_name; }
  [[nodiscard]] bool is_next(const std::string& name) const { return !m_at_end && m_name == name; }
  /// The content of the next member, which must have this name and at most `limit` bytes: malformed.
  Result<Bytes> take(const std::string& name, std::size_t limit);

 private:
  explicit Members(ByteView bytes) : m_left(bytes) {}
  Result<void> advance();
  Result<void> take_content(const Header& header);
  Result<void> take_end();

  ByteView m_left;
  HeaderReader m_reader{Pax::refused};
  std::string m_name;
  ByteView m_content;
  bool m_at_end = false;
};

}  // namespace rogatory::base::tar
