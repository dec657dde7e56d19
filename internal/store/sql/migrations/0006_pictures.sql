-- Pictures that articles name by an address of the web. What an article says
-- stays as it came: what was fetched stands here, and is looked up in reading.
CREATE TABLE pictures (
  picture  INTEGER PRIMARY KEY,
  address  TEXT NOT NULL UNIQUE,
  sha256   BLOB,                       -- of media; NULL: it never came
  uses     INTEGER NOT NULL DEFAULT 0, -- listed articles that name it
  kept     INTEGER NOT NULL DEFAULT 0, -- 1: sha256 stands in its place
  fetch    INTEGER,                    -- the round that brought it, for undo
  asked    INTEGER NOT NULL DEFAULT 0, -- milliseconds since 1970; 0: never
  next     INTEGER NOT NULL DEFAULT 0, -- not asked before that by itself
  failures INTEGER NOT NULL DEFAULT 0,
  problem  TEXT NOT NULL DEFAULT ''    -- a sentence
) STRICT;
CREATE INDEX pictures_missing ON pictures (picture, next) WHERE kept = 0 AND uses > 0;
CREATE INDEX pictures_fetch ON pictures (fetch) WHERE fetch IS NOT NULL;

-- Which articles name them in their present version.
CREATE TABLE picture_use (
  article INTEGER NOT NULL,
  picture INTEGER NOT NULL,
  PRIMARY KEY (article, picture)
) STRICT, WITHOUT ROWID;

-- The newest article that was here before this was kept: those up to it are
-- looked through later, from the newest on (store/picture_use.go).
INSERT INTO settings (key, value) SELECT 'pictures.unread', max(row) FROM articles HAVING count(*) > 0;

-- Feeds whose pictures are fetched too: 1, if the person says so.
ALTER TABLE subscriptions ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0;
