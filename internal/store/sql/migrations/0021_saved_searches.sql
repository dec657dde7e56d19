-- A researcher's standing searches.
CREATE TABLE saved_searches (
  search   INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  fold     TEXT NOT NULL,         -- of the name, by which it is found
  query    TEXT NOT NULL,         -- canonical text
  created  TEXT NOT NULL,
  looked   TEXT NOT NULL,         -- when what it found was seen last; empty: never
  seen     BLOB,                  -- the articles that it found then, a bitmap of rows; NULL: none
  looked_before TEXT NOT NULL,    -- the same of the look before that, to take the last one back
  seen_before   BLOB,
  kept     INTEGER NOT NULL       -- 0: taken away; kept so that this can be undone
) STRICT;
CREATE UNIQUE INDEX saved_searches_fold ON saved_searches (fold) WHERE kept = 1;
