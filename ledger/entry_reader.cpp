#include "ledger/entry_reader.hpp"

#include <algorithm>
#include <system_error>

#include "base/progress.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::uint64_t k_batch = 25;  // a quarter of what stands in one folder of a log
constexpr std::uint64_t k_batches_a_thread = 4;
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
  reader->start();
  return reader;
}

void EntryReader::start() {
  try {
    for (std::size_t i = 1; i < m_sources.size(); ++i) {
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

bool EntryReader::may_claim() const {
  const std::uint64_t window = k_batch * k_batches_a_thread * m_sources.size();
  return m_claimed < m_count && m_claimed < m_taken + window;
}

void EntryReader::claim(std::unique_lock<std::mutex>& lock, LogSource& source) {
  const std::uint64_t first = m_claimed;
  m_claimed += k_batch;
  lock.unlock();
  Result<Batch> batch = read(source, first);
  lock.lock();
  m_read.emplace(first, std::move(batch));
}

void EntryReader::work(LogSource& source) {
  std::unique_lock lock(m_mutex);
  while (!m_stopped && m_claimed < m_count) {
    if (may_claim()) {
      claim(lock, source);
      m_changed.notify_all();
    } else {
      m_changed.wait(lock);
    }
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
  std::unique_lock lock(m_mutex);
  auto found = m_read.find(m_taken);
  while (found == m_read.end()) {
    if (may_claim()) {
      claim(lock, *m_sources.front());
    } else {
      m_changed.wait(lock);
    }
    found = m_read.find(m_taken);
  }
  Result<Batch> batch = std::move(found->second);
  m_read.erase(found);
  m_taken += k_batch;
  m_changed.notify_all();
  return batch;
}

}  // namespace rogatory::ledger
