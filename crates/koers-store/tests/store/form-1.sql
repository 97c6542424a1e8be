-- A file as Koers with form 1 left it. Made-up content. Kept as it is, so that newer forms are tried on it.
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

INSERT INTO event VALUES (1, '2026-11-01T08:00:00.000000Z', 'steunpunt', 'organisation', 'molen', 'created', NULL, '{"koers_record":1,"organisation":{"id":"molen","name":"De Molen (verzonnen)","kind":"firm","register_number":null,"partner":null}}', 'aangemeld', '0000000000000000000000000000000000000000000000000000000000000000', '89eb23eb7060102711ab3d96d54a909784e61c1f08773afd6f4e7fcadfdeb42d');
INSERT INTO event VALUES (2, '2026-11-01T08:05:00.123456Z', 'steunpunt', 'funding-source', 'fonds', 'created', NULL, '{"koers_record":1,"funding-source":{"id":"fonds","title":{"nl":"Fonds (verzonnen)","en":null},"kind":"fund","rate":{"millionths":400000},"evidence":[]}}', 'begroting', '89eb23eb7060102711ab3d96d54a909784e61c1f08773afd6f4e7fcadfdeb42d', '907d446f562d059c3dffa7d12af7172301832d17dd9dde9c4188740d5fb7a387');
INSERT INTO event VALUES (3, '2026-11-02T09:00:00.000000Z', 'griffie', 'organisation', 'molen', 'changed', '{"koers_record":1,"organisation":{"id":"molen","name":"De Molen (verzonnen)","kind":"firm","register_number":null,"partner":null}}', '{"koers_record":1,"organisation":{"id":"molen","name":"De Molen én zoon (verzonnen)","kind":"firm","register_number":null,"partner":null}}', 'naam verbeterd', '907d446f562d059c3dffa7d12af7172301832d17dd9dde9c4188740d5fb7a387', '26b193efdcd5f90bf5296e8b2911bf5af6438c695e7c2fcefc34186ddcbb91af');
INSERT INTO event VALUES (4, '2026-11-03T09:00:00.000000Z', 'griffie', 'organisation', 'molen', 'ended', '{"koers_record":1,"organisation":{"id":"molen","name":"De Molen én zoon (verzonnen)","kind":"firm","register_number":null,"partner":null}}', NULL, 'dubbel', '26b193efdcd5f90bf5296e8b2911bf5af6438c695e7c2fcefc34186ddcbb91af', 'de0e81605dca65550dbf70170c86db1c69581b68f84c3bee809e3f2b3f095cb9');
INSERT INTO object VALUES ('organisation', 'molen', '{"koers_record":1,"organisation":{"id":"molen","name":"De Molen én zoon (verzonnen)","kind":"firm","register_number":null,"partner":null}}', 4, 1);
INSERT INTO object VALUES ('funding-source', 'fonds', '{"koers_record":1,"funding-source":{"id":"fonds","title":{"nl":"Fonds (verzonnen)","en":null},"kind":"fund","rate":{"millionths":400000},"evidence":[]}}', 2, 0);
PRAGMA user_version = 1;
PRAGMA application_id = 1263486290;
