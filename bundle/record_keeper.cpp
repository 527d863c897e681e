#include "bundle/record_keeper.hpp"

#include <system_error>

#include "bundle/format.hpp"
#include "bundle/manifest.hpp"

namespace rogatory::bundle {

using base::as_bytes;

Result<std::unique_ptr<RecordKeeper>> RecordKeeper::create(FileSystem& fs, const std::string& directory) {
  ROG_TRY_ASSIGN(Spool lines, Spool::create(fs, directory));
  ROG_TRY_ASSIGN(Spool manifest, Spool::create(fs, directory));
  return std::make_unique<RecordKeeper>(std::move(lines), std::move(manifest));
}

RecordKeeper::RecordKeeper(Spool lines, Spool manifest) : m_lines(std::move(lines)), m_manifest(std::move(manifest)) {
  m_batch.reserve(k_batch);
  try {
    m_thread = std::jthread([this] { run(); });
  } catch (const std::system_error&) {
    m_error = Error(ErrorCode::failed, "no thread to keep records with is to be had");
  }
}

RecordKeeper::~RecordKeeper() {
  const std::lock_guard lock(m_mutex);
  m_ended = true;
  m_changed.notify_all();
}

Result<void> RecordKeeper::add(const ObligationsRecord& obligations) {
  const std::string line = obligations.serialize();
  if (line.size() > k_item_limit) {
    return fail(ErrorCode::usage, "the obligations are longer than 64 KiB");
  }
  return keep_line(line);
}

Result<void> RecordKeeper::add(ItemRecord record) {
  m_batch.push_back(std::move(record));
  return m_batch.size() < k_batch ? Result<void>() : hand_over();
}

Result<void> RecordKeeper::finish() {
  ROG_TRY(hand_over());
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_handed.empty() || m_error; });
  return m_error ? Result<void>(fail(*m_error)) : Result<void>();
}

Result<void> RecordKeeper::hand_over() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_handed.empty() || m_error; });
  if (m_error) {
    return fail(*m_error);
  }
  std::swap(m_handed, m_batch);
  m_changed.notify_all();
  return {};
}

void RecordKeeper::run() {
  std::unique_lock lock(m_mutex);
  while (true) {
    m_changed.wait(lock, [this] { return m_ended || !m_handed.empty(); });
    if (m_ended) {
      return;
    }
    // Nobody else touches what was handed over until it is empty again.
    lock.unlock();
    Result<void> kept;
    for (std::size_t i = 0; i < m_handed.size() && kept; ++i) {
      kept = keep(m_handed[i]);
    }
    lock.lock();
    m_handed.clear();
    if (!kept) {
      m_error = std::move(kept).error();
    }
    m_changed.notify_all();
    if (m_error) {
      return;
    }
  }
}

Result<void> RecordKeeper::keep(const ItemRecord& record) {
  ROG_TRY_ASSIGN(const std::string line, record.serialize());
  if (record.kind == ItemKind::file) {
    ROG_TRY(m_manifest.write(as_bytes(manifest_line(record.sha256, record.file))));
  }
  return keep_line(line);
}

Result<void> RecordKeeper::keep_line(const std::string& line) {
  m_tree.append(crypto::leaf_hash(as_bytes(line)));
  return m_lines.write(as_bytes(line + "\n"));
}

}  // namespace rogatory::bundle
