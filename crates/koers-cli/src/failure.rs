//! Every way in which a command can fail, with its exit code: the one place where errors of rooms become codes.

use crate::exit::Exit;
use koers_run::error::RunError;
use koers_source::folder::FolderError;
use std::io;
use std::path::PathBuf;

/// Why a command could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The workspace folder.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A run.
    #[error(transparent)]
    Run(#[from] RunError),
    /// A file given on the command line.
    #[error("cannot read `{path}`: {source}")]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A file given on the command line that is larger than what is read into memory.
    #[error("`{path}` has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// Which.
        path: PathBuf,
        /// Its size.
        size: u64,
        /// What is read at most.
        limit: u64,
    },
    /// A file to be written.
    #[error("cannot write `{path}`: {source}")]
    Write {
        /// Which.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Standard output.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
    /// Something that the command line names and that is not there, or not so.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// The exit code.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Folder(FolderError::NoWorkspace(_) | FolderError::Exists(_)) | Self::Usage(_) => {
                Exit::Usage
            }
            Self::Folder(FolderError::TooLarge { .. }) | Self::TooLarge { .. } => Exit::BadData,
            Self::Folder(_) | Self::Write { .. } | Self::Output(_) => Exit::System,
            Self::Read { source, .. } if source.kind() == io::ErrorKind::NotFound => Exit::Usage,
            Self::Read { .. } => Exit::System,
            Self::Run(error) => match error {
                RunError::World(_) => Exit::System,
                RunError::Policy(_) => Exit::Findings,
                RunError::Unknown { .. } | RunError::NotAPeriod(_) => Exit::Usage,
                RunError::Data { .. } | RunError::UnknownForm { .. } | RunError::Evaluate(_) => Exit::BadData,
                _ => Exit::System,
            },
        }
    }

    /// Whether the reader of our output has gone away (`koers list regions | head`), which is no failure of ours.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
