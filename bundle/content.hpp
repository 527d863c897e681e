// The inside of a bundle, as a stream of age plaintext: walks bag/ member by member, checks form, context, hashes and
// the Merkle root, and hands everything to a visitor. Constant memory but for 56 bytes an item.
#pragma once

#include "base/progress.hpp"
#include "base/stream.hpp"
#include "bundle/checks.hpp"
#include "bundle/item_digests.hpp"
#include "bundle/records.hpp"

namespace rogatory::bundle {

/// Gets the content in its order: context, then each file's bytes under its neutral name, then the records, each after
/// it was compared with its file. Nothing may be published before read_content() returned without a finding; after the
/// first finding no more calls come. An Error ends the reading ("could not run").
class ContentVisitor {
 public:
  virtual ~ContentVisitor() = default;
  virtual Result<void> on_context(const Context&) { return {}; }
  virtual Result<void> begin_file(std::uint64_t /*item*/, const std::string& /*path*/, std::uint64_t /*size*/) {
    return {};
  }
  virtual Result<void> data(ByteView) { return {}; }
  virtual Result<void> end_file() { return {}; }
  virtual Result<void> on_obligations(const ObligationsRecord&) { return {}; }
  virtual Result<void> on_item(const ItemRecord&) { return {}; }
};

/// Reads to the end of `plaintext`. A wrong binding, hash or root is noted and the reading goes on, so that all are
/// named; wrong form or a wrong tag ends it. Findings: content.age (from the source: altered, malformed), inner.order,
/// context.binding, item.hash, items.root.
/// `also`: which digests beside the SHA-256 to compute and to compare with the records; on return, which the records
/// name. The records come after the bytes, so whoever learns of one that was not computed has to read again. Each costs
/// 16 or 20 bytes more an item. An Error (failed) where this machine does not give one of them.
Checked<void> read_content(base::ByteSource& plaintext, const Seal& seal, ContentVisitor& visitor,
                           AlsoHash* also = nullptr);

}  // namespace rogatory::bundle
