-- Folders on this machine whose files come in by themselves. Rows stay when one is
-- no longer watched (kept = 0), so that this can be undone.
CREATE TABLE watched (
  folder   INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,       -- random
  path     TEXT NOT NULL,              -- absolute
  format   TEXT NOT NULL,              -- of its files; empty: found from the content
  source   TEXT NOT NULL,              -- of its articles; empty: as every import
  pictures INTEGER NOT NULL DEFAULT 0, -- 1: remote pictures are fetched too
  private  INTEGER NOT NULL DEFAULT 0, -- 1: these may be on the person's own network
  paused   INTEGER NOT NULL DEFAULT 0,
  kept     INTEGER NOT NULL,
  -- What came of looking, which undo leaves alone.
  looked   TEXT NOT NULL DEFAULT '',
  files    INTEGER NOT NULL DEFAULT 0, -- that can come in, at the last look
  came     TEXT NOT NULL DEFAULT '',   -- when something came in last
  import   TEXT NOT NULL DEFAULT '',   -- the id of that import
  added    INTEGER NOT NULL DEFAULT 0, -- its figures
  updated  INTEGER NOT NULL DEFAULT 0,
  refused  TEXT NOT NULL DEFAULT '',   -- the first of the files that could not be read then, and why
  problem  TEXT NOT NULL DEFAULT '',   -- of the folder, a sentence; empty: it is there
  seen     BLOB                        -- zstd of JSON: path to size and time of files that were taken
) STRICT;
CREATE UNIQUE INDEX watched_path ON watched (path) WHERE kept = 1;
