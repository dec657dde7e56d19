-- What an import that did not end goes on from.
ALTER TABLE imports ADD COLUMN origin TEXT NOT NULL DEFAULT '';       -- JSON; empty: it cannot go on
ALTER TABLE imports ADD COLUMN at_file INTEGER NOT NULL DEFAULT 0;    -- files that are dealt with
ALTER TABLE imports ADD COLUMN at_item INTEGER NOT NULL DEFAULT 0;    -- and items of the next file
