-- The log, and what is current. Written once; a later form gets the next number, the same as that of the file.
CREATE TABLE koers.event (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  "at" text NOT NULL,
  who text NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  verb text NOT NULL,
  "before" text,
  "after" text,
  reason text NOT NULL,
  prev text NOT NULL,
  hash text NOT NULL,
  CHECK (CASE verb
    WHEN 'created' THEN "before" IS NULL AND "after" IS NOT NULL
    WHEN 'changed' THEN "before" IS NOT NULL AND "after" IS NOT NULL
    WHEN 'ended' THEN "before" IS NOT NULL AND "after" IS NULL
    WHEN 'reopened' THEN "before" IS NULL AND "after" IS NOT NULL
    ELSE false END)
);
CREATE INDEX event_of ON koers.event (kind, id, seq);

CREATE TABLE koers.object (
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  body text NOT NULL,
  version bigint NOT NULL,
  ended boolean NOT NULL,
  PRIMARY KEY (kind, id)
);

CREATE FUNCTION koers.only_added_to() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is only added to'; END $$;
CREATE FUNCTION koers.without_gaps() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM koers.event) THEN
    RAISE EXCEPTION 'the log has no gaps';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION koers.not_deleted() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'nothing is deleted: it ends'; END $$;

CREATE TRIGGER event_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON koers.event
FOR EACH STATEMENT EXECUTE FUNCTION koers.only_added_to();
CREATE TRIGGER event_follows BEFORE INSERT ON koers.event
FOR EACH ROW EXECUTE FUNCTION koers.without_gaps();
CREATE TRIGGER object_is_not_deleted BEFORE DELETE OR TRUNCATE ON koers.object
FOR EACH STATEMENT EXECUTE FUNCTION koers.not_deleted();
