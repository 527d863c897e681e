// Reads one file exactly once and proves that it stood still meanwhile.
#pragma once

#include "base/progress.hpp"
#include "base/stream.hpp"
#include "bundle/item_digests.hpp"
#include "bundle/walk.hpp"

namespace rogatory::bundle {

/// Puts every byte of a file or device that the walk has found into `into` and returns their digests by `digester`,
/// which starts anew with it. retry where it grew, shrank or changed since it was opened: device, inode, size and times
/// are compared after the last byte. Of a block device that proves little, see device.hpp. failed: I/O.
Result<ItemDigests> read_item(FileSystem& fs, const Found& found, base::FillableSink& into, ItemDigester& digester,
                              Progress& progress);

}  // namespace rogatory::bundle
