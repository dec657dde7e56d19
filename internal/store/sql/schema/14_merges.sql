-- Topics and tags that were merged into others. Articles bear names by number,
-- so a merge gives them other numbers; what it did stands here, so that it can be
-- taken back exactly, also after others.
CREATE TABLE merges (
  merge  INTEGER PRIMARY KEY AUTOINCREMENT,
  field  TEXT NOT NULL,           -- topic, tag
  gone   INTEGER NOT NULL,        -- the number that was merged
  target INTEGER NOT NULL,        -- into which one
  stands INTEGER NOT NULL,        -- 1: in force
  undo   TEXT NOT NULL            -- JSON: both names as they were
) STRICT;
CREATE INDEX merges_gone ON merges (field, gone) WHERE stands = 1;

-- The articles that a merge gave another number.
CREATE TABLE merged (
  merge   INTEGER NOT NULL REFERENCES merges,
  article INTEGER NOT NULL,
  version INTEGER NOT NULL,       -- its version then: another names names of its own
  base    TEXT NOT NULL,          -- JSON array of its numbers before any merge
  PRIMARY KEY (merge, article, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_article ON merged (article, version);

-- Addresses (slugs) of aliases that were taken away: they lead on for ever, unless
-- another name bears them now.
CREATE TABLE addresses_left (
  field TEXT NOT NULL,            -- topic, tag
  slug  TEXT NOT NULL,
  name  INTEGER NOT NULL,         -- the number that it led to
  PRIMARY KEY (field, slug)
) STRICT, WITHOUT ROWID;
