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

CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER event_follows BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END;
CREATE TRIGGER object_is_not_deleted BEFORE DELETE ON object
BEGIN SELECT RAISE(ABORT, 'nothing is deleted: it ends'); END;
