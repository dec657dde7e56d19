-- Places by name, as one types its beginning.
CREATE INDEX places_name ON places (name COLLATE NOCASE);
