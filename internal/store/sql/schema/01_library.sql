-- What the library is and who writes in it.

CREATE TABLE library (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  id      TEXT NOT NULL,          -- random, never changes
  created TEXT NOT NULL
) STRICT;

CREATE TABLE publication (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  name      TEXT NOT NULL,
  tagline   TEXT NOT NULL,
  languages TEXT NOT NULL,        -- JSON array, the first is its own
  time_zone TEXT NOT NULL,        -- IANA name; empty: UTC
  origin    TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Totals kept by the writes, so that reading one is one seek.
CREATE TABLE counts (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE actors (
  actor INTEGER PRIMARY KEY,
  id    TEXT NOT NULL UNIQUE,     -- random
  name  TEXT NOT NULL,
  self  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE jobs (
  id      TEXT PRIMARY KEY,
  changed TEXT NOT NULL,
  data    TEXT NOT NULL           -- JSON, the job runner's own
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_changed ON jobs (changed);
