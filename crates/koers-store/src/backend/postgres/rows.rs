//! Rows of the server.

use super::{Prepared, said};
use crate::backend::{Object, Rows};
use crate::error::Error;
use crate::event::Line;
use crate::sought::{Sought, Survey};
use postgres::types::ToSql;
use postgres::{Row, Statement, Transaction};

/// The server within a transaction.
pub(super) struct Within<'a, 'b> {
    pub transaction: &'a mut Transaction<'b>,
    pub prepared: &'a mut Prepared,
}

/// The columns of an event, in order.
macro_rules! lines {
    ($($rest:tt)*) => {
        concat!(
            r#"SELECT seq, "at", who, kind, id, verb, "before", "after", reason, prev, hash FROM koers.event "#,
            $($rest)*
        )
    };
}

/// The events that are looked for; what is not said may be anything.
macro_rules! sought {
    () => {
        r#"WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR who = $2) AND ($3::text IS NULL OR substr("at", 1, 10) = $3)"#
    };
}

/// The columns of a thing, in order.
macro_rules! objects {
    ($rest:literal) => {
        concat!("SELECT kind, id, body, version, ended FROM koers.object ", $rest)
    };
}

type Parameters<'a> = &'a [&'a (dyn ToSql + Sync)];

/// Numbers of events are above nil, which a check of the table sees to.
fn count(row: &Row, at: usize) -> Result<u64, postgres::Error> {
    row.try_get::<_, i64>(at)
        .map(|number| u64::try_from(number).unwrap_or(0))
}

fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

fn line(row: &Row) -> Result<Line, postgres::Error> {
    Ok(Line {
        seq: count(row, 0)?,
        at: row.try_get(1)?,
        who: row.try_get(2)?,
        kind: row.try_get(3)?,
        id: row.try_get(4)?,
        verb: row.try_get(5)?,
        before: row.try_get(6)?,
        after: row.try_get(7)?,
        reason: row.try_get(8)?,
        prev: row.try_get(9)?,
        hash: row.try_get(10)?,
    })
}

fn object(row: &Row) -> Result<Object, postgres::Error> {
    Ok(Object {
        kind: row.try_get(0)?,
        id: row.try_get(1)?,
        body: row.try_get(2)?,
        version: count(row, 3)?,
        ended: row.try_get(4)?,
    })
}

impl Within<'_, '_> {
    fn ready(&mut self, sql: &'static str) -> Result<Statement, Error> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.transaction.prepare(sql).map_err(|error| said(&error))?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }
    fn all<T>(
        &mut self,
        sql: &'static str,
        parameters: Parameters<'_>,
        one: fn(&Row) -> Result<T, postgres::Error>,
    ) -> Result<Vec<T>, Error> {
        let statement = self.ready(sql)?;
        let rows = self.transaction.query(&statement, parameters);
        let rows = rows.and_then(|rows| rows.iter().map(one).collect());
        rows.map_err(|error| said(&error))
    }
    fn run(&mut self, sql: &'static str, parameters: Parameters<'_>) -> Result<(), Error> {
        let statement = self.ready(sql)?;
        let done = self.transaction.execute(&statement, parameters);
        done.map(|_| ()).map_err(|error| said(&error))
    }
}

impl Rows for Within<'_, '_> {
    fn last(&mut self) -> Result<Option<(u64, String)>, Error> {
        let found = self.all(
            "SELECT seq, hash FROM koers.event ORDER BY seq DESC LIMIT 1",
            &[],
            |row| Ok((count(row, 0)?, row.try_get(1)?)),
        )?;
        Ok(found.into_iter().next())
    }
    fn lines(&mut self, after: u64, most: u32) -> Result<Vec<Line>, Error> {
        self.all(
            lines!("WHERE seq > $1 ORDER BY seq LIMIT $2"),
            &[&number(after), &i64::from(most)],
            line,
        )
    }
    fn survey(&mut self, sought: Sought<'_>) -> Result<Survey, Error> {
        let found = self.all(
            concat!("SELECT count(*) FROM koers.event ", sought!()),
            &[&sought.kind, &sought.who, &sought.day],
            |row| count(row, 0),
        )?;
        let all = self.all("SELECT count(*) FROM koers.event", &[], |row| count(row, 0))?;
        let people = "SELECT DISTINCT who FROM koers.event ORDER BY who";
        Ok(Survey {
            all: all.into_iter().next().unwrap_or(0),
            found: found.into_iter().next().unwrap_or(0),
            people: self.all(people, &[], |row| row.try_get(0))?,
        })
    }
    fn newest(&mut self, sought: Sought<'_>, over: u64, most: u32) -> Result<Vec<Line>, Error> {
        self.all(
            lines!(sought!(), " ORDER BY seq DESC LIMIT $4 OFFSET $5"),
            &[
                &sought.kind,
                &sought.who,
                &sought.day,
                &i64::from(most),
                &number(over),
            ],
            line,
        )
    }
    fn history(&mut self, kind: &str, id: &str) -> Result<Vec<Line>, Error> {
        self.all(
            lines!("WHERE kind = $1 AND id = $2 ORDER BY seq"),
            &[&kind, &id],
            line,
        )
    }
    fn object(&mut self, kind: &str, id: &str) -> Result<Option<Object>, Error> {
        Ok(self
            .all(objects!("WHERE kind = $1 AND id = $2"), &[&kind, &id], object)?
            .into_iter()
            .next())
    }
    fn newest_version(&mut self) -> Result<u64, Error> {
        let sql = "SELECT coalesce(max(version), 0) FROM koers.object";
        let found = self.all(sql, &[], |row| count(row, 0))?;
        Ok(found.into_iter().next().unwrap_or(0))
    }
    fn changed_outside(&mut self) -> Result<Option<u64>, Error> {
        let sql = r#"SELECT object.version FROM koers.object WHERE NOT EXISTS (
            SELECT 1 FROM koers.event WHERE event.seq = object.version AND event.kind = object.kind AND event.id = object.id
            AND object.body = CASE WHEN object.ended THEN event."before" ELSE event."after" END
        ) ORDER BY object.version LIMIT 1"#;
        Ok(self.all(sql, &[], |row| count(row, 0))?.pop())
    }
    fn objects(&mut self) -> Result<Vec<Object>, Error> {
        self.all(objects!("ORDER BY kind, id"), &[], object)
    }
    fn append(&mut self, line: &Line) -> Result<(), Error> {
        self.run(
            r#"INSERT INTO koers.event (seq, "at", who, kind, id, verb, "before", "after", reason, prev, hash)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"#,
            &[
                &number(line.seq),
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
            ],
        )
    }
    fn keep(&mut self, object: &Object) -> Result<(), Error> {
        self.run(
            "INSERT INTO koers.object (kind, id, body, version, ended) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, version = excluded.version, ended = excluded.ended",
            &[
                &object.kind,
                &object.id,
                &object.body,
                &number(object.version),
                &object.ended,
            ],
        )
    }
}
