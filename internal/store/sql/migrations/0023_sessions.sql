-- What a researcher searched, opened and marked, in order.
CREATE TABLE sessions (
  session     INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  fold        TEXT NOT NULL,      -- of the name, by which it is found
  made        TEXT NOT NULL,
  started     TEXT NOT NULL,      -- when it was started last
  stopped     TEXT NOT NULL,      -- when it was stopped last; empty: it runs
  running     INTEGER NOT NULL,   -- 1: it runs
  steps       INTEGER NOT NULL,   -- that are kept
  last        INTEGER NOT NULL,   -- number of the newest step
  fingerprint TEXT NOT NULL,      -- of the library, at the start or the newest step
  kept        INTEGER NOT NULL    -- 0: taken away; kept so that this can be undone
) STRICT;
CREATE UNIQUE INDEX sessions_fold ON sessions (fold) WHERE kept = 1;
CREATE UNIQUE INDEX sessions_running ON sessions (running) WHERE running = 1;
CREATE INDEX sessions_kept ON sessions (session) WHERE kept = 1;

CREATE TABLE session_steps (
  step        INTEGER PRIMARY KEY AUTOINCREMENT,
  session     INTEGER NOT NULL REFERENCES sessions,
  number      INTEGER NOT NULL,   -- in its session, from 1; never given again
  at          TEXT NOT NULL,
  kind        TEXT NOT NULL,
  asked       TEXT NOT NULL,      -- JSON
  gave        TEXT NOT NULL,      -- JSON
  fingerprint TEXT NOT NULL,      -- of the library then; empty: it was changing
  kept        INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX session_steps_number ON session_steps (session, number);
CREATE INDEX session_steps_kept ON session_steps (session, number) WHERE kept = 1;

-- The sum of what is published, kept by the writes from the first time that it is
-- asked for.
CREATE TABLE content_sum (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sum BLOB NOT NULL               -- 32 bytes, see fingerprint.go
) STRICT;
