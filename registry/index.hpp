// The index of a home: HOME/index.db, an encrypted database of what lists show (schemas/sql/). It is made from the
// ledgers and can be thrown away at any time; verdicts, keys and the story of an exhibit never come out of it alone.
#pragma once

#include "registry/database.hpp"
#include "registry/home.hpp"

namespace rogatory::registry {

/// The key of the index: derived from the home key, so that it goes with it.
crypto::SecretBytes index_key(const crypto::age::Identity& home_key);

/// Opens the index, with its tables. One that is damaged, of another key or of another version of the tables is thrown
/// away and begun anew. Errors as Database, but for malformed: it could not be made anew either.
Result<Database> open_index(const Home& home, const crypto::SecretBytes& key);

/// Throws the index away. It is no error where there is none.
Result<void> remove_index(const Home& home);

}  // namespace rogatory::registry
