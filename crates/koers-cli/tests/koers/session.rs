//! A folder of its own for a test, and the binary run in it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// A home for one test.
pub struct Session {
    home: TempDir,
}

/// What a command said.
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        }
    }

    /// Requires an exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "\nstdout:\n{}\nstderr:\n{}",
            self.out,
            self.err
        );
        self
    }

    /// Requires words on standard error.
    #[track_caller]
    pub fn complains(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.err.contains(word), "no `{word}` in:\n{}", self.err);
        }
        self
    }
}

impl Session {
    /// An empty home.
    pub fn empty() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// A home with the example workspace in `drenthe`, copied from one made once.
    pub fn drenthe() -> Self {
        static MADE: OnceLock<Session> = OnceLock::new();
        Self::like(&MADE, "drenthe", &["demo", "--no-serve"])
    }

    /// A home with the workspace to practise on in `oefening`, copied from one made once.
    pub fn practice() -> Self {
        static MADE: OnceLock<Session> = OnceLock::new();
        Self::like(&MADE, "oefening", &["demo", "--practice", "--no-serve"])
    }

    /// A home with both workspaces.
    pub fn both() -> Self {
        let session = Self::drenthe();
        copy(&Self::practice().path("oefening"), &session.path("oefening"));
        session
    }

    /// A home with a folder that this command makes, once for all who ask.
    fn like(made: &OnceLock<Self>, folder: &str, by: &[&str]) -> Self {
        let made = made.get_or_init(|| {
            let session = Self::empty();
            session.koers(by).exits(0);
            session
        });
        let session = Self::empty();
        copy(&made.path(folder), &session.path(folder));
        session
    }

    /// A path in this home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Writes a file in this home.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A text file of this home.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The command, not yet started.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_koers"));
        command
            .args(arguments)
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        for name in [
            "KOERS_LANG",
            "KOERS_DATABASE",
            "KOERS_WHO",
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "CLICOLOR",
            "COLUMNS",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// Runs a command in this home.
    pub fn koers<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Said {
        Said::of(self.command(arguments).output().unwrap())
    }

    /// Runs a command on the workspace `drenthe` of this home.
    pub fn on_drenthe(&self, arguments: &[&str]) -> Said {
        self.koers(arguments.iter().copied().chain(["--workspace", "drenthe"]))
    }

    /// Runs a command on the workspace `oefening` of this home.
    pub fn on_practice(&self, arguments: &[&str]) -> Said {
        self.koers(arguments.iter().copied().chain(["--workspace", "oefening"]))
    }

    /// The names and sizes of everything in a folder of this home, sorted.
    pub fn listing(&self, folder: &str) -> Vec<(String, u64)> {
        let entries = std::fs::read_dir(self.path(folder)).unwrap();
        let mut found: Vec<(String, u64)> = entries
            .map(|entry| entry.unwrap())
            .map(|entry| {
                (
                    entry.file_name().into_string().unwrap(),
                    entry.metadata().unwrap().len(),
                )
            })
            .collect();
        found.sort();
        found
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
