-- Articles. The row holds what lists show and filter by, worked out from the
-- current version; what was published stands in versions.

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

CREATE UNIQUE INDEX articles_public ON articles (public) WHERE deleted = 0;
CREATE UNIQUE INDEX articles_own ON articles (source, id) WHERE deleted = 0;
-- Lists page by (published, row); the row number ends every index by itself.
CREATE INDEX articles_all ON articles (published) WHERE listed = 1;
CREATE INDEX articles_kind ON articles (kind, published) WHERE listed = 1;
CREATE INDEX articles_section ON articles (section, published) WHERE listed = 1 AND section IS NOT NULL;
CREATE INDEX articles_language ON articles (language, published) WHERE listed = 1;
CREATE INDEX articles_source ON articles (source, published) WHERE listed = 1;
CREATE INDEX articles_unread ON articles (published) WHERE listed = 1 AND read = 0;
CREATE INDEX articles_starred ON articles (published) WHERE listed = 1 AND starred = 1;
CREATE INDEX articles_later ON articles (published) WHERE listed = 1 AND later = 1;
CREATE INDEX articles_url ON articles (url_key) WHERE url_key IS NOT NULL AND deleted = 0;
CREATE INDEX articles_text ON articles (text_key) WHERE deleted = 0;
CREATE INDEX articles_translation ON articles (source, translation_of) WHERE translation_of IS NOT NULL;
CREATE INDEX articles_group ON articles (translation_group) WHERE translation_group IS NOT NULL;

-- Ids that lead to an article beside its own: those of items without an id of
-- their own that were found to be it.
CREATE TABLE article_aliases (
  source  INTEGER NOT NULL REFERENCES sources,
  id      TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles,
  PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_aliases_id ON article_aliases (id);

-- Published states; a row is never changed but for trashed.
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
CREATE UNIQUE INDEX versions_article ON versions (article, n) WHERE trashed = 0;
CREATE INDEX versions_trashed ON versions (article) WHERE trashed = 1;

-- Listed articles of a name, newest first: a page of a list is a walk here.
CREATE TABLE article_topics (
  topic     INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (topic, published, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_tags (
  tag       INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (tag, published, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_authors (
  author    INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (author, published, article)
) STRICT, WITHOUT ROWID;
-- Of a topic, those articles that say where they happened.
CREATE TABLE topic_places (
  topic     INTEGER NOT NULL,
  published INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (topic, published, article)
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

-- Places by name, as one types its beginning.
CREATE INDEX places_name ON places (name COLLATE NOCASE);

-- Picked related articles: ids or addresses, looked up when read.
CREATE TABLE related (
  article  INTEGER NOT NULL,
  position INTEGER NOT NULL,
  target   TEXT NOT NULL,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE translation_groups (
  translation_group INTEGER PRIMARY KEY AUTOINCREMENT
) STRICT;

-- Reads by day. own: 0 came with the articles, 1 this machine's.
CREATE TABLE reads (
  own     INTEGER NOT NULL,
  day     TEXT NOT NULL,
  article INTEGER NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (own, day, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX reads_article ON reads (article, own);

-- When a reader's mark was set; the flags in articles say the same, for lists.
CREATE TABLE marks (
  mark    TEXT NOT NULL,
  article INTEGER NOT NULL,
  at      TEXT NOT NULL,
  PRIMARY KEY (mark, article)
) STRICT, WITHOUT ROWID;

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
CREATE UNIQUE INDEX comments_article ON comments (article, id) WHERE deleted = 0;
CREATE INDEX comments_status ON comments (status, comment) WHERE deleted = 0;

-- Addresses of those who commented: never shown, indexed, logged or exported.
CREATE TABLE comment_addresses (
  comment INTEGER PRIMARY KEY REFERENCES comments,
  email   TEXT NOT NULL
) STRICT;
