//! Every way in which a command can fail, with its exit code: the one place where errors of rooms become codes.

use crate::exit::Exit;
use crate::register::kind_label;
use koers_model::text::Lang;
use koers_run::error::{EvaluateError, RunError};
use koers_source::folder::FolderError;
use koers_store::{BadCopy, Error as StoreError, Fault, Kind};
use koers_web::http::ServeError;
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
    /// The register of what people enter.
    #[error(transparent)]
    Store(#[from] koers_store::Error),
    /// The server.
    #[error(transparent)]
    Serve(#[from] ServeError),
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
    /// A file of people that is not as it should be. Its faults were told one by one.
    #[error("{0}")]
    Unfit(String),
    /// Something that the command line names and that is not there, or not so.
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    /// The exit code.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Folder(
                FolderError::NoWorkspace(_) | FolderError::Exists(_) | FolderError::FileExists(_),
            )
            | Self::Usage(_) => Exit::Usage,
            Self::Folder(FolderError::TooLarge { .. }) | Self::TooLarge { .. } => Exit::BadData,
            // A folder that is not there was wrongly named.
            Self::Folder(FolderError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Exit::Usage
            }
            Self::Folder(_) | Self::Write { .. } | Self::Output(_) => Exit::System,
            Self::Read { source, .. } if source.kind() == io::ErrorKind::NotFound => Exit::Usage,
            Self::Read { .. } => Exit::System,
            Self::Serve(ServeError::Run(error)) | Self::Run(error) => match error {
                RunError::World(_) => Exit::System,
                RunError::Policy(_) => Exit::Findings,
                RunError::Unknown { .. } | RunError::NotAPeriod(_) => Exit::Usage,
                RunError::Evaluate(EvaluateError::Period { .. } | EvaluateError::NoTable { .. }) => {
                    Exit::Usage
                }
                RunError::Data { .. }
                | RunError::Boundaries { .. }
                | RunError::Register { .. }
                | RunError::UnknownForm { .. }
                | RunError::Evaluate(_) => Exit::BadData,
                _ => Exit::System,
            },
            Self::Unfit(_) => Exit::BadData,
            Self::Store(error) => match error {
                StoreError::Address(_) | StoreError::NotEmpty { .. } => Exit::Usage,
                StoreError::Corrupt { .. }
                | StoreError::Missing { .. }
                | StoreError::NotOurs { .. }
                | StoreError::Newer { .. }
                | StoreError::BadBackup { .. }
                | StoreError::Unreadable { .. }
                | StoreError::Broken { .. }
                | StoreError::Foreign { .. }
                | StoreError::TooLarge { .. }
                | StoreError::Stands { .. } => Exit::BadData,
                _ => Exit::System,
            },
            Self::Serve(_) => Exit::System,
        }
    }

    /// The message in the reader's language.
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (_, Self::Run(error) | Self::Serve(ServeError::Run(error))) => error.message(lang),
            (Lang::Nl, Self::Serve(ServeError::Listen { address, source })) => {
                format!(
                    "op {address} is niet te luisteren: {}; kies een andere poort met --listen",
                    said_by_system(source, lang)
                )
            }
            (Lang::Nl, Self::Folder(FolderError::NoWorkspace(path))) => format!(
                "`{}` ligt niet in een werkmap van Koers: daar en in de mappen erboven staat geen koers.yaml\n  noem de werkmap, achter de opdracht: -w MAP\n  of ga er eerst in staan: cd MAP\n  nog geen werkmap? `koers demo --practice` zet er een klaar om te oefenen, `koers new MAP` maakt een lege",
                path.display()
            ),
            (Lang::En, Self::Folder(error @ FolderError::NoWorkspace(_))) => format!(
                "{error}\n  name the workspace, behind the command: -w DIR\n  or go there first: cd DIR\n  no workspace yet? `koers demo --practice` lays one out to practise on, `koers new DIR` makes an empty one"
            ),
            (Lang::Nl, Self::Folder(FolderError::FileExists(path))) => format!(
                "`{}` bestaat al; Koers schrijft er niet overheen: geef een ander id met --as",
                path.display()
            ),
            (Lang::En, Self::Folder(error @ FolderError::FileExists(_))) => {
                format!("{error}: give another id with --as")
            }
            (Lang::Nl, Self::Folder(FolderError::Exists(path))) => {
                format!(
                    "`{0}` bestaat al; Koers schrijft er niet overheen. Is het een werkmap, open die dan met: koers serve --workspace {0}",
                    path.display()
                )
            }
            (Lang::Nl, Self::Folder(FolderError::TooLarge { path, size, limit })) => {
                format!(
                    "`{}` is {size} bytes groot; Koers leest er ten hoogste {limit}",
                    path.display()
                )
            }
            (Lang::Nl, Self::Folder(FolderError::Io { path, source, .. }) | Self::Read { path, source }) => {
                format!(
                    "`{}` is niet te lezen of te maken: {}",
                    path.display(),
                    said_by_system(source, lang)
                )
            }
            (Lang::Nl, Self::Write { path, source }) => {
                format!(
                    "`{}` is niet te schrijven: {}",
                    path.display(),
                    said_by_system(source, lang)
                )
            }
            (Lang::Nl, Self::TooLarge { path, size, limit }) => {
                format!(
                    "`{}` is {size} bytes groot; Koers leest er ten hoogste {limit}",
                    path.display()
                )
            }
            (Lang::Nl, Self::Store(error)) => store_nl(error),
            (Lang::En, Self::Store(error @ (StoreError::Broken { .. } | StoreError::Unreadable { .. }))) => {
                format!("{error}; `koers log verify` tells what to go back to")
            }
            (Lang::Nl, Self::Output(error)) => {
                format!("de uitvoer is niet te schrijven: {}", said_by_system(error, lang))
            }
            _ => self.to_string(),
        }
    }

    /// Whether the reader of our output has gone away (`koers list regions | head`), which is no failure of ours.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// What the system says of a file, a folder or a port. It speaks English: what happens often is said in Dutch, the rest stays as it says it.
pub fn said_by_system(error: &io::Error, lang: Lang) -> String {
    use io::ErrorKind as Kind;
    let dutch = match error.kind() {
        Kind::NotFound => "dit bestaat niet",
        Kind::PermissionDenied => "dit mag niet van het systeem",
        Kind::AlreadyExists => "dit bestaat al",
        Kind::IsADirectory => "dit is een map",
        Kind::NotADirectory => "een deel van het pad is geen map",
        Kind::DirectoryNotEmpty => "de map is niet leeg",
        Kind::ReadOnlyFilesystem => "hier kan alleen worden gelezen",
        Kind::StorageFull | Kind::QuotaExceeded => "er is geen ruimte meer",
        Kind::FileTooLarge => "het bestand wordt te groot",
        Kind::InvalidFilename => "deze naam kan niet",
        Kind::AddrInUse => "een ander programma gebruikt dit adres al",
        Kind::AddrNotAvailable => "dit adres heeft deze computer niet",
        Kind::BrokenPipe => "wie meelas, is gestopt",
        _ => return error.to_string(),
    };
    lang.pick(dutch.to_owned(), error.to_string())
}

/// What went wrong with the register, in Dutch. What a database says stays as it says it.
fn store_nl(error: &StoreError) -> String {
    let name = |path: &PathBuf| path.display().to_string();
    match error {
        StoreError::Conflict(conflict) => format!(
            "{} `{}` is intussen gewijzigd: kijk er opnieuw naar",
            kind_label(conflict.kind, Lang::Nl),
            conflict.id
        ),
        StoreError::Stands { kind, id } => format!(
            "{} `{id}` blijft staan zoals zij is ingevoerd: wijzigen of beëindigen kan niet; voer een later besluit dat anders luidt ernaast in",
            kind_label(*kind, Lang::Nl)
        ),
        StoreError::Busy { waited } => {
            format!("iemand anders schrijft; {} seconden gewacht", waited.as_secs())
        }
        StoreError::Full { path } => format!("geen ruimte meer voor {}: er is niets bewaard", name(path)),
        StoreError::ReadOnly { path } => {
            format!(
                "in {} mag niet worden geschreven: lezen kan, wijzigen niet",
                name(path)
            )
        }
        StoreError::Unfinished { path, log } => format!(
            "in {} mag niet worden geschreven, en {} heeft wijzigingen die er nog niet in staan: open het eenmaal waar wel mag worden geschreven",
            name(path),
            name(log)
        ),
        StoreError::Corrupt { path, what, backup } => {
            let way = match backup {
                Some(copy) => format!("de nieuwste goede kopie: koers log restore {}", name(copy)),
                None => "er is geen goede kopie".to_owned(),
            };
            format!("{} is beschadigd ({}); {way}", name(path), bad_copy_nl(what))
        }
        StoreError::Missing { path, backup } => format!(
            "{} is er niet, en een kopie ervan wel: koers log restore {}",
            name(path),
            name(backup)
        ),
        StoreError::NotOurs { place } => format!("{place} is een database, en niet een van Koers"),
        StoreError::Newer { place, found, known } => {
            format!(
                "{place} heeft vorm {found}; deze Koers kent tot en met vorm {known}: gebruik een nieuwere"
            )
        }
        StoreError::BadBackup { path, what } => {
            format!("{} is geen goede kopie: {}", name(path), bad_copy_nl(what))
        }
        StoreError::Broken { seq, fault } => format!(
            "het logboek is niet heel (wijziging {seq}: {}); er is niets bewaard; `koers log verify` noemt de weg terug",
            fault_nl(*fault)
        ),
        StoreError::Unreadable { kind, id, what } => {
            let kind = Kind::from_word(kind).map_or(kind.as_str(), |kind| kind_label(kind, Lang::Nl));
            format!(
                "{kind} `{id}` in het register is niet te lezen ({what}); `koers log verify` noemt de weg terug"
            )
        }
        StoreError::Twice { kind, id } => format!(
            "{} `{id}` zou in een keer twee keer wijzigen",
            kind_label(*kind, Lang::Nl)
        ),
        StoreError::TooLarge { kind, id, size, most } => format!(
            "{} `{id}` neemt {size} bytes; hoogstens {most} kan",
            kind_label(*kind, Lang::Nl)
        ),
        StoreError::Unwritable { kind, id, .. } => {
            format!("{} `{id}` is niet op te schrijven", kind_label(*kind, Lang::Nl))
        }
        StoreError::Unconfirmed => {
            "de verbinding brak af terwijl de wijziging werd bevestigd: kijk eerst of zij is bewaard"
                .to_owned()
        }
        StoreError::NotEmpty { things } => {
            format!("hier staan al {things} dingen: een logboek wordt overgenomen in een leeg register")
        }
        StoreError::Foreign { seq, fault } => format!(
            "het logboek dat zou worden overgenomen, is niet heel: bij wijziging {seq}: {}; er is niets bewaard",
            fault_nl(*fault)
        ),
        StoreError::Carried(source) => format!(
            "het logboek is niet te schrijven: {}",
            said_by_system(source, Lang::Nl)
        ),
        StoreError::Address(what) => format!("dit adres van een server is niet te gebruiken: {what}"),
        StoreError::File { path, source } => {
            format!(
                "`{}` is niet te lezen, te kopiëren of te hernoemen: {}",
                name(path),
                said_by_system(source, Lang::Nl)
            )
        }
        StoreError::Database(what) => format!("de database zegt: {what}"),
        other => format!("het register: {other}"),
    }
}

/// Why a copy is no good one, in Dutch. What a database says stays as it says it.
fn bad_copy_nl(what: &BadCopy) -> String {
    match what {
        BadCopy::Empty => "er staat niets in".to_owned(),
        BadCopy::NotOurs => "het is een database, en niet een van Koers".to_owned(),
        BadCopy::Newer { found, known } => {
            format!("het heeft vorm {found}; deze Koers kent tot en met vorm {known}")
        }
        BadCopy::Name => "zijn naam is geen Unicode".to_owned(),
        BadCopy::Broken { seq, fault } => format!("wijziging {seq}: {}", fault_nl(*fault)),
        BadCopy::Said(said) => said.clone(),
    }
}

/// What of the log does not fit, in Dutch.
pub fn fault_nl(fault: Fault) -> String {
    use Fault as F;
    match fault {
        F::Missing => "de wijziging ontbreekt".to_owned(),
        F::Link => "zij sluit niet aan op de vorige".to_owned(),
        F::Hash => "zij is niet zoals zij werd geschreven".to_owned(),
        F::Field(field) => format!("het veld `{field}` is niet te lezen"),
        F::Story => "zij volgt niet uit wat er was".to_owned(),
        F::Stands => "zij wijzigt of beëindigt wat voor altijd staat: een afwijking van een toets".to_owned(),
        F::Current => "wat nu geldt, volgt niet uit de wijzigingen".to_owned(),
        F::Cut => {
            "het eind van het logboek is weggehaald: wat nu geldt, berust op wijzigingen die er niet in staan"
                .to_owned()
        }
        F::Known => "dit logboek is niet het vervolg op dat van toen".to_owned(),
    }
}
