// All instruments at hand: those that the program brings, and a ministry's own from a directory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "request/instrument.hpp"

namespace rogatory::request {

class InstrumentSet {
 public:
  /// Those that the program brings (schemas/instruments).
  static InstrumentSet built_in();

  /// refused where the id is there already; malformed where what it is layered on is not there.
  Result<void> add(Instrument instrument);
  /// Every *.json of a directory, by name; a directory that is not there holds none. What is no instrument is an error
  /// that names the file; one that the program brings is not replaced (refused).
  Result<void> add_directory(base::FileSystem& fs, const std::string& directory);

  /// Null where there is none.
  [[nodiscard]] const Instrument* find(std::string_view id) const;
  /// The same; not_found, naming close ids and the command that lists them.
  [[nodiscard]] Result<const Instrument*> get(std::string_view id) const;
  /// By id.
  [[nodiscard]] const std::vector<Instrument>& all() const& { return m_instruments; }
  /// What it returned would be gone before it is looked at.
  const std::vector<Instrument>& all() && = delete;
  /// What is layered on that one, by day of signature, then id.
  [[nodiscard]] std::vector<const Instrument*> layers_on(std::string_view base) const;

 private:
  std::vector<Instrument> m_instruments;
};

/// One file of at most k_instrument_size bytes.
Result<Instrument> load_instrument(base::FileSystem& fs, const std::string& path);

}  // namespace rogatory::request
