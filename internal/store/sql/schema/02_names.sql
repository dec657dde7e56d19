-- Names that articles bear. Numbers are never used again (AUTOINCREMENT): the
-- search index knows names by them. fold: the name as lang.Fold gives it, what
-- makes two spellings one name. count: published articles. A row that no
-- published article bears and no record describes stays, unlisted, so that its
-- number keeps its meaning when an undo is undone.

CREATE TABLE sources (
  source INTEGER PRIMARY KEY AUTOINCREMENT,
  name   TEXT NOT NULL UNIQUE,
  count  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE kinds (
  name  TEXT PRIMARY KEY,
  count INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE languages (
  name  TEXT PRIMARY KEY,
  count INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE sections (
  section  INTEGER PRIMARY KEY AUTOINCREMENT,
  slug     TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  fold     TEXT NOT NULL UNIQUE,
  position INTEGER,               -- in the publication's own list; NULL: not in it
  count    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE authors (
  author INTEGER PRIMARY KEY AUTOINCREMENT,
  slug   TEXT NOT NULL UNIQUE,
  name   TEXT NOT NULL,
  fold   TEXT NOT NULL UNIQUE,
  count  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE tags (
  tag   INTEGER PRIMARY KEY AUTOINCREMENT,
  slug  TEXT NOT NULL UNIQUE,
  name  TEXT NOT NULL,
  fold  TEXT NOT NULL UNIQUE,
  bare  INTEGER NOT NULL,         -- 1: made because an article bears it
  count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX tags_count ON tags (count, fold);

CREATE TABLE tag_aliases (
  fold     TEXT PRIMARY KEY,
  tag      INTEGER NOT NULL REFERENCES tags,
  slug     TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_aliases_tag ON tag_aliases (tag);

CREATE TABLE topics (
  topic       INTEGER PRIMARY KEY AUTOINCREMENT,
  slug        TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  fold        TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  body        TEXT NOT NULL DEFAULT '',
  picture     TEXT,               -- JSON
  position    INTEGER NOT NULL DEFAULT 0,
  visible     INTEGER NOT NULL DEFAULT 1,
  neighbours  TEXT NOT NULL DEFAULT '[]', -- JSON array of slugs
  language    TEXT NOT NULL DEFAULT '',
  bare        INTEGER NOT NULL,   -- 1: made because an article names it
  count       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX topics_fold ON topics (fold);

CREATE TABLE topic_aliases (
  fold     TEXT PRIMARY KEY,
  topic    INTEGER NOT NULL REFERENCES topics,
  slug     TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_aliases_topic ON topic_aliases (topic);

-- Published articles of a topic by month (YYYY-MM in the publication's zone).
CREATE TABLE topic_months (
  topic INTEGER NOT NULL REFERENCES topics,
  month TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (topic, month)
) STRICT, WITHOUT ROWID;

-- Published articles by day (YYYY-MM-DD in the publication's zone).
CREATE TABLE days (
  day   TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
