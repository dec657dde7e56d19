DROP INDEX versions_corrected;

-- What readers were told of an article after it was published, of each kind by when;
-- undated ones last.
CREATE INDEX versions_noticed ON versions (change, coalesce(unixepoch(published), -62135596800))
  WHERE trashed = 0 AND change IN ('correction', 'clarification', 'withdrawal', 'retraction');

-- What was withdrawn or retracted without a version that says so.
CREATE INDEX articles_taken ON articles (state, max(coalesce(updated, published) / 1000, -62135596800), version)
  WHERE deleted = 0 AND state IN ('withdrawn', 'retracted') AND change NOT IN ('withdrawal', 'retraction');
