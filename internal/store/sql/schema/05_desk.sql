-- The front page: a row for each state it was in, the newest is in force.
CREATE TABLE front (
  revision INTEGER PRIMARY KEY AUTOINCREMENT,
  at       TEXT NOT NULL,
  actor    INTEGER NOT NULL REFERENCES actors,
  slots    TEXT NOT NULL          -- JSON: name to items
) STRICT;

CREATE TABLE drafts (
  draft    INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  article  INTEGER REFERENCES articles, -- NULL: not published yet
  base     INTEGER,               -- version that it was made from
  state    TEXT NOT NULL,
  revision INTEGER NOT NULL,      -- current
  title    TEXT NOT NULL,
  created  TEXT NOT NULL,
  changed  TEXT NOT NULL,
  deleted  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX drafts_state ON drafts (state, changed) WHERE deleted = 0;
CREATE INDEX drafts_article ON drafts (article) WHERE article IS NOT NULL;

CREATE TABLE revisions (
  draft    INTEGER NOT NULL REFERENCES drafts,
  revision INTEGER NOT NULL,
  saved    TEXT NOT NULL,
  actor    INTEGER NOT NULL REFERENCES actors,
  check256 BLOB NOT NULL,
  codec    INTEGER NOT NULL,
  content  BLOB NOT NULL,         -- as in versions
  PRIMARY KEY (draft, revision)
) STRICT;
