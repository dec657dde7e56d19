-- Why a comment was rejected, for editors: never shown to readers or exported.
CREATE TABLE comment_reasons (
  comment INTEGER PRIMARY KEY REFERENCES comments,
  reason  TEXT NOT NULL
) STRICT;
