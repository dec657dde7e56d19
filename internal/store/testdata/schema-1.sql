CREATE TABLE actors (
  actor INTEGER PRIMARY KEY,
  id    TEXT NOT NULL UNIQUE,     -- random
  name  TEXT NOT NULL,
  self  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE article_aliases (
  source  INTEGER NOT NULL REFERENCES sources,
  id      TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles,
  PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_authors (
  author    INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (author, published, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_tags (
  tag       INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (tag, published, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_topics (
  topic     INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (topic, published, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE articles (
  row        INTEGER PRIMARY KEY AUTOINCREMENT,
  source     INTEGER NOT NULL REFERENCES sources,
  id         TEXT NOT NULL,       -- unique in its source
  public     TEXT NOT NULL,       -- unique
  kind       TEXT NOT NULL,
  section    INTEGER REFERENCES sections,
  language   TEXT NOT NULL,
  published  INTEGER NOT NULL,    -- milliseconds since 1970; undated: -2^47 + row
  zone       INTEGER NOT NULL DEFAULT 0, -- seconds east of UTC that published was given with
  updated    INTEGER,             -- milliseconds; of the newest version
  state      TEXT NOT NULL,
  listed     INTEGER NOT NULL,    -- 1: published and not deleted
  read       INTEGER NOT NULL DEFAULT 0,
  starred    INTEGER NOT NULL DEFAULT 0,
  later      INTEGER NOT NULL DEFAULT 0,
  deleted    INTEGER NOT NULL DEFAULT 0, -- 1: taken back; kept so that this can be undone
  version    INTEGER NOT NULL,    -- current row of versions
  n          INTEGER NOT NULL,    -- its number
  rev        INTEGER NOT NULL,    -- changes.seq of the last change that was not a reader's mark
  words      INTEGER NOT NULL,
  minutes    INTEGER NOT NULL,
  media      INTEGER NOT NULL,    -- items of the gallery
  places     INTEGER NOT NULL,    -- how many it names
  comments   INTEGER NOT NULL DEFAULT 0, -- approved
  change     TEXT NOT NULL,       -- change kind of the current version
  kicker     TEXT NOT NULL,
  title      TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  excerpt    TEXT NOT NULL,
  byline     TEXT NOT NULL,       -- JSON array of names
  lead       TEXT,                -- JSON of the picture
  url        TEXT NOT NULL,
  topics     TEXT NOT NULL,       -- JSON array of numbers, in the order given
  tags       TEXT NOT NULL,
  authors    TEXT NOT NULL,
  url_key    INTEGER,             -- first 8 bytes of SHA-256 of the address
  text_key   INTEGER NOT NULL,    -- first 8 bytes of SHA-256 of the canonical body
  translation_of    TEXT,         -- id in the same source, as given
  translation_group INTEGER
) STRICT;
CREATE TABLE authors (
  author INTEGER PRIMARY KEY AUTOINCREMENT,
  slug   TEXT NOT NULL UNIQUE,
  name   TEXT NOT NULL,
  fold   TEXT NOT NULL UNIQUE,
  count  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE changes (
  seq   INTEGER PRIMARY KEY AUTOINCREMENT,
  nonce BLOB NOT NULL,            -- 8 random bytes
  thing INTEGER NOT NULL,         -- the kind byte of the thing's id in the index
  row   INTEGER NOT NULL
) STRICT;
CREATE TABLE comment_addresses (
  comment INTEGER PRIMARY KEY REFERENCES comments,
  email   TEXT NOT NULL
) STRICT;
CREATE TABLE comments (
  comment INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES articles,
  id      TEXT NOT NULL,          -- unique on its article
  made    INTEGER NOT NULL,       -- 1: it came without an id
  parent  TEXT NOT NULL,
  name    TEXT NOT NULL,
  text    TEXT NOT NULL,
  posted  TEXT NOT NULL,          -- RFC 3339 as given; empty: undated
  status  TEXT NOT NULL,
  import  INTEGER REFERENCES imports, -- NULL: written here
  deleted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE counts (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE days (
  day   TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE front (
  revision INTEGER PRIMARY KEY AUTOINCREMENT,
  at       TEXT NOT NULL,
  actor    INTEGER NOT NULL REFERENCES actors,
  slots    TEXT NOT NULL          -- JSON: name to items
) STRICT;
CREATE TABLE import_items (
  import INTEGER NOT NULL REFERENCES imports,
  item   INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  step   TEXT NOT NULL,           -- JSON
  PRIMARY KEY (import, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE imports (
  import     INTEGER PRIMARY KEY AUTOINCREMENT,
  id         TEXT NOT NULL UNIQUE,
  label      TEXT NOT NULL,
  format     TEXT NOT NULL,
  started    TEXT NOT NULL,
  ended      TEXT NOT NULL,       -- empty: running, or cut off
  state      TEXT NOT NULL,
  added      INTEGER NOT NULL DEFAULT 0,
  updated    INTEGER NOT NULL DEFAULT 0,
  unchanged  INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  skipped    INTEGER NOT NULL DEFAULT 0,
  problems   TEXT NOT NULL DEFAULT '[]', -- JSON
  entry      INTEGER REFERENCES journal -- NULL: it changed nothing yet
) STRICT;
CREATE TABLE jobs (
  id      TEXT PRIMARY KEY,
  changed TEXT NOT NULL,
  data    TEXT NOT NULL           -- JSON, the job runner's own
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
  entry   INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  actor   INTEGER NOT NULL REFERENCES actors,
  verb    TEXT NOT NULL,          -- subject.past_tense
  subject TEXT NOT NULL,
  import  INTEGER REFERENCES imports,
  undoes  INTEGER REFERENCES journal, -- the entry that this one takes back
  inverse TEXT,                   -- JSON; NULL: cannot be taken back
  hash    BLOB NOT NULL           -- SHA-256 of the row and of the previous row's hash
) STRICT;
CREATE TABLE kinds (
  name  TEXT PRIMARY KEY,
  count INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE languages (
  name  TEXT PRIMARY KEY,
  count INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE library (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  id      TEXT NOT NULL,          -- random, never changes
  created TEXT NOT NULL
) STRICT;
CREATE TABLE marks (
  mark    TEXT NOT NULL,
  article INTEGER NOT NULL,
  at      TEXT NOT NULL,
  PRIMARY KEY (mark, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE media (
  sha256     BLOB PRIMARY KEY,
  type       TEXT NOT NULL,
  name       TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  width      INTEGER NOT NULL,
  height     INTEGER NOT NULL,
  seconds    REAL NOT NULL,
  colour     TEXT NOT NULL,
  thumb      BLOB,                -- ThumbHash
  renditions TEXT NOT NULL        -- JSON
) STRICT, WITHOUT ROWID;
CREATE TABLE media_use (
  sha256  BLOB NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (sha256, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE places (
  article  INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  lat      REAL NOT NULL,
  lon      REAL NOT NULL,
  date     TEXT NOT NULL,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE publication (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  name      TEXT NOT NULL,
  tagline   TEXT NOT NULL,
  languages TEXT NOT NULL,        -- JSON array, the first is its own
  time_zone TEXT NOT NULL,        -- IANA name; empty: UTC
  origin    TEXT NOT NULL
) STRICT;
CREATE TABLE reads (
  own     INTEGER NOT NULL,
  day     TEXT NOT NULL,
  article INTEGER NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (own, day, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE related (
  article  INTEGER NOT NULL,
  position INTEGER NOT NULL,
  target   TEXT NOT NULL,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE sections (
  section  INTEGER PRIMARY KEY AUTOINCREMENT,
  slug     TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  fold     TEXT NOT NULL UNIQUE,
  position INTEGER,               -- in the publication's own list; NULL: not in it
  count    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
  source INTEGER PRIMARY KEY AUTOINCREMENT,
  name   TEXT NOT NULL UNIQUE,
  count  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE tag_aliases (
  fold     TEXT PRIMARY KEY,
  tag      INTEGER NOT NULL REFERENCES tags,
  slug     TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE tags (
  tag   INTEGER PRIMARY KEY AUTOINCREMENT,
  slug  TEXT NOT NULL UNIQUE,
  name  TEXT NOT NULL,
  fold  TEXT NOT NULL UNIQUE,
  bare  INTEGER NOT NULL,         -- 1: made because an article bears it
  count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE topic_aliases (
  fold     TEXT PRIMARY KEY,
  topic    INTEGER NOT NULL REFERENCES topics,
  slug     TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE topic_months (
  topic INTEGER NOT NULL REFERENCES topics,
  month TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (topic, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE topic_places (
  topic     INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (topic, published, article)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE translation_groups (
  translation_group INTEGER PRIMARY KEY AUTOINCREMENT
) STRICT;
CREATE TABLE undone (
  entry INTEGER PRIMARY KEY REFERENCES journal,
  by    INTEGER NOT NULL REFERENCES journal
) STRICT;
CREATE TABLE versions (
  version   INTEGER PRIMARY KEY AUTOINCREMENT,
  article   INTEGER NOT NULL REFERENCES articles,
  n         INTEGER NOT NULL,
  trashed   INTEGER NOT NULL DEFAULT 0, -- 1: taken back; kept so that this can be undone
  import    INTEGER REFERENCES imports,
  stored    TEXT NOT NULL,        -- when it came here
  published TEXT NOT NULL,        -- RFC 3339 as given; empty: undated
  change    TEXT NOT NULL,
  note      TEXT NOT NULL,
  sha256    ANY NOT NULL,         -- 32 bytes, see news.Hash; text: as it was given
  previous  ANY,                  -- where it is not the sha256 of version n-1
  given     INTEGER NOT NULL DEFAULT 0, -- 1: it came as a version, with its number
  odd       INTEGER NOT NULL DEFAULT 0, -- 1: came with a sha256 that its fields do not give
  check256  BLOB NOT NULL,        -- SHA-256 of fields and body as stored, unpacked
  profile   INTEGER NOT NULL,     -- version of the canonicaliser that wrote the body
  codec     INTEGER NOT NULL,     -- 0: as it is, 1: zstd
  content   BLOB NOT NULL         -- length of fields (varint), fields (JSON), canonical body
) STRICT;
CREATE INDEX article_aliases_id ON article_aliases (id);
CREATE INDEX articles_all ON articles (published) WHERE listed = 1;
CREATE INDEX articles_group ON articles (translation_group) WHERE translation_group IS NOT NULL;
CREATE INDEX articles_kind ON articles (kind, published) WHERE listed = 1;
CREATE INDEX articles_language ON articles (language, published) WHERE listed = 1;
CREATE INDEX articles_later ON articles (published) WHERE listed = 1 AND later = 1;
CREATE UNIQUE INDEX articles_own ON articles (source, id) WHERE deleted = 0;
CREATE UNIQUE INDEX articles_public ON articles (public) WHERE deleted = 0;
CREATE INDEX articles_section ON articles (section, published) WHERE listed = 1 AND section IS NOT NULL;
CREATE INDEX articles_source ON articles (source, published) WHERE listed = 1;
CREATE INDEX articles_starred ON articles (published) WHERE listed = 1 AND starred = 1;
CREATE INDEX articles_text ON articles (text_key) WHERE deleted = 0;
CREATE INDEX articles_translation ON articles (source, translation_of) WHERE translation_of IS NOT NULL;
CREATE INDEX articles_unread ON articles (published) WHERE listed = 1 AND read = 0;
CREATE INDEX articles_url ON articles (url_key) WHERE url_key IS NOT NULL AND deleted = 0;
CREATE UNIQUE INDEX comments_article ON comments (article, id) WHERE deleted = 0;
CREATE INDEX comments_status ON comments (status, comment) WHERE deleted = 0;
CREATE INDEX drafts_article ON drafts (article) WHERE article IS NOT NULL;
CREATE INDEX drafts_state ON drafts (state, changed) WHERE deleted = 0;
CREATE INDEX jobs_changed ON jobs (changed);
CREATE INDEX reads_article ON reads (article, own);
CREATE INDEX tag_aliases_tag ON tag_aliases (tag);
CREATE INDEX tags_count ON tags (count, fold);
CREATE INDEX topic_aliases_topic ON topic_aliases (topic);
CREATE INDEX topics_fold ON topics (fold);
CREATE UNIQUE INDEX versions_article ON versions (article, n) WHERE trashed = 0;
CREATE INDEX versions_trashed ON versions (article) WHERE trashed = 1;
