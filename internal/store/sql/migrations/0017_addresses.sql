-- Addresses (slugs) of aliases that were taken away: they lead on for ever, unless
-- another name bears them now.
CREATE TABLE addresses_left (
  field TEXT NOT NULL,            -- topic, tag
  slug  TEXT NOT NULL,
  name  INTEGER NOT NULL,         -- the number that it led to
  PRIMARY KEY (field, slug)
) STRICT, WITHOUT ROWID;
