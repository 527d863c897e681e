#include "bundle/verify_many.hpp"

#include <algorithm>
#include <map>

#include "bundle/predecessors.hpp"

namespace rogatory::bundle {
namespace {

/// What a file says of itself. Unchecked: the order of the checks and the length of the bar rest on it, no verdict.
struct Label {
  BundleId id;
  std::optional<BundleId> previous;
  std::uint64_t part_bytes = 0;
};

/// Nothing where the file is not to be read or is no bundle; its verification will say so.
std::optional<Label> read_label(FileSystem& fs, const std::string& file) {
  const Result<base::Fd> fd = open_bundle(fs, file);
  if (!fd) {
    return {};
  }
  const Checked<Layout> layout = read_layout(fs, fd->get(), file);
  if (!layout) {
    return {};
  }
  Label label;
  for (const Member& part : layout->parts) {
    label.part_bytes += part.size;
  }
  if (const Result<Bytes> bytes = read_member(fs, fd->get(), layout->seal, file)) {
    label.id = id_of(*bytes);
    if (const Result<Seal> seal = Seal::parse(*bytes)) {
      label.previous = seal->previous;
    }
  }
  return label;
}

/// In which order to verify: a predecessor before its successors, otherwise as given.
class Order {
 public:
  explicit Order(const std::vector<std::optional<Label>>& labels) : m_labels(labels), m_placed(labels.size()) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (const std::optional<Label>& label = labels[i]) {
        m_by_id.emplace(label->id, i);
      }
    }
  }

  std::vector<std::size_t> make() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < m_labels.size(); ++i) {
      // A stack instead of recursion: a chain may be as long as the command line. It has an end, since an id is the
      // hash of what names the predecessor.
      for (std::vector<std::size_t> climb{i}; !climb.empty();) {
        const std::size_t at = climb.back();
        if (const std::optional<std::size_t> above = unplaced_predecessor(at)) {
          climb.push_back(*above);
          continue;
        }
        climb.pop_back();
        if (!m_placed[at]) {
          m_placed[at] = true;
          order.push_back(at);
        }
      }
    }
    return order;
  }

 private:
  /// Copies of one bundle have one id: all of them come first.
  [[nodiscard]] std::optional<std::size_t> unplaced_predecessor(std::size_t at) const {
    const std::optional<Label>& label = m_labels[at];
    if (!label || !label->previous) {
      return {};
    }
    const auto [first, last] = m_by_id.equal_range(*label->previous);
    const auto found = std::find_if(first, last, [&](const auto& entry) { return !m_placed[entry.second]; });
    return found == last ? std::optional<std::size_t>() : found->second;
  }

  const std::vector<std::optional<Label>>& m_labels;
  std::vector<bool> m_placed;
  std::multimap<BundleId, std::size_t> m_by_id;
};

/// The part of one file in the progress of all: its beginning and its end are nothing to show.
class Share : public Progress {
 public:
  explicit Share(Progress& whole) : m_whole(whole) {}
  void start(std::string_view, std::uint64_t) override {}
  void advance(std::uint64_t bytes) override { m_whole.advance(bytes); }
  void finish() override {}

 private:
  Progress& m_whole;
};

Result<Report> verify_file(FileSystem& fs, const std::string& file, const crypto::Trust& trust, const Keys& keys,
                           Progress& progress) {
  ROG_TRY_ASSIGN(const base::Fd fd, open_bundle(fs, file));
  ContentVisitor nobody;
  return verify(fs, fd.get(), file, trust, keys, nobody, progress);
}

}  // namespace

Result<void> verify_many(FileSystem& fs, const std::vector<std::string>& files, const crypto::Trust& trust,
                         const Keys& keys, const ReportTaker& take, Progress& progress) {
  std::vector<std::optional<Label>> labels;
  std::uint64_t total = 0;
  for (const std::string& file : files) {
    ROG_TRY(base::check_interrupt());
    const std::optional<Label>& label = labels.emplace_back(read_label(fs, file));
    total += label ? label->part_bytes : 0;
  }
  progress.start("verifying", total);
  Share share(progress);
  Predecessors predecessors;
  std::vector<std::optional<Result<Report>>> waiting(files.size());
  std::size_t next = 0;
  for (const std::size_t at : Order(labels).make()) {
    Result<Report> report = verify_file(fs, files[at], trust, keys, share);
    if (report) {
      predecessors.judge(*report);
    } else if (report.error().code() == ErrorCode::interrupted) {
      return fail(std::move(report).error());
    }
    waiting[at] = std::move(report);
    for (; next < files.size(); ++next) {
      auto ready = std::exchange(waiting[next], std::nullopt);
      if (!ready) {
        break;
      }
      take(files[next], *std::move(ready));
    }
  }
  progress.finish();
  return {};
}

}  // namespace rogatory::bundle
