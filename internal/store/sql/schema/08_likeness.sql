-- What an article is like: worked out from its text, and worked out again when
-- it is gone.

-- The sketch of each article's text (package neardup).
CREATE TABLE sketches (
  article INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,       -- row of versions whose text it is of; 0: not made yet
  sketch  BLOB,                   -- NULL: the text is too short to be compared
  keyed   INTEGER NOT NULL        -- 1: its keys are in sketch_keys
) STRICT;
CREATE INDEX sketches_waiting ON sketches (article) WHERE keyed = 0;

-- The numbers by which sketches like one are found. Some are of texts that an
-- article had before: what they lead to is compared.
CREATE TABLE sketch_keys (
  key     INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- The articles that were found to be most like one.
CREATE TABLE related_found (
  article INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,       -- row of versions that it was found for
  among   INTEGER NOT NULL,       -- how many there were to choose from
  found   TEXT NOT NULL           -- JSON array of rows, best first
) STRICT;

-- Articles that tell one story in nearly the same words within some days. The
-- number of a story is the row of one that told it.
CREATE TABLE stories (
  article INTEGER PRIMARY KEY,
  story   INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_story ON stories (story, article);
