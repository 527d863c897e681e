// The instruments of a home: those that the program brings, and the authority's own in HOME/instruments/<id>.json.
#pragma once

#include "registry/home.hpp"
#include "request/instruments.hpp"

namespace rogatory::registry {

/// malformed or refused where a file there is none, or names one that the program brings.
Result<request::InstrumentSet> load_instruments(const Home& home);

/// Checks the file, and that it goes with those at hand, and keeps its canonical form. refused: its id is there already
/// (also with the same content); malformed; not_found.
Result<request::Instrument> add_instrument(const Home& home, const std::string& path);

}  // namespace rogatory::registry
