-- Marks on words of articles, with what the reader says of them.
CREATE TABLE highlights (
  highlight INTEGER PRIMARY KEY AUTOINCREMENT,
  id        TEXT NOT NULL UNIQUE,
  article   INTEGER NOT NULL REFERENCES articles,
  made      TEXT NOT NULL,        -- JSON: which words, as it was made; never changed
  version   INTEGER NOT NULL,     -- number of the version it was made on; 0: not known
  again     TEXT NOT NULL,        -- JSON: the words that it was put on again; empty: it was not
  colour    INTEGER NOT NULL,     -- 1 to 8
  note      TEXT NOT NULL,
  created   TEXT NOT NULL,
  updated   TEXT NOT NULL,
  kept      INTEGER NOT NULL,     -- 0: taken away; kept so that this can be undone
  -- Where it is: follows from the words and the article's present text alone.
  state     INTEGER NOT NULL,     -- 0: anchored, 1: moved, 2: detached
  block     TEXT NOT NULL,
  start     INTEGER NOT NULL,     -- code points in the block
  end_block TEXT NOT NULL,
  end       INTEGER NOT NULL,
  position  INTEGER NOT NULL,     -- in the article, for their order
  now       TEXT NOT NULL,        -- the words there, where they are others
  words     TEXT NOT NULL         -- quotation, note and tags, folded
) STRICT;
CREATE INDEX highlights_article ON highlights (article DESC, position, highlight) WHERE kept = 1;
CREATE INDEX highlights_created ON highlights (created, highlight) WHERE kept = 1;
CREATE INDEX highlights_colour ON highlights (colour, created, highlight) WHERE kept = 1;
CREATE INDEX highlights_state ON highlights (state, created, highlight) WHERE kept = 1;

CREATE TABLE highlight_tags (
  fold      TEXT NOT NULL,
  created   TEXT NOT NULL,        -- the highlight's, for the order
  highlight INTEGER NOT NULL REFERENCES highlights,
  tag       TEXT NOT NULL,
  PRIMARY KEY (fold, created, highlight)
) STRICT, WITHOUT ROWID;
CREATE INDEX highlight_tags_highlight ON highlight_tags (highlight);
