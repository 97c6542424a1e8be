//! A PostgreSQL of our own: made in a folder, spoken to over a socket in that folder, gone at the end.

use crate::ground::Ground;
use koers_store::{Error, Store};
use postgres::{Client, NoTls, SimpleQueryMessage};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running server.
pub struct Cluster {
    folder: tempfile::TempDir,
    programs: PathBuf,
}

/// The newest installed version, by its folder; otherwise what the search path has.
fn programs() -> PathBuf {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let number = entry.file_name().to_str()?.parse().ok()?;
            Some((number, entry.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().map(|(_, folder)| folder).unwrap_or_default()
}

fn is_root() -> bool {
    let told = Command::new("id").arg("-u").output().unwrap();
    told.stdout == b"0\n"
}

impl Cluster {
    /// Makes and starts one.
    pub fn start() -> Self {
        let cluster = Self {
            folder: tempfile::tempdir().unwrap(),
            programs: programs(),
        };
        if is_root() {
            // PostgreSQL refuses to run as root.
            let done = Command::new("chown")
                .arg("nobody")
                .arg(cluster.folder.path())
                .status();
            assert!(done.unwrap().success());
        }
        let (data, log) = (cluster.path("data"), cluster.path("log"));
        cluster.run(
            "initdb",
            &[
                "-D",
                &data,
                "-U",
                "koers",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ],
        );
        // On a socket only, and without waiting for the disk: this cluster is thrown away.
        let options = format!(
            "-k {} -c listen_addresses='' -c fsync=off -c shared_buffers=16MB -c max_connections=20",
            cluster.folder.path().display()
        );
        cluster.run(
            "pg_ctl",
            &["-D", &data, "-l", &log, "-o", &options, "-w", "-t", "60", "start"],
        );
        cluster
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"])
                .arg(&program);
            command
        } else {
            Command::new(&program)
        };
        let done = command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status();
        let done = done.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        assert!(done.success(), "{} {arguments:?}", program.display());
    }

    /// Stops it and starts it again.
    pub fn restart(&self) {
        let data = self.path("data");
        let log = self.path("log");
        self.run(
            "pg_ctl",
            &["-D", &data, "-l", &log, "-w", "-m", "fast", "restart"],
        );
    }

    /// A fresh database in it.
    pub fn database(&self, name: &str) -> OnServer {
        let mut client = connect(self.folder.path(), "postgres").unwrap();
        client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        OnServer {
            socket: self.folder.path().to_owned(),
            name: name.to_owned(),
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.path("data");
        if Path::new(&data).join("postmaster.pid").exists() {
            self.run("pg_ctl", &["-D", &data, "-w", "-m", "immediate", "stop"]);
        }
    }
}

fn connect(socket: &Path, name: &str) -> Result<Client, postgres::Error> {
    Client::connect(
        &format!("host={} user=koers dbname={name}", socket.display()),
        NoTls,
    )
}

/// A database of its own.
pub struct OnServer {
    socket: PathBuf,
    name: String,
}

impl OnServer {
    pub fn address(&self) -> String {
        format!("host={} user=koers dbname={}", self.socket.display(), self.name)
    }
    pub fn raw(&self) -> Client {
        connect(&self.socket, &self.name).unwrap()
    }
}

impl Ground for OnServer {
    fn open(&self) -> Result<Store, Error> {
        Store::connect(&self.address())
    }
    fn rows(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, String> {
        let messages = self.raw().simple_query(sql).map_err(|error| error.to_string())?;
        let row = |message| match message {
            SimpleQueryMessage::Row(row) => {
                Some((0..row.len()).map(|at| row.get(at).map(str::to_owned)).collect())
            }
            _ => None,
        };
        Ok(messages.into_iter().filter_map(row).collect())
    }
    fn spoil(&self, sql: &str) -> Result<(), String> {
        let mut client = self.raw();
        let run = client
            .batch_execute("SET session_replication_role = replica")
            .and_then(|()| client.batch_execute(sql));
        run.map_err(|error| error.to_string())
    }
    fn schema(&self) -> &'static str {
        "koers."
    }
    fn age(&self) {
        self.raw()
            .batch_execute("INSERT INTO koers.form (number) VALUES (99)")
            .unwrap();
    }
}
