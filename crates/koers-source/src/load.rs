//! Fetching a whole table: ask what changed, fetch page by page to disk, check that all of it is there, and put it together.
//!
//! ```text
//! cache/fetching/<dataset>/
//!   state.json        which state of the table this is, what is here, what is still to be asked
//!   00001, 00002 …    answers exactly as they came
//! ```
//!
//! Every answer is put in its place before the state says that it is here, so that a stop at any moment costs at most one answer. A run that finds
//! the state of the same table goes on where the last one stopped; of another state of the table it starts afresh.

mod about;
mod pack;
mod state;

pub use crate::connector::About;

use crate::connector::{Ask, Protocol, Said, protocol};
use crate::fetch::fault::FetchFault;
use crate::fetch::{Asking, Fetcher, Reply, door};
use about::about;
use koers_model::provider::Provider;
use koers_model::snapshot::Format;
use pack::{ToPack, pack};
use state::{Check, Kept, State};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

/// The largest description of a table.
const MOST_ABOUT: u64 = 16 << 20;
/// The largest page.
const MOST_PAGE: u64 = 256 << 20;
/// The largest file that is no page.
const MOST_FILE: u64 = 2 << 30;
/// The most answers of one table.
const MOST_ANSWERS: usize = 20_000;
/// With these a publisher refuses an answer that would be too large. The interactive service of CBS says 500.
const TOO_LARGE: [u16; 4] = [400, 413, 414, 500];
/// So much of a file is looked at to see what it is.
const HEAD: u64 = 64 << 10;
/// The longest wait for a table that is still being made.
const LONGEST_QUEUE: Duration = Duration::from_secs(15 * 60);
/// The longest pause between two looks at it.
const LONGEST_LOOK: Duration = Duration::from_secs(20);

/// How far a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows that are here.
    pub rows: u64,
    /// Rows that there are, where the publisher says so.
    pub of: Option<u64>,
}

/// What came of fetching a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loaded {
    /// It is the state that is here already.
    Same(About),
    /// It was fetched.
    Whole(Box<Whole>),
}

/// A table that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// What the publisher says of it.
    pub about: About,
    /// The file that holds it.
    pub file: PathBuf,
    /// Its form; `None`: what it looks like.
    pub format: Option<Format>,
    /// How many rows came, where they can be counted.
    pub rows: u64,
}

/// A table to be fetched.
pub struct Table<'t> {
    /// Where.
    pub provider: &'t Provider,
    /// The stamp of the state that is here already; `None` to fetch in any case.
    pub known: Option<&'t str>,
    /// The folder for what is fetched.
    pub folder: &'t Path,
}

impl Table<'_> {
    /// Asks only what the publisher says of the table. `None` where only the table itself tells.
    ///
    /// # Errors
    /// [`FetchFault`].
    pub fn about(&self, fetcher: &Fetcher) -> Result<Option<About>, FetchFault> {
        about(fetcher, protocol(self.provider).as_ref())
    }

    /// Fetches the table, unless it is the state that is here.
    ///
    /// # Errors
    /// [`FetchFault`]; what came until then stays for the next time, unless it does not fit together.
    pub fn load(&self, fetcher: &Fetcher, told: &dyn Fn(Progress)) -> Result<Loaded, FetchFault> {
        let protocol = protocol(self.provider);
        let mut found = about(fetcher, protocol.as_ref())?;
        if let Some(about) = &found
            && about.stamp.is_some()
            && about.stamp.as_deref() == self.known
        {
            return Ok(Loaded::Same(about.clone()));
        }
        // A table that changes on the way is fetched once more; rows of two states never stand together.
        for _ in 0..2 {
            fs::create_dir_all(self.folder).map_err(|error| FetchFault::disk(&error))?;
            let before = found.clone().unwrap_or_default();
            let mut walk = Walk {
                fetcher,
                protocol: protocol.as_ref(),
                table: self,
                state: State::open(self.folder, self.provider, before.stamp.as_deref()),
                version: None,
                queued: None,
                body: Vec::new(),
                packer: None,
            };
            let (went, packed) = walk.all_packed(&before, told);
            match went {
                Ok(Went::Same) => {
                    State::forget(self.folder).map_err(|error| FetchFault::disk(&error))?;
                    return Ok(Loaded::Same(before));
                }
                Ok(Went::Through) => {}
                // Pages that do not fit together are no beginning to go on from.
                Err(fault) if !fault.passes() => {
                    State::forget(self.folder).map_err(|error| FetchFault::disk(&error))?;
                    return Err(fault);
                }
                Err(fault) => return Err(fault),
            }
            found = about(fetcher, protocol.as_ref())?;
            let after = found.clone().unwrap_or_default();
            if after.stamp == before.stamp {
                let about = match walk.version.take() {
                    Some(version) => About {
                        stamp: Some(version),
                        ..after
                    },
                    None => after,
                };
                return walk
                    .whole(about, packed)
                    .map(|whole| Loaded::Whole(Box::new(whole)));
            }
            State::forget(self.folder).map_err(|error| FetchFault::disk(&error))?;
        }
        Err(FetchFault::Changing {
            address: self.provider.address.to_string(),
        })
    }

    /// Throws away what was fetched, once it stands elsewhere or is of no use.
    ///
    /// # Errors
    /// Whatever the file system says.
    pub fn forget(folder: &Path) -> io::Result<()> {
        State::forget(folder)
    }
}

/// Where asking all of a table ended.
enum Went {
    /// The server says that nothing changed.
    Same,
    Through,
}

/// Asking one table, question by question.
struct Walk<'w> {
    fetcher: &'w Fetcher,
    protocol: &'w dyn Protocol,
    table: &'w Table<'w>,
    state: State,
    /// What the server says of the version of a file.
    version: Option<String>,
    /// Since when the publisher is making the table.
    queued: Option<Instant>,
    /// The answer at hand: its room is used again for the next one.
    body: Vec<u8>,
    /// Who packs what is kept, while the next is asked.
    packer: Option<Sender<ToPack>>,
}

impl Walk<'_> {
    /// Asks all of a table, and packs the answers of a bundle as they come.
    fn all_packed(
        &mut self,
        about: &About,
        told: &dyn Fn(Progress),
    ) -> (Result<Went, FetchFault>, Option<io::Result<PathBuf>>) {
        if !self.protocol.is_bundle() {
            return (self.all(about, told), None);
        }
        let folder = self.table.folder;
        let (give, take) = mpsc::channel();
        std::thread::scope(|scope| {
            let packing = scope.spawn(move || {
                let path = folder.join("whole.zip");
                pack(folder, &take, &path).map(|()| path)
            });
            for kept in &self.state.kept {
                // Whoever packs tells at the end what went wrong.
                let _ = give.send(ToPack::Answer(kept.clone()));
            }
            self.packer = Some(give);
            let went = self.all(about, told);
            let packer = self.packer.take();
            if let (Ok(Went::Through), Some(packer)) = (&went, packer) {
                let _ = packer.send(ToPack::End);
            }
            let packed = packing.join();
            let broke = || Err(io::Error::other("the answers could not be packed"));
            (went, Some(packed.unwrap_or_else(|_| broke())))
        })
    }

    fn all(&mut self, about: &About, told: &dyn Fn(Progress)) -> Result<Went, FetchFault> {
        let address = self.table.provider.address.as_str();
        loop {
            while let Some(ask) = self.state.todo.front().cloned() {
                if self.state.kept.len() >= MOST_ANSWERS {
                    return Err(FetchFault::Endless {
                        address: address.to_owned(),
                    });
                }
                if let Went::Same = self.one(&ask)? {
                    return Ok(Went::Same);
                }
                self.not_more_than(about)?;
                told(Progress {
                    rows: self.state.rows(),
                    of: about.rows,
                });
            }
            let folder = self.table.folder;
            let state = &self.state;
            let kept = |set: &str| {
                let pages = state.kept.iter().filter(|one| one.set == set);
                pages
                    .map(|one| fs::read(folder.join(&one.file)).ok())
                    .collect::<Option<Vec<_>>>()
            };
            let next = self.protocol.stage(self.state.stage, about, &kept);
            let next = next.map_err(|why| FetchFault::Misread {
                address: address.to_owned(),
                why,
            })?;
            match next {
                Some(asks) => {
                    self.state.stage += 1;
                    self.state.todo.extend(asks);
                }
                None => break,
            }
        }
        let address = address.to_owned();
        match (self.state.rows(), about.rows) {
            (got, Some(said)) if said != got => Err(FetchFault::Rows { address, got, said }),
            (0, _) => Err(FetchFault::Nothing { address }),
            _ => Ok(Went::Through),
        }
    }

    /// More rows than the publisher says that there are will never be right, so nobody waits for the end of them.
    fn not_more_than(&self, about: &About) -> Result<(), FetchFault> {
        let (got, said) = (self.state.rows(), about.rows.unwrap_or(u64::MAX));
        if got <= said {
            return Ok(());
        }
        Err(FetchFault::Rows {
            address: self.table.provider.address.to_string(),
            got,
            said,
        })
    }

    /// Asks the first question that is left, and keeps its answer.
    fn one(&mut self, ask: &Ask) -> Result<Went, FetchFault> {
        let number = self.state.kept.len() + 1;
        let name = format!("{number:05}");
        let part = self.table.folder.join(format!("{name}.part"));
        let is_bundle = self.protocol.is_bundle();
        let has_pieces = ask.parts.iter().any(|part| part.codes.len() > 1);
        let asking = Asking {
            address: &ask.address,
            accept: self.protocol.accept(),
            // Only a file by itself can be told to be the same; parts of a table belong together.
            known: self.table.known.filter(|_| self.protocol.about().is_none()),
            limit: if is_bundle { MOST_PAGE } else { MOST_FILE },
            gives_up_on: if has_pieces { &TOO_LARGE } else { &[] },
        };
        let answer = self.fetcher.get(&asking, || File::create(&part));
        let (reply, file) = match answer {
            Ok(answer) => answer,
            Err(fault) => return self.refused(ask, fault),
        };
        let Reply::Whole { version, address } = reply else {
            return Ok(Went::Same);
        };
        // Not forced to disk: who goes on there later looks at its check sum first.
        drop(file);
        self.look(&part)?;
        let said = self
            .protocol
            .read(ask, &self.body)
            .map_err(|why| FetchFault::Misread {
                address: ask.address.clone(),
                why,
            })?;
        let (rows, next, own) = match said {
            Said::Page { rows, next, hash } => (rows, next, hash),
            Said::Refused(said) => {
                let address = ask.address.clone();
                return self.refused(ask, FetchFault::Refused { address, said });
            }
            Said::WebPage(title) => {
                return Err(FetchFault::Page {
                    address: ask.address.clone(),
                    title,
                });
            }
            Said::Queued { status, data } => {
                self.wait(ask, &status)?;
                let ready = Ask {
                    address: data,
                    ..ask.clone()
                };
                self.state.todo.pop_front();
                self.state.todo.push_front(ready);
                return Ok(Went::Through);
            }
        };
        let check = match is_bundle {
            true => Check::of(&self.body[..]),
            false => File::open(&part).and_then(Check::of),
        };
        let kept = Kept {
            set: ask.set.clone(),
            file: name,
            address: ask.address.clone(),
            is_rows: ask.is_rows,
            rows,
            rows_sha256: own.map(|hash| hash.to_string()),
            check: check.map_err(|error| FetchFault::disk(&error))?,
        };
        let next = next.map(|next| (address, next));
        self.keep(ask, kept, next, &part)?;
        if !is_bundle {
            self.version = version;
        }
        Ok(Went::Through)
    }

    /// Asks again in pieces for what was refused as too large; what has no pieces stays refused.
    fn refused(&mut self, ask: &Ask, fault: FetchFault) -> Result<Went, FetchFault> {
        let too_large = match &fault {
            FetchFault::Refused { .. } | FetchFault::TooLarge { .. } => true,
            FetchFault::Status { status, .. } => TOO_LARGE.contains(status),
            _ => false,
        };
        let pieces = match too_large {
            true => self.protocol.pieces(ask),
            false => Vec::new(),
        };
        if pieces.is_empty() {
            return Err(fault);
        }
        self.state.todo.pop_front();
        for piece in pieces.into_iter().rev() {
            self.state.todo.push_front(piece);
        }
        Ok(Went::Through)
    }

    /// Keeps an answer: first its bytes, then that they are here. `next`: where it goes on, as written at the address that gave it.
    fn keep(
        &mut self,
        ask: &Ask,
        kept: Kept,
        next: Option<(String, String)>,
        part: &Path,
    ) -> Result<(), FetchFault> {
        let same = |one: &Kept| one.set == kept.set && one.rows_sha256 == kept.rows_sha256;
        let has_own = kept.rows > 0 && kept.is_rows && kept.rows_sha256.is_some();
        if has_own && self.state.kept.iter().any(same) {
            return Err(FetchFault::SamePage {
                address: ask.address.clone(),
            });
        }
        let follow = match next {
            None => None,
            Some((at, next)) => {
                let to = door::join(&at, &next);
                let to = to.ok_or(FetchFault::NotAnAddress { address: next })?;
                let seen = |one: &Kept| one.address == to;
                if to == ask.address || self.state.kept.iter().any(seen) {
                    return Err(FetchFault::Circle { address: to });
                }
                Some(Ask {
                    address: to,
                    ..ask.clone()
                })
            }
        };
        fs::rename(part, self.table.folder.join(&kept.file)).map_err(|error| FetchFault::disk(&error))?;
        if let Some(packer) = &self.packer {
            let _ = packer.send(ToPack::Answer(kept.clone()));
        }
        self.state.kept.push(kept);
        self.state.todo.pop_front();
        if let Some(follow) = follow {
            self.state.todo.push_front(follow);
        }
        self.state
            .save(self.table.folder)
            .map_err(|error| FetchFault::disk(&error))
    }

    /// What is looked at of an answer: a page as a whole, of a file its beginning.
    fn look(&mut self, part: &Path) -> Result<(), FetchFault> {
        let most = if self.protocol.is_bundle() {
            MOST_PAGE
        } else {
            HEAD
        };
        self.body.clear();
        let file = File::open(part).map_err(|error| FetchFault::disk(&error))?;
        let length = file.metadata().map_or(0, |about| about.len()).min(most);
        self.body.reserve(usize::try_from(length).unwrap_or(0));
        file.take(most)
            .read_to_end(&mut self.body)
            .map_err(|error| FetchFault::disk(&error))?;
        Ok(())
    }

    /// Waits until the publisher has made the table.
    fn wait(&mut self, ask: &Ask, status: &str) -> Result<(), FetchFault> {
        // One wait for all rounds: a publisher may say that it is ready, and then that it is not.
        let began = *self.queued.get_or_insert_with(Instant::now);
        let mut pause = self.fetcher.first_pause();
        loop {
            std::thread::sleep(pause);
            let asking = Asking {
                address: status,
                accept: "*/*",
                known: None,
                limit: MOST_ABOUT,
                gives_up_on: &[],
            };
            let said = self.fetcher.small(&asking)?;
            let said = String::from_utf8_lossy(&said).to_ascii_uppercase();
            if said.contains("AVAILABLE") && !said.contains("UNAVAILABLE") {
                return match began.elapsed() > LONGEST_QUEUE {
                    true => Err(self.unready(ask, began)),
                    false => Ok(()),
                };
            }
            let goes_on = said.contains("SUBMITTED") || said.contains("PROCESSING");
            pause = (pause * 2).min(LONGEST_LOOK);
            if !goes_on || began.elapsed() + pause > LONGEST_QUEUE {
                return Err(self.unready(ask, began));
            }
        }
    }

    fn unready(&self, ask: &Ask, began: Instant) -> FetchFault {
        FetchFault::Queued {
            address: ask.address.clone(),
            seconds: began.elapsed().as_secs(),
        }
    }

    /// The file that holds all of it: the answer itself, or all answers packed together, in the order in which they came.
    fn whole(self, about: About, packed: Option<io::Result<PathBuf>>) -> Result<Whole, FetchFault> {
        let file = match (packed, self.state.kept.as_slice()) {
            (Some(packed), _) => packed.map_err(|error| FetchFault::disk(&error))?,
            (None, [only]) => self.table.folder.join(&only.file),
            (None, _) => {
                let address = self.table.provider.address.to_string();
                return Err(FetchFault::Nothing { address });
            }
        };
        Ok(Whole {
            about,
            file,
            format: self.protocol.format(),
            rows: self.state.rows(),
        })
    }
}
