-- The tables of drafts were made with the first schema and nothing wrote to them;
-- they come anew, as the desk needs them.
DROP TABLE revisions;
DROP TABLE drafts;

CREATE TABLE drafts (
  draft    INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  public   TEXT NOT NULL,         -- id of the article that it is or will be
  article  INTEGER REFERENCES articles, -- NULL: there is none yet
  base     INTEGER NOT NULL,      -- number of the version that it was made from; 0: none
  state    TEXT NOT NULL,         -- editorial
  closed   TEXT NOT NULL,         -- how it left the desk; empty: it is there
  reason   TEXT NOT NULL,         -- why it was returned
  release  TEXT NOT NULL,         -- JSON: how it is to be published at its time; empty: it is not
  due      INTEGER,               -- milliseconds: that time
  failed   TEXT NOT NULL,         -- why that could not be done
  revision INTEGER NOT NULL,      -- number of the newest
  stamp    INTEGER NOT NULL,      -- grows with each save
  title    TEXT NOT NULL,
  words    INTEGER NOT NULL,
  created  TEXT NOT NULL,
  changed  TEXT NOT NULL,         -- last save
  actor    INTEGER NOT NULL REFERENCES actors,
  check256 BLOB NOT NULL,         -- of content, see versions
  codec    INTEGER NOT NULL,
  content  BLOB NOT NULL          -- what it holds now; as in versions
) STRICT;
CREATE INDEX drafts_changed ON drafts (changed) WHERE closed = '';
CREATE INDEX drafts_state ON drafts (state, changed) WHERE closed = '';
CREATE INDEX drafts_public ON drafts (public, changed) WHERE closed = '';
CREATE INDEX drafts_due ON drafts (due) WHERE due IS NOT NULL;
CREATE INDEX drafts_article ON drafts (article) WHERE article IS NOT NULL;

-- Saved states of drafts; a row is never changed but for its name.
CREATE TABLE revisions (
  draft    INTEGER NOT NULL REFERENCES drafts,
  revision INTEGER NOT NULL,      -- from 1
  saved    TEXT NOT NULL,
  actor    INTEGER NOT NULL REFERENCES actors,
  name     TEXT NOT NULL,         -- empty: saved by itself
  words    INTEGER NOT NULL,
  check256 BLOB NOT NULL,
  codec    INTEGER NOT NULL,
  content  BLOB NOT NULL,         -- as in versions
  PRIMARY KEY (draft, revision)
) STRICT;

-- The editor's last steps of each draft, for an undo that survives a restart.
CREATE TABLE draft_trails (
  draft INTEGER NOT NULL REFERENCES drafts,
  step  INTEGER NOT NULL,
  text  TEXT NOT NULL,            -- JSON, the editor's own
  PRIMARY KEY (draft, step)
) STRICT;

-- What imports brought unpublished is a draft now.
INSERT INTO drafts (id, public, article, base, state, closed, reason, release, due, failed, revision, stamp, title, words, created, changed, actor, check256, codec, content)
SELECT 'd' || a.row, a.public, a.row, a.n, 'draft', '', '', '', NULL, '', 1, 1, a.title, a.words, v.stored, v.stored,
  (SELECT actor FROM actors WHERE self = 1), v.check256, v.codec, v.content
FROM articles a JOIN versions v ON v.version = a.version WHERE a.state = 'unpublished' AND EXISTS (SELECT 1 FROM actors WHERE self = 1);
INSERT INTO revisions (draft, revision, saved, actor, name, words, check256, codec, content)
SELECT draft, 1, changed, actor, '', words, check256, codec, content FROM drafts;
