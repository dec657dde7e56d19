-- Drafts that were brought back from their files, until a person has looked at them.
CREATE TABLE recovered_drafts (
  draft INTEGER PRIMARY KEY REFERENCES drafts,
  saved TEXT NOT NULL,            -- when what came back was typed
  lost  INTEGER NOT NULL          -- 1: the draft itself was gone, and this one was made anew
) STRICT;
