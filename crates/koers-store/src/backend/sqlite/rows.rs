//! Rows of the file.

use super::said;
use crate::backend::{Object, Rows};
use crate::error::Error;
use crate::event::Line;
use crate::sought::{Sought, Survey};
use rusqlite::{Connection, OptionalExtension, Params, Row};
use std::path::Path;

/// The file within a transaction.
pub(super) struct Within<'a> {
    pub path: &'a Path,
    pub connection: &'a Connection,
}

const LINE: &str =
    r#"SELECT seq, "at", who, kind, id, verb, "before", "after", reason, prev, hash FROM event"#;

/// The events that are looked for; what is not said may be anything.
const SOUGHT: &str = r#"WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR who = ?2) AND (?3 IS NULL OR substr("at", 1, 10) = ?3)"#;

/// Numbers of events are above nil, which a check of the table sees to; a spoilt one fits nowhere.
fn count(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(at)
        .map(|number| u64::try_from(number).unwrap_or(0))
}

fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        seq: count(row, 0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        kind: row.get(3)?,
        id: row.get(4)?,
        verb: row.get(5)?,
        before: row.get(6)?,
        after: row.get(7)?,
        reason: row.get(8)?,
        prev: row.get(9)?,
        hash: row.get(10)?,
    })
}

fn object(row: &Row<'_>) -> rusqlite::Result<Object> {
    Ok(Object {
        kind: row.get(0)?,
        id: row.get(1)?,
        body: row.get(2)?,
        version: count(row, 3)?,
        ended: row.get(4)?,
    })
}

impl Within<'_> {
    fn all<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        one: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let ask = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map(parameters, one)?.collect()
        };
        ask().map_err(|error| said(self.path, &error))
    }
    fn run(&self, sql: &str, parameters: impl Params) -> Result<(), Error> {
        let run = || self.connection.prepare_cached(sql)?.execute(parameters);
        run().map(|_| ()).map_err(|error| said(self.path, &error))
    }
}

impl Rows for Within<'_> {
    fn last(&mut self) -> Result<Option<(u64, String)>, Error> {
        let ask = || {
            self.connection
                .prepare_cached("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")?
                .query_row([], |row| Ok((count(row, 0)?, row.get(1)?)))
                .optional()
        };
        ask().map_err(|error| said(self.path, &error))
    }
    fn lines(&mut self, after: u64, most: u32) -> Result<Vec<Line>, Error> {
        self.all(
            &format!("{LINE} WHERE seq > ?1 ORDER BY seq LIMIT ?2"),
            (number(after), most),
            line,
        )
    }
    fn survey(&mut self, sought: Sought<'_>) -> Result<Survey, Error> {
        let found = self.all(
            &format!("SELECT count(*) FROM event {SOUGHT}"),
            (sought.kind, sought.who, sought.day),
            |row| count(row, 0),
        )?;
        let all = self.all("SELECT count(*) FROM event", (), |row| count(row, 0))?;
        Ok(Survey {
            all: all.into_iter().next().unwrap_or(0),
            found: found.into_iter().next().unwrap_or(0),
            people: self.all("SELECT DISTINCT who FROM event ORDER BY who", (), |row| {
                row.get(0)
            })?,
        })
    }
    fn newest(&mut self, sought: Sought<'_>, over: u64, most: u32) -> Result<Vec<Line>, Error> {
        self.all(
            &format!("{LINE} {SOUGHT} ORDER BY seq DESC LIMIT ?4 OFFSET ?5"),
            (sought.kind, sought.who, sought.day, most, number(over)),
            line,
        )
    }
    fn history(&mut self, kind: &str, id: &str) -> Result<Vec<Line>, Error> {
        self.all(
            &format!("{LINE} WHERE kind = ?1 AND id = ?2 ORDER BY seq"),
            (kind, id),
            line,
        )
    }
    fn object(&mut self, kind: &str, id: &str) -> Result<Option<Object>, Error> {
        let found = self.all(
            "SELECT kind, id, body, version, ended FROM object WHERE kind = ?1 AND id = ?2",
            (kind, id),
            object,
        )?;
        Ok(found.into_iter().next())
    }
    fn newest_version(&mut self) -> Result<u64, Error> {
        let sql = "SELECT coalesce(max(version), 0) FROM object";
        let found = self.all(sql, (), |row| count(row, 0))?;
        Ok(found.into_iter().next().unwrap_or(0))
    }
    fn changed_outside(&mut self) -> Result<Option<u64>, Error> {
        let sql = r#"SELECT object.version FROM object WHERE NOT EXISTS (
            SELECT 1 FROM event WHERE event.seq = object.version AND event.kind = object.kind AND event.id = object.id
            AND object.body = CASE WHEN object.ended THEN event."before" ELSE event."after" END
        ) ORDER BY object.version LIMIT 1"#;
        Ok(self.all(sql, (), |row| count(row, 0))?.pop())
    }
    fn objects(&mut self) -> Result<Vec<Object>, Error> {
        self.all(
            "SELECT kind, id, body, version, ended FROM object ORDER BY kind, id",
            (),
            object,
        )
    }
    fn append(&mut self, line: &Line) -> Result<(), Error> {
        self.run(
            r#"INSERT INTO event (seq, "at", who, kind, id, verb, "before", "after", reason, prev, hash)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"#,
            (
                number(line.seq),
                &line.at,
                &line.who,
                &line.kind,
                &line.id,
                &line.verb,
                &line.before,
                &line.after,
                &line.reason,
                &line.prev,
                &line.hash,
            ),
        )
    }
    fn keep(&mut self, object: &Object) -> Result<(), Error> {
        self.run(
            "INSERT INTO object (kind, id, body, version, ended) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, version = excluded.version, ended = excluded.ended",
            (
                &object.kind,
                &object.id,
                &object.body,
                number(object.version),
                object.ended,
            ),
        )
    }
}
