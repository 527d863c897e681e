#include "ledger/entry_reader.hpp"

#include <algorithm>
#include <system_error>

#include "base/progress.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::uint64_t k_batch = 25;  // a quarter of what stands in one folder of a log
constexpr std::uint64_t k_batches_a_thread = 3;
constexpr unsigned k_most_threads = 64;

}  // namespace

Result<std::unique_ptr<EntryReader>> EntryReader::open(LogSource& source, std::uint64_t count, unsigned threads,
                                                       const EntryJudge& judge) {
  std::unique_ptr<EntryReader> reader(new EntryReader(count, judge));
  const std::uint64_t batches = (count + k_batch - 1) / k_batch;
  const auto wanted = std::clamp<std::uint64_t>(std::min<std::uint64_t>(threads, batches), 1, k_most_threads);
  for (std::uint64_t i = 0; i < wanted; ++i) {
    ROG_TRY_ASSIGN(std::unique_ptr<LogSource> another, source.another());
    reader->m_sources.push_back(std::move(another));
  }
  if (wanted > 1) {
    reader->start(static_cast<unsigned>(wanted));
  }
  return reader;
}

void EntryReader::start(unsigned threads) {
  try {
    for (unsigned i = 0; i < threads; ++i) {
      m_threads.emplace_back([this, i] { work(*m_sources[i]); });
    }
  } catch (const std::system_error&) {  // NOLINT(bugprone-empty-catch): fewer threads are slower, not wrong
    // Those that run do the work; where none runs, next() does it.
  }
}

EntryReader::~EntryReader() {
  const std::lock_guard lock(m_mutex);
  m_stopped = true;
  m_changed.notify_all();
}

void EntryReader::work(LogSource& source) {
  const std::uint64_t window = k_batch * k_batches_a_thread * m_sources.size();
  for (std::unique_lock lock(m_mutex); m_claimed < m_count;) {
    if (m_stopped) {
      return;
    }
    if (m_claimed >= m_taken + window) {
      m_changed.wait(lock);
      continue;
    }
    const std::uint64_t first = m_claimed;
    m_claimed += k_batch;
    lock.unlock();
    Result<Batch> batch = read(source, first);
    lock.lock();
    m_read.emplace(first, std::move(batch));
    m_changed.notify_all();
  }
}

Result<EntryReader::Batch> EntryReader::read(LogSource& source, std::uint64_t first) const {
  ROG_TRY(base::check_interrupt());
  Batch batch;
  const std::uint64_t end = std::min(first + k_batch, m_count);
  batch.reserve(end - first);
  for (std::uint64_t place = first; place < end; ++place) {
    Result<EntryFiles> files = source.entry(place);
    if (files) {
      batch.push_back(m_judge.judge(place, *std::move(files)));
    } else if (files.error().code() == ErrorCode::incomplete || files.error().code() == ErrorCode::malformed) {
      JudgedEntry missing;
      missing.place = place;
      missing.flaws.push_back({"entry.form", files.error().sentence()});
      batch.push_back(std::move(missing));
    } else {
      return fail(std::move(files).error().while_("entry " + std::to_string(place)));
    }
  }
  return batch;
}

Result<EntryReader::Batch> EntryReader::next() {
  if (m_taken >= m_count) {
    return Batch();
  }
  const std::uint64_t first = m_taken;
  if (m_threads.empty()) {
    m_taken += k_batch;
    return read(*m_sources.front(), first);
  }
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [&] { return m_read.contains(first); });
  Result<Batch> batch = std::move(m_read.extract(first).mapped());
  m_taken += k_batch;
  m_changed.notify_all();
  return batch;
}

}  // namespace rogatory::ledger
