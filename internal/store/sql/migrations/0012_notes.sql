-- What reviewers say of a draft: anchored to words of it, in threads.
CREATE TABLE draft_notes (
  note     INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  draft    INTEGER NOT NULL REFERENCES drafts,
  parent   INTEGER REFERENCES draft_notes, -- NULL: it begins a thread
  block    TEXT NOT NULL,         -- id of the block that it is about; empty: the whole draft
  quote    TEXT NOT NULL,         -- the words there, with those before and behind them
  prefix   TEXT NOT NULL,
  suffix   TEXT NOT NULL,
  start    INTEGER NOT NULL,      -- where they stood, in Unicode letters
  text     TEXT NOT NULL,
  actor    INTEGER NOT NULL REFERENCES actors,
  written  TEXT NOT NULL,
  resolved TEXT NOT NULL,         -- when; empty: it is open
  kept     INTEGER NOT NULL       -- 0: taken away; kept so that this can be undone
) STRICT;
CREATE INDEX draft_notes_draft ON draft_notes (draft) WHERE kept = 1;
