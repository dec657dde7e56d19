-- What left this machine: comments that were handed over, requests to the network.

-- When a comment of the outbox was handed over, and how.
CREATE TABLE comments_sent (
  comment INTEGER PRIMARY KEY REFERENCES comments,
  at      TEXT NOT NULL,
  way     TEXT NOT NULL           -- mail, file
) STRICT;

-- Every request that the program made to the network; for ever.
CREATE TABLE requests (
  request INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,
  host    TEXT NOT NULL,
  address TEXT NOT NULL,          -- without a name or a password in it
  why     TEXT NOT NULL,
  bytes   INTEGER NOT NULL DEFAULT 0, -- that came
  result  TEXT NOT NULL           -- status, or what went wrong; empty: not ended
) STRICT;

-- What readers were told of an article after it was published, of each kind by when;
-- undated ones last.
CREATE INDEX versions_noticed ON versions (change, coalesce(unixepoch(published), -62135596800))
  WHERE trashed = 0 AND change IN ('correction', 'clarification', 'withdrawal', 'retraction');

-- What was withdrawn or retracted without a version that says so.
CREATE INDEX articles_taken ON articles (state, max(coalesce(updated, published) / 1000, -62135596800), version)
  WHERE deleted = 0 AND state IN ('withdrawn', 'retracted') AND change NOT IN ('withdrawal', 'retraction');
