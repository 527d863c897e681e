#include "request/instruments.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "request/embedded.hpp"
#include "request/instrument_file.hpp"

namespace rogatory::request {
namespace {

constexpr auto k_embedded_instruments = std::to_array<EmbeddedFile>({
#include "request/instruments.inc"
});

}  // namespace

InstrumentSet InstrumentSet::built_in() {
  static const auto embedded =
      read_embedded<Instrument>(k_embedded_instruments, [](ByteView json) { return parse_instrument(json); });
  InstrumentSet set;
  set.m_instruments = embedded;
  std::ranges::sort(set.m_instruments, {}, &Instrument::id);
  return set;
}

Result<void> InstrumentSet::add(Instrument instrument) {
  if (find(instrument.id) != nullptr) {
    return fail(Error(ErrorCode::refused, "an instrument called " + instrument.id + " is there already")
                    .next("give the file another id: what requests rest on is not replaced"));
  }
  if (instrument.layered_on) {
    const Instrument* below = find(*instrument.layered_on);
    if (below == nullptr || !is_base(*below)) {
      return fail(ErrorCode::malformed, "instrument " + instrument.id + ": layered_on: there is no instrument " +
                                            *instrument.layered_on + " that stands alone");
    }
  }
  m_instruments.insert(std::ranges::lower_bound(m_instruments, instrument.id, {}, &Instrument::id),
                       std::move(instrument));
  return {};
}

Result<void> InstrumentSet::add_directory(base::FileSystem& fs, const std::string& directory) {
  const auto opened = fs.open(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (!opened) {
    return opened.error() == ENOENT ? Result<void>() : fail(base::errno_error(opened.error(), "reading " + directory));
  }
  auto entries = fs.entries(opened->get());
  if (!entries) {
    return fail(base::errno_error(entries.error(), "reading " + directory));
  }
  std::ranges::sort(*entries, {}, &base::DirectoryEntry::name);
  std::vector<Instrument> found;
  for (const base::DirectoryEntry& entry : *entries) {
    if (entry.name.ends_with(".json") && !entry.name.starts_with('.')) {
      ROG_TRY_ASSIGN(Instrument instrument, load_instrument(fs, directory + "/" + entry.name));
      found.push_back(std::move(instrument));
    }
  }
  // What others are layered on comes first, whatever the files are called.
  std::ranges::stable_partition(found, is_base);
  for (Instrument& instrument : found) {
    ROG_TRY_DOING(add(std::move(instrument)), "reading " + directory);
  }
  return {};
}

const Instrument* InstrumentSet::find(std::string_view id) const {
  const auto found = std::ranges::lower_bound(m_instruments, id, {}, &Instrument::id);
  return found == m_instruments.end() || found->id != id ? nullptr : &*found;
}

Result<const Instrument*> InstrumentSet::get(std::string_view id) const {
  if (const Instrument* found = find(id)) {
    return found;
  }
  Error error(ErrorCode::not_found, "there is no instrument " + std::string(id));
  for (const Instrument& instrument : m_instruments) {
    if (base::is_close(id, instrument.id)) {
      return fail(std::move(error).because("did you mean " + instrument.id + "?").next("rogatory request instruments"));
    }
  }
  return fail(std::move(error).next("rogatory request instruments lists them; request instruments add FILE adds one"));
}

std::vector<const Instrument*> InstrumentSet::layers_on(std::string_view base) const {
  std::vector<const Instrument*> layers;
  for (const Instrument& instrument : m_instruments) {
    if (instrument.layered_on == base) {
      layers.push_back(&instrument);
    }
  }
  std::ranges::stable_sort(layers, {}, [](const Instrument* layer) { return std::pair(layer->signed_on, layer->id); });
  return layers;
}

Result<Instrument> load_instrument(base::FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(const base::Bytes bytes, base::load_file(fs, path, k_instrument_size));
  Result<Instrument> instrument = parse_instrument(bytes);
  if (!instrument) {
    return fail(std::move(instrument).error().while_(path).next("rogatory-instrument(5) describes each key"));
  }
  return instrument;
}

}  // namespace rogatory::request
