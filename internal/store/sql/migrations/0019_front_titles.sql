ALTER TABLE articles ADD COLUMN front_title TEXT NOT NULL DEFAULT ''; -- in place of the title on the front page and cards; empty: the title
