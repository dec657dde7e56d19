-- What is done with articles as they arrive. Rows stay when a rule is removed
-- (kept = 0), so that this can be undone. Rules act in the order of their numbers.
CREATE TABLE rules (
  rule INTEGER PRIMARY KEY AUTOINCREMENT,
  id   TEXT NOT NULL UNIQUE,          -- random
  said TEXT NOT NULL,                 -- JSON: conditions and actions
  off  INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL
) STRICT;

-- What arrived, of versions that a rule made of it: as check256 of versions. An
-- article that comes again is compared with that, so that neither rules made
-- since nor rules removed since give it a new version.
CREATE TABLE versions_came (
  version  INTEGER PRIMARY KEY REFERENCES versions,
  check256 BLOB NOT NULL
) STRICT;

-- Articles that a rule kept out.
ALTER TABLE imports ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
