//! Connecting: may we, is it UTF-8, is its form one that we know?

use super::{FORMS, WAIT, said, told};
use crate::error::Error;
use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls, Transaction};
use std::net::IpAddr;
use std::time::Duration;

/// The lock under which tables are made: any fixed number that is ours.
const MAKING: i64 = 0x4B4F_4552;

/// Reads a connection string and refuses what would send a password or people's entries over a network in the clear without somebody
/// having said so.
pub(super) fn config(address: &str) -> Result<Config, Error> {
    // The message of the parser may repeat the string, and with it the password.
    let mut config: Config = address
        .parse()
        .map_err(|_| Error::Address("it is not a PostgreSQL connection string".to_owned()))?;
    let mode = config.get_ssl_mode();
    if mode == SslMode::Require {
        return Err(Error::Address(
            "`sslmode=require`: Koers does not encrypt this connection itself; use a Unix socket or a tunnel"
                .to_owned(),
        ));
    }
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(Error::Address("it names no server".to_owned()));
    }
    // A name may stand beside another address: then the address is what is connected to.
    let here =
        config.get_hosts().iter().all(is_here) && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    if mode != SslMode::Disable && !here {
        return Err(Error::Address(
            "the server is on another machine and the connection would not be encrypted; use a tunnel, or say `sslmode=disable`"
                .to_owned(),
        ));
    }
    config.ssl_mode(SslMode::Disable);
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(10));
    }
    if config.get_application_name().is_none() {
        config.application_name("koers");
    }
    Ok(config)
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// Connects and brings the tables up to date.
pub(super) fn open(config: &Config) -> Result<Client, Error> {
    let mut client = config
        .connect(NoTls)
        .map_err(|error| Error::Database(told(&error)))?;
    let settings = format!(
        "SET lock_timeout = '{}ms'; SET synchronous_commit = on; SET client_min_messages = warning",
        WAIT.as_millis()
    );
    client.batch_execute(&settings).map_err(|error| said(&error))?;
    let encoding: String = client
        .query_one("SHOW server_encoding", &[])
        .and_then(|row| row.try_get(0))
        .map_err(|error| said(&error))?;
    if encoding != "UTF8" {
        return Err(Error::Address(format!(
            "the database is in {encoding}; it has to be in UTF8"
        )));
    }
    migrate(&mut client)?;
    Ok(client)
}

/// The form of the tables; nil when there are none.
fn form(transaction: &mut Transaction<'_>) -> Result<u32, Error> {
    let ask = |transaction: &mut Transaction<'_>| {
        let there: bool = transaction
            .query_one("SELECT to_regclass('koers.form') IS NOT NULL", &[])?
            .try_get(0)?;
        if !there {
            return Ok(0);
        }
        let number: i32 = transaction
            .query_one("SELECT max(number) FROM koers.form", &[])?
            .try_get(0)?;
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    };
    ask(transaction).map_err(|error: postgres::Error| said(&error))
}

/// Brings the tables up to date, in one transaction: PostgreSQL takes back the making of tables too, so that a form that fails leaves
/// everything as it was.
fn migrate(client: &mut Client) -> Result<(), Error> {
    let known = u32::try_from(FORMS.len()).unwrap_or(u32::MAX);
    let say = |error: postgres::Error| said(&error);
    let mut transaction = client.transaction().map_err(say)?;
    // Before anything is looked up: PostgreSQL remembers within a transaction that a name was not there, also when somebody else makes it
    // while we wait.
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&MAKING])
        .map_err(say)?;
    let found = form(&mut transaction)?;
    if found > known {
        let place = "the database on the server".to_owned();
        return Err(Error::Newer { place, found, known });
    }
    if found == 0 {
        // Somebody else may have made the schema for a role that may not make any: even `IF NOT EXISTS` asks for that right.
        transaction
            .batch_execute(
                "DO $$ BEGIN IF to_regnamespace('koers') IS NULL THEN CREATE SCHEMA koers; END IF; END $$;
                 CREATE TABLE koers.form (number integer PRIMARY KEY, made timestamptz NOT NULL DEFAULT now())",
            )
            .map_err(say)?;
    }
    for (sql, number) in FORMS.iter().zip(1_i32..) {
        if u32::try_from(number).is_ok_and(|number| number > found) {
            transaction.batch_execute(sql).map_err(say)?;
            transaction
                .execute("INSERT INTO koers.form (number) VALUES ($1)", &[&number])
                .map_err(say)?;
        }
    }
    transaction.commit().map_err(say)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_over_a_network_in_the_clear_by_accident() {
        for good in [
            "host=/run/postgresql dbname=koers",
            "postgresql://koers@localhost/koers",
            "postgresql://koers@[::1]:5433/koers",
            "postgresql://koers@db.example.org/koers?sslmode=disable",
        ] {
            assert!(config(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "koers.db",
            "postgresql://koers:geheim@db.example.org/koers",
            "postgresql://koers:geheim@localhost,db.example.org/koers",
            "postgresql://koers:geheim@localhost/koers?sslmode=require",
            "postgresql://koers:geheim@localhost/koers?nonsense=1",
            "host=localhost hostaddr=192.0.2.1 password=geheim",
            "hostaddr=192.0.2.1 password=geheim",
        ] {
            let Err(error) = config(bad) else {
                panic!("{bad}");
            };
            assert!(!error.to_string().contains("geheim"), "{error}");
        }
    }
}
