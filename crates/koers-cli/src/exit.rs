//! What the exit code says. It is a contract: scripts go by it.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All went well. Verdicts of any kind are no error.
    Done = 0,
    /// The policy files have errors, or a golden test failed.
    Findings = 1,
    /// The command line is wrong (clap uses the same code), or it names something that is not there.
    Usage = 2,
    /// A file to be imported, or a snapshot, cannot be read as what it should be. Nothing was stored.
    BadData = 3,
    /// The system says no: no permission, no room, read-only.
    System = 4,
    /// A publisher could not be reached, or gave no table. What others gave was taken over.
    Unfetched = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
