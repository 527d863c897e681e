-- The index of a home (HOME/index.db): what lists show, made again from the ledgers whenever it does not fit them.
-- Nothing in it proves anything. Every table is by case, which the others name by its number in `cases`; `basis` says
-- from what a case's rows were made.

CREATE TABLE cases (
  number      INTEGER PRIMARY KEY,
  case_id     TEXT NOT NULL UNIQUE,
  basis       BLOB NOT NULL,     -- SHA-256: the branches at their commits, whom we trust, which keys we hold
  verified_at TEXT NOT NULL,     -- when the ledger passed verification
  unread      INTEGER NOT NULL   -- entries whose body no key at hand opened
);

-- The list of a case, many lines in one piece (registry/exhibit_lines.hpp); the pieces in the order of their numbers.
CREATE TABLE exhibit_lines (
  number  INTEGER PRIMARY KEY,
  in_case INTEGER NOT NULL,
  lines   BLOB NOT NULL
);
CREATE INDEX exhibit_lines_of ON exhibit_lines (in_case);

CREATE TABLE exhibit_entries (
  in_case   INTEGER NOT NULL,
  authority TEXT NOT NULL,
  number    INTEGER NOT NULL,
  position  INTEGER NOT NULL,    -- 0, 1, … in causal order
  log       TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  entry     BLOB NOT NULL,       -- SHA-256 of the entry's bytes, which passed verification
  witnessed INTEGER NOT NULL,
  PRIMARY KEY (in_case, authority, number, position)
) WITHOUT ROWID;
