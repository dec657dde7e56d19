-- What the media desk lists: each file, in the order in which it came, with how
-- many published articles show it, and how many of those without an alternative text.
CREATE TABLE media_desk (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 BLOB NOT NULL UNIQUE,
  kind   INTEGER NOT NULL,           -- 0 picture, 1 film, 2 sound, 3 else
  uses   INTEGER NOT NULL DEFAULT 0,
  bare   INTEGER NOT NULL DEFAULT 0,
  words  TEXT NOT NULL               -- of the file's name, folded
) STRICT;
CREATE INDEX media_desk_kind ON media_desk (kind, number);
CREATE INDEX media_desk_all ON media_desk (number) WHERE kind < 3;
CREATE INDEX media_desk_bare ON media_desk (number, kind) WHERE bare > 0;
CREATE INDEX media_desk_unused ON media_desk (number, kind) WHERE uses = 0;

-- What articles show in their present version, and what they say of it.
CREATE TABLE media_shown (
  article INTEGER NOT NULL,
  sha256  BLOB NOT NULL,
  bare    INTEGER NOT NULL,          -- 1: without an alternative text, which a picture wants
  words   TEXT NOT NULL,             -- caption, credit and alternative text, folded
  PRIMARY KEY (article, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_shown_of ON media_shown (sha256, article);

INSERT INTO media_desk (sha256, kind, words)
  SELECT sha256, CASE WHEN type LIKE 'image/%' THEN 0 WHEN type LIKE 'video/%' THEN 1 WHEN type LIKE 'audio/%' THEN 2 ELSE 3 END, lower(name)
  FROM media ORDER BY sha256;

-- The newest article that was here before this was kept: those up to it are
-- looked through later, from the newest on (store/media_shown.go).
INSERT INTO settings (key, value) SELECT 'media.unread', max(row) FROM articles HAVING count(*) > 0;
