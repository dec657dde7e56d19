-- The front page that an editor arranges and has not published: one row, or none.
CREATE TABLE front_copy (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  state TEXT NOT NULL                -- JSON: since, base, slots
) STRICT;
