-- The log, and what is current. Written once; a later form gets the next number.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  "at" TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  verb TEXT NOT NULL,
  "before" TEXT,
  "after" TEXT,
  reason TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  CHECK (CASE verb
    WHEN 'created' THEN "before" IS NULL AND "after" IS NOT NULL
    WHEN 'changed' THEN "before" IS NOT NULL AND "after" IS NOT NULL
    WHEN 'ended' THEN "before" IS NOT NULL AND "after" IS NULL
    WHEN 'reopened' THEN "before" IS NULL AND "after" IS NOT NULL
    ELSE 0 END)
) STRICT;
CREATE INDEX event_of ON event (kind, id, seq);

CREATE TABLE object (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  version INTEGER NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  PRIMARY KEY (kind, id)
) STRICT;
