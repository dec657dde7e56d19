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

-- Articles that refer to a media file in any of their versions.
CREATE TABLE media_use (
  sha256  BLOB NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (sha256, article)
) STRICT, WITHOUT ROWID;
