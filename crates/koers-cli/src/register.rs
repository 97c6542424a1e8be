//! Where a workspace keeps what people enter: `koers.db` in its folder, or a PostgreSQL server.

use crate::cli::portfolio::SERVER;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::letters::number;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use koers_source::folder::Folder;
use koers_store::{At, Author, Error, Head, Kind, NoteError, Reason, Store, good_backups};
use koers_web::pages::entry::Sort;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// The file in the workspace.
const FILE: &str = "koers.db";

/// Where the register is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ledger {
    /// In this file, which may not be there yet.
    File(PathBuf),
    /// On the server of this connection string.
    Server(String),
}

impl Ledger {
    /// That of a workspace: on the server that is named, else in its folder.
    pub fn of(folder: &Folder, server: Option<&str>) -> Self {
        match server {
            Some(address) if !address.trim().is_empty() => Self::Server(address.to_owned()),
            _ => Self::File(folder.root().join(FILE)),
        }
    }

    /// The one that a command line names; of a command that has no such option, the one that the environment names.
    pub fn asked(folder: &Folder, matches: &ArgMatches) -> Self {
        let named = matches.try_get_one::<String>("database").ok().flatten().cloned();
        let server = named.or_else(|| std::env::var(SERVER).ok());
        Self::of(folder, server.as_deref())
    }

    /// Opens it; a file that is not there is made.
    ///
    /// # Errors
    /// As [`Store::open`] and [`Store::connect`].
    pub fn open(&self) -> Result<Store, Error> {
        match self {
            Self::File(path) => Store::open(path),
            Self::Server(address) => Store::connect(address),
        }
    }

    /// Opens it to read; `None` when nobody entered anything yet, so that looking makes no file.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_if_there(&self) -> Result<Option<Store>, Error> {
        match self {
            // A file that is gone and has copies is a fault, not a fresh start.
            Self::File(path) if !path.exists() && good_backups(path).is_empty() => Ok(None),
            _ => self.open().map(Some),
        }
    }

    /// The file, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Server(_) => None,
        }
    }
}

/// By what a file is the one that was opened: another one in its place, or bytes in it that somebody changed, give another mark. Writing
/// that goes by SQLite changes it now and then, and then it is opened once more, which looks whether it is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FileMark {
    #[cfg(unix)]
    place: (u64, u64),
    size: u64,
    changed: Option<SystemTime>,
}

impl FileMark {
    /// That of a file; `None` where there is none.
    fn of(path: &Path) -> Option<Self> {
        let meta = std::fs::metadata(path).ok()?;
        Some(Self {
            #[cfg(unix)]
            place: {
                use std::os::unix::fs::MetadataExt as _;
                (meta.dev(), meta.ino())
            },
            size: meta.len(),
            changed: meta.modified().ok(),
        })
    }
}

/// An open register, and the mark of its file just before it was opened.
#[derive(Debug)]
struct Opened {
    store: Arc<Store>,
    mark: Option<FileMark>,
}

/// A register that is opened when it is first asked for and then stays open, until its file is another; its clones share it.
#[derive(Debug, Clone)]
pub struct Shared {
    folder: Folder,
    ledger: Ledger,
    open: Arc<Mutex<Option<Opened>>>,
}

impl Shared {
    /// Not opened yet.
    pub fn new(folder: Folder, ledger: Ledger) -> Self {
        Self {
            folder,
            ledger,
            open: Arc::default(),
        }
    }
    fn mark(&self) -> Option<FileMark> {
        self.ledger.file().and_then(FileMark::of)
    }
    /// The register as it is open, or opened anew by `open` where it is not, or its file is another.
    fn current(
        &self,
        open: impl FnOnce(&Ledger) -> Result<Option<Store>, Error>,
    ) -> Result<Option<Arc<Store>>, Error> {
        let mut slot = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mark = self.mark();
        if let Some(opened) = slot.as_ref() {
            if opened.mark == mark {
                return Ok(Some(Arc::clone(&opened.store)));
            }
            if let (None, Some(path)) = (mark, self.ledger.file())
                && opened.mark.is_some()
                && good_backups(path).is_empty()
            {
                // Going on would write into a file that nobody finds again.
                return Err(Error::File {
                    path: path.to_owned(),
                    source: std::io::ErrorKind::NotFound.into(),
                });
            }
        }
        let Some(store) = open(&self.ledger)? else {
            return Ok(None);
        };
        // The old one is let go only now: then it is not the last, and writes nothing into the file.
        let opened = slot.insert(Opened {
            store: Arc::new(store),
            mark,
        });
        Ok(Some(Arc::clone(&opened.store)))
    }
    /// The register, where somebody entered something.
    ///
    /// # Errors
    /// When it is there and cannot be opened.
    pub fn store(&self) -> Result<Option<Arc<Store>>, Error> {
        self.current(Ledger::open_if_there)
    }
}

impl koers_web::pen::Ledger for Shared {
    fn there(&self) -> Result<Option<Arc<Store>>, Error> {
        self.store()
    }
    fn made(&self) -> Result<Arc<Store>, Error> {
        keep_policy(&self.folder)?;
        let made = self.current(|ledger| ledger.open().map(Some))?;
        made.ok_or_else(|| Error::Database("nothing was opened".to_owned()))
    }
    fn now(&self) -> Option<At> {
        At::new(jiff::Timestamp::now())
    }
}

/// Keeps the policy as it is now, before anything is entered beside it: what was weighed then can be shown along the files of then.
///
/// # Errors
/// When it cannot be kept. What cannot be shown again later is not entered.
pub fn keep_policy(folder: &Folder) -> Result<(), Error> {
    let kept = folder.keep_policy(jiff::Timestamp::now());
    kept.map(|_| ()).map_err(|error| Error::File {
        path: folder.root().join("kept"),
        source: std::io::Error::other(error.to_string()),
    })
}

/// A kind of thing, as people say it.
pub fn kind_label(kind: Kind, lang: Lang) -> &'static str {
    let sort = Sort::ALL.iter().find(|sort| sort.kind() == kind);
    sort.map_or(kind.word(), |sort| sort.one(lang))
}

/// Who changes: the name given, else the user of this machine.
pub fn who(matches: &ArgMatches, lang: Lang) -> Result<Author, Failure> {
    let given = matches.get_one::<String>("who").cloned();
    let name = given
        .or_else(|| ["USER", "LOGNAME"].into_iter().find_map(named))
        .or_else(of_process)
        .ok_or_else(|| {
            let say = lang.pick(
                "deze machine zegt niet wie u bent: zeg met --who wie dit wijzigt",
                "this machine does not say who you are: say with --who who changes this",
            );
            Failure::Usage(say.to_owned())
        })?;
    Author::new(&name).map_err(|error| Failure::Usage(format!("--who `{name}`: {}", note(error, lang))))
}

/// A name in the environment, where there is one.
fn named(variable: &str) -> Option<String> {
    std::env::var(variable)
        .ok()
        .filter(|name| !name.trim().is_empty())
}

/// The name of the user as whom this process runs, where the machine has a list of users: in a container the environment may not say it.
#[cfg(target_os = "linux")]
fn of_process() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let uid = std::fs::metadata("/proc/self").ok()?.uid();
    name_of(uid, &std::fs::read_to_string("/etc/passwd").ok()?)
}

#[cfg(not(target_os = "linux"))]
fn of_process() -> Option<String> {
    None
}

/// The name of a user by number in a list of users: `name:password:number:…`.
#[cfg(target_os = "linux")]
fn name_of(uid: u32, users: &str) -> Option<String> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number.parse() == Ok(uid) && !name.is_empty()).then(|| name.to_owned())
    })
}

/// Why it changes.
pub fn reason(matches: &ArgMatches, lang: Lang) -> Result<Reason, Failure> {
    let text = matches.get_one::<String>("reason").map_or("", String::as_str);
    Reason::new(text).map_err(|error| Failure::Usage(format!("--reason: {}", note(error, lang))))
}

/// Why a text cannot stand beside a change.
fn note(error: NoteError, lang: Lang) -> String {
    match (lang, error) {
        (Lang::Nl, NoteError::Empty) => "dit kan niet leeg zijn".to_owned(),
        (Lang::Nl, NoteError::TooLong { most }) => format!("dit heeft hoogstens {most} tekens"),
        (Lang::Nl, NoteError::Misleading(letter)) => {
            format!(
                "het verborgen teken {} staat erin: typ het opnieuw",
                number(letter)
            )
        }
        (Lang::En, error) => error.to_string(),
    }
}

/// The moment it is.
pub fn now() -> Result<At, Failure> {
    At::new(jiff::Timestamp::now())
        .ok_or_else(|| Failure::Usage("the clock of this machine is far off".to_owned()))
}

/// How far a log goes, in one word: `42:9f86…`.
pub fn said_head(head: &Head) -> String {
    format!("{}:{}", head.seq, head.hash)
}

/// The head that [`said_head`] wrote.
pub fn head_of(text: &str) -> Option<Head> {
    let (seq, hash) = text.split_once(':')?;
    Some(Head {
        seq: seq.parse().ok()?,
        hash: Hash::from_hex(hash)?,
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::name_of;

    #[test]
    fn a_user_is_named_by_number() {
        let users = "root:x:0:0:root:/root:/bin/bash\nkoers:x:1000:1000::/home/koers:/bin/sh\nbroken\n";
        assert_eq!(name_of(1000, users).as_deref(), Some("koers"));
        assert_eq!(name_of(0, users).as_deref(), Some("root"));
        assert_eq!(name_of(7, users), None);
    }
}
