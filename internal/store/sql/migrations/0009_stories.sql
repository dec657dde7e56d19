-- Articles that tell one story in nearly the same words within some days. The
-- number of a story is the row of one that told it.
CREATE TABLE stories (
  article INTEGER PRIMARY KEY,
  story   INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_story ON stories (story, article);

-- What was compared before there were stories is looked through once.
INSERT INTO settings (key, value) SELECT 'stories.unmade', 'yes' FROM articles LIMIT 1;
