-- Feeds that the person subscribed to. Rows stay when a subscription is removed
-- (kept = 0), so that this can be undone.
CREATE TABLE subscriptions (
  subscription INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,      -- random
  address  TEXT NOT NULL,             -- of the feed
  title    TEXT NOT NULL,
  site     TEXT NOT NULL,             -- address of the page that it belongs to
  folder   TEXT NOT NULL,
  source   TEXT NOT NULL UNIQUE,      -- of its articles; never changes
  complete INTEGER NOT NULL DEFAULT 0, -- 1: summaries are completed from the page
  private  INTEGER NOT NULL DEFAULT 0, -- 1: it may be on the person's own network
  kept     INTEGER NOT NULL,
  -- What came of asking for it, which undo leaves alone.
  etag     TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  sum      TEXT NOT NULL DEFAULT '',  -- SHA-256 of what came last, hex
  checked  TEXT NOT NULL DEFAULT '',
  changed  TEXT NOT NULL DEFAULT '',  -- when something new came last
  next     TEXT NOT NULL DEFAULT '',  -- not before that on a schedule
  failures INTEGER NOT NULL DEFAULT 0, -- since it last went well
  problem  TEXT NOT NULL DEFAULT '',  -- a sentence; empty: it went well
  gone     INTEGER NOT NULL DEFAULT 0 -- 1: its host says that it will not come back
) STRICT;
CREATE UNIQUE INDEX subscriptions_address ON subscriptions (address) WHERE kept = 1;

-- What was removed does not come back by asking again.
CREATE INDEX articles_gone ON articles (source, id) WHERE deleted = 1;
