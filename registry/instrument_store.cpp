#include "registry/instrument_store.hpp"

#include "request/instrument_file.hpp"

namespace rogatory::registry {

Result<request::InstrumentSet> load_instruments(const Home& home) {
  request::InstrumentSet set = request::InstrumentSet::built_in();
  ROG_TRY(set.add_directory(home.fs(), home.file("instruments")));
  return set;
}

Result<request::Instrument> add_instrument(const Home& home, const std::string& path) {
  ROG_TRY_ASSIGN(const request::Instrument instrument, request::load_instrument(home.fs(), path));
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  ROG_TRY_ASSIGN(request::InstrumentSet set, load_instruments(home));
  ROG_TRY(set.add(instrument));
  const std::string place = home.file("instruments/" + instrument.id + ".json");
  ROG_TRY(base::make_directories(home.fs(), base::parent_of(place)));
  ROG_TRY(base::save_file(home.fs(), place, base::as_bytes(request::document_of(instrument).canonical()),
                          {.mode = 0600, .replace = false}));
  return instrument;
}

}  // namespace rogatory::registry
