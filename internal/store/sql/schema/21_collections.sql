-- A researcher's own sets. Where one stands is an item: of another collection, or of
-- 0, the top. One whose item is not kept is deleted, with all that is in it.
CREATE TABLE collections (
  collection INTEGER PRIMARY KEY AUTOINCREMENT,
  id      TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  count   INTEGER NOT NULL DEFAULT 0, -- published articles in it
  used    TEXT NOT NULL               -- when something was added last
) STRICT;

-- What stands in them, in the order of rank: an article, a collection, or a note
-- between. A rank leaves room for others before and behind it (store/rank.go).
CREATE TABLE collection_items (
  item       INTEGER PRIMARY KEY AUTOINCREMENT,
  collection INTEGER NOT NULL,               -- 0: the top
  rank       TEXT NOT NULL,
  article    INTEGER REFERENCES articles,
  child      INTEGER REFERENCES collections,
  note       TEXT NOT NULL,                  -- what is said of the article, or the note between
  kept       INTEGER NOT NULL                -- 0: taken away; kept so that this can be undone
) STRICT;
CREATE UNIQUE INDEX collection_items_rank ON collection_items (collection, rank);
CREATE INDEX collection_items_page ON collection_items (collection, rank) WHERE kept = 1;
CREATE UNIQUE INDEX collection_items_article ON collection_items (article, collection) WHERE article IS NOT NULL AND kept = 1;
CREATE UNIQUE INDEX collection_items_child ON collection_items (child) WHERE child IS NOT NULL;

-- Listed articles of a collection, newest first: a page of a list is a walk here.
CREATE TABLE collection_articles (
  collection INTEGER NOT NULL,
  published  INTEGER NOT NULL,
  article    INTEGER NOT NULL,
  PRIMARY KEY (collection, published, article)
) STRICT, WITHOUT ROWID;
