-- What happened: imports, the change log that feeds the index, the journal.

CREATE TABLE imports (
  import     INTEGER PRIMARY KEY AUTOINCREMENT,
  id         TEXT NOT NULL UNIQUE,
  label      TEXT NOT NULL,
  format     TEXT NOT NULL,
  started    TEXT NOT NULL,
  ended      TEXT NOT NULL,       -- empty: running, or cut off
  state      TEXT NOT NULL,
  added      INTEGER NOT NULL DEFAULT 0,
  updated    INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  skipped    INTEGER NOT NULL DEFAULT 0,
  problems   TEXT NOT NULL DEFAULT '[]', -- JSON
  entry      INTEGER REFERENCES journal -- NULL: it changed nothing yet
) STRICT;

-- What an import changed, in order, with what is needed to take it back and to
-- bring it again.
CREATE TABLE import_items (
  import INTEGER NOT NULL REFERENCES imports,
  item   INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  step   TEXT NOT NULL,           -- JSON
  PRIMARY KEY (import, item)
) STRICT, WITHOUT ROWID;

-- Things added, altered or removed, for whoever keeps an index of them.
CREATE TABLE changes (
  seq   INTEGER PRIMARY KEY AUTOINCREMENT,
  nonce BLOB NOT NULL,            -- 8 random bytes
  thing INTEGER NOT NULL,         -- the kind byte of the thing's id in the index
  row   INTEGER NOT NULL
) STRICT;

-- For ever; each row holds the hash of the one before.
CREATE TABLE journal (
  entry   INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  actor   INTEGER NOT NULL REFERENCES actors,
  verb    TEXT NOT NULL,          -- subject.past_tense
  subject TEXT NOT NULL,
  import  INTEGER REFERENCES imports,
  undoes  INTEGER REFERENCES journal, -- the entry that this one takes back
  inverse TEXT,                   -- JSON; NULL: cannot be taken back
  hash    BLOB NOT NULL           -- SHA-256 of the row and of the previous row's hash
) STRICT;
-- Entries that stand taken back, with the entry that did it.
CREATE TABLE undone (
  entry INTEGER PRIMARY KEY REFERENCES journal,
  by    INTEGER NOT NULL REFERENCES journal
) STRICT;
