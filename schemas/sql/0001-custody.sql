-- The index of a home (HOME/index.db): what lists show, made again from the ledgers whenever it does not fit them.
-- Nothing in it proves anything. Every table is by case; `basis` says from what a case's rows were made.

CREATE TABLE cases (
  case_id     TEXT NOT NULL PRIMARY KEY,
  basis       BLOB NOT NULL,     -- SHA-256: the branches at their commits, whom we trust, which keys we hold
  verified_at TEXT NOT NULL,     -- when the ledger passed verification
  unread      INTEGER NOT NULL   -- entries whose body no key at hand opened
) WITHOUT ROWID;

CREATE TABLE exhibits (
  case_id             TEXT NOT NULL,
  authority           TEXT NOT NULL,
  number              INTEGER NOT NULL,
  title               TEXT,      -- NULL: not registered
  kind                TEXT,
  state               TEXT NOT NULL,
  custodian_authority TEXT,      -- NULL, and the name too: nobody has it
  custodian_name      TEXT,
  place               TEXT,
  seal                TEXT,
  findings            INTEGER NOT NULL,
  steps               INTEGER NOT NULL,
  witnessed           INTEGER NOT NULL,  -- 1: another authority's log covers all that its story rests on
  PRIMARY KEY (case_id, authority, number)
) WITHOUT ROWID;

CREATE TABLE exhibit_entries (
  case_id   TEXT NOT NULL,
  authority TEXT NOT NULL,
  number    INTEGER NOT NULL,
  position  INTEGER NOT NULL,    -- 0, 1, … in causal order
  log       TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  entry     BLOB NOT NULL,       -- SHA-256 of the entry's bytes, which passed verification
  witnessed INTEGER NOT NULL,
  PRIMARY KEY (case_id, authority, number, position)
) WITHOUT ROWID;
